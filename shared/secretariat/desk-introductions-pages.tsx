import { shelves } from '../matchmaking/introductions/shelf.ts'
import { instantIn } from '../messages/dates.ts'
import type { Messages } from '../messages/messages.ts'
import { Facts, Notice } from '../pages/blocks.tsx'
import { FailureSummary, type FormState, TextField } from '../pages/form-fields.tsx'
import { type PageContext, renderPage } from '../pages/page.tsx'
import { type CountryCode, countryLabel } from '../places/countries.ts'
import type { DeskIntroductionsView, DeskIntroductionView } from './desk-introductions-view.ts'
import { DeskNavigation } from './desk-pages.tsx'
import { type DeskRole, type DeskUser, mayAct } from './desk-user.ts'

/** Introductions by where they stand. */
export const deskIntroductionsPage = (
  context: PageContext,
  view: DeskIntroductionsView,
  form: Omit<FormState, 't'> = { values: {}, failures: [] },
): string => {
  const { t, links } = context
  return renderPage(context, {
    title: t('secretariat.introductions.title'),
    failed: form.failures.length > 0,
    main: (
      <>
        <DeskNavigation context={context} may={view.role} />
        <h1>{t('secretariat.introductions.title')}</h1>
        <FailureSummary
          form={{ t, ...form }}
          labels={(name) =>
            name === 'one' || name === 'other' ? t(`secretariat.introductions.propose.${name}`) : undefined
          }
        />
        <nav class="within" aria-label={t('secretariat.introductions.shelves')}>
          <ul>
            {shelves
              .filter((shelf) => shelf !== 'suggested')
              .map((shelf) => (
                <li key={shelf}>
                  <a
                    href={links.to('/secretariat/introductions', { shelf })}
                    aria-current={shelf === view.shelf ? 'page' : undefined}
                  >
                    {t(`introductions.shelf.${shelf}`)}
                  </a>
                </li>
              ))}
          </ul>
        </nav>
        <p class="lead">
          {t(`introductions.shelf.${view.shelf}.means`)}{' '}
          {t('secretariat.introductions.count', { count: view.total })}
        </p>
        <ol class="results">
          {view.introductions.map((each) => (
            <li key={each.introductionId}>
              <h2>
                <a href={each.url}>
                  {each.authorities.map((name, n) => [n > 0 && ' · ', <bdi key={name}>{name}</bdi>])}
                </a>
              </h2>
              <p>{namesOf(t, each.countries as CountryCode[])}</p>
              <p class="hint">{t('secretariat.introductions.since', { since: instantIn(t, each.since) })}</p>
            </li>
          ))}
        </ol>
        {view.total > view.introductions.length && view.introductions.length > 0 && (
          <p class="hint">{t('secretariat.introductions.more', { count: view.introductions.length })}</p>
        )}
        {mayAct(view.role, 'officer') && <ProposeForm context={context} form={{ t, ...form }} />}
      </>
    ),
  })
}

const ProposeForm = ({ context: { t, links }, form }: { context: PageContext; form: FormState }) => (
  <form method="post" action={links.to('/secretariat/introductions')} noValidate>
    <h2>{t('secretariat.introductions.propose')}</h2>
    <p>{t('secretariat.introductions.propose.means')}</p>
    {(['one', 'other'] as const).map((name) => (
      <TextField
        key={name}
        form={form}
        name={name}
        label={t(`secretariat.introductions.propose.${name}`)}
        hint={t('secretariat.introductions.propose.hint')}
        autocomplete="off"
      />
    ))}
    <p class="actions">
      <button type="submit">{t('secretariat.introductions.propose.send')}</button>
    </p>
  </form>
)

const namesOf = (t: Messages, countries: readonly CountryCode[]): string =>
  new Intl.ListFormat(t.locale).format(countries.map((country) => countryLabel(country, t.language)))

/** One introduction: both sides, what they would talk about, the decision and all that happened. */
export const deskIntroductionPage = (
  context: PageContext,
  role: DeskRole,
  view: DeskIntroductionView,
  users: readonly DeskUser[],
  given: { readonly done?: boolean; readonly changed?: string } = {},
): string => {
  const { t, links } = context
  const title = view.sides.map(({ authority }) => authority).join(' · ')
  return renderPage(context, {
    title,
    failed: given.changed !== undefined,
    main: (
      <>
        <DeskNavigation context={context} may={role} />
        <h1>
          {view.sides.map(({ authority, entryId }, n) => [
            n > 0 && ' · ',
            <bdi key={entryId}>{authority}</bdi>,
          ])}
        </h1>
        {given.done && (
          <Notice kind="good">
            <p>{t(`secretariat.introductions.done.${view.state}`)}</p>
          </Notice>
        )}
        {given.changed && (
          <Notice kind="bad">
            <p>{t(`failures.${given.changed}`)}</p>
          </Notice>
        )}
        <p class="lead">
          {t(`introductions.shelf.${view.shelf}`)}. {t(`introductions.shelf.${view.shelf}.means`)}
        </p>
        {view.sides.map((side) => (
          <section key={side.entryId} aria-labelledby={`side-${side.entryId}`}>
            <h2 id={`side-${side.entryId}`}>
              <bdi>{side.authority}</bdi>
            </h2>
            <Facts
              rows={[
                [t('secretariat.entry.country'), side.countryLabel],
                [
                  t('secretariat.introductions.wants'),
                  t(`secretariat.introductions.wants.${side.wants ? 'yes' : 'no'}`),
                ],
                [t('secretariat.introductions.hope'), side.hope && <span dir="auto">{side.hope}</span>],
                [t('secretariat.introductions.address'), side.address && <bdi dir="ltr">{side.address}</bdi>],
                [
                  t('secretariat.introductions.capacity'),
                  side.helps &&
                    (side.capacity === undefined
                      ? t('secretariat.introductions.capacity.not-stated', { spent: side.spent })
                      : t('secretariat.introductions.capacity.of', {
                          spent: side.spent,
                          capacity: side.capacity,
                        })),
                ],
              ]}
            />
            <p>
              <a href={links.to(`/secretariat/entries/${encodeURIComponent(side.entryId)}`)}>
                {t('secretariat.introductions.entry', { authority: side.authority })}
              </a>
            </p>
          </section>
        ))}
        {view.about.length > 0 && (
          <>
            <h2>{t('introductions.fact.about')}</h2>
            <ul class="results">
              {view.about.map((about) => (
                <li key={about.request + about.offer}>
                  <h3>
                    {t('secretariat.introductions.asks', { authority: about.asks, theme: about.themeLabel })}
                  </h3>
                  <p dir="auto">{about.requestWords}</p>
                  <p class="muted">{t('secretariat.introductions.offered')}</p>
                  <p dir="auto">{about.offerWords}</p>
                </li>
              ))}
            </ul>
          </>
        )}
        {view.may.length > 0 && mayAct(role, 'officer') && <Decision context={context} view={view} />}
        {view.may.length > 0 && !mayAct(role, 'officer') && <p class="hint">{t('secretariat.reader')}</p>}
        <h2>{t('secretariat.introductions.history')}</h2>
        <ol>
          {view.history.map((step) => (
            <li key={step.at + step.deed}>
              {instantIn(t, step.at)}: {sentenceOf(t, step, users)}
            </li>
          ))}
        </ol>
      </>
    ),
  })
}

const sentenceOf = (
  t: Messages,
  { deed, by, as, reason }: DeskIntroductionView['history'][number],
  users: readonly DeskUser[],
): string => {
  const who = as === 'officer' ? (users.find(({ userId }) => userId === by)?.address ?? by) : by
  const sentence = t(`introductions.deed.${deed}.${as}`, { who })
  return reason ? `${sentence} ${t(`introductions.reason.${reason}`)}` : sentence
}

const Decision = ({ context: { t, links }, view }: { context: PageContext; view: DeskIntroductionView }) => (
  <form
    method="post"
    action={links.to(`/secretariat/introductions/${encodeURIComponent(view.introductionId)}/decision`)}
  >
    <h2>{t('secretariat.review.title')}</h2>
    {view.may.includes('introduce') && <p>{t('secretariat.introductions.lead')}</p>}
    <input type="hidden" name="revision" value={String(view.revision)} />
    <p class="actions">
      {view.may.includes('introduce') && (
        <button type="submit" name="decision" value="introduce">
          {t('secretariat.introductions.introduce')}
        </button>
      )}
      <button type="submit" name="decision" value="close" class="quiet">
        {t('secretariat.introductions.close')}
      </button>
    </p>
  </form>
)
