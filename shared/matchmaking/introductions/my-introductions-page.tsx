import { longDate } from '../../messages/dates.ts'
import { Facts, Notice } from '../../pages/blocks.tsx'
import { ChoiceGroup, FailureSummary, type FormState } from '../../pages/form-fields.tsx'
import { type PageContext, renderPage } from '../../pages/page.tsx'
import { declineReasons } from './introduction.ts'
import type { OwnIntroductionView } from './own-introductions-view.ts'

/** What was done a moment ago, as the address says it: `?done=wanted`. */
export const doneHere = ['yes', 'take-back', 'no', 'begin', 'outcome'] as const
export type DoneHere = (typeof doneHere)[number]

const NoticeOfDeed = ({ context: { t }, done }: { context: PageContext; done: DoneHere | undefined }) =>
  done ? (
    <Notice kind="good">
      <p>{t(`introductions.done.${done}`)}</p>
    </Notice>
  ) : null

/** A respondent's introductions: where each stands and what comes next. */
export const myIntroductionsPage = (
  context: PageContext,
  views: readonly OwnIntroductionView[],
  done?: DoneHere,
): string => {
  const { t, links } = context
  return renderPage(context, {
    title: t('introductions.mine.title'),
    main: (
      <>
        <h1>{t('introductions.mine.title')}</h1>
        <NoticeOfDeed context={context} done={done} />
        <p class="lead">{t('introductions.mine.lead', { count: views.length })}</p>
        <ul class="results">
          {views.map((view) => (
            <li key={`${view.introductionId} ${view.entryId}`}>
              <h2>
                <a href={links.to(`/my/introductions/${encodeURIComponent(view.introductionId)}`)} dir="auto">
                  {view.peer.authority}
                </a>
              </h2>
              <p class="muted">{view.peer.countryLabel}</p>
              <p>
                <strong>{t(`introductions.seen.${view.state}`)}</strong>{' '}
                {t(`introductions.seen.${view.state}.means`)}
              </p>
            </li>
          ))}
        </ul>
        {views.length === 0 && (
          <p class="actions">
            <a class="button" href={links.to('/register')}>
              {t('pages.search-register')}
            </a>
          </p>
        )}
        <p>
          <a href={links.to('/my')}>{t('my.session.back')}</a>
        </p>
      </>
    ),
  })
}

/** One introduction, as one of the two sees it, with what they can do. */
export const myIntroductionPage = (
  context: PageContext,
  view: OwnIntroductionView,
  {
    done,
    form = { values: {}, failures: [] },
  }: { readonly done?: DoneHere | undefined; readonly form?: Omit<FormState, 't'> } = {},
): string => {
  const { t, links } = context
  const { peer, state } = view
  return renderPage(context, {
    title: peer.authority,
    failed: form.failures.length > 0,
    main: (
      <>
        <h1 dir="auto">{peer.authority}</h1>
        <NoticeOfDeed context={context} done={done} />
        <FailureSummary
          form={{ t, ...form }}
          labels={(name) => (name === 'reason' ? t('introductions.no.reason') : undefined)}
        />
        <p class="lead">
          {t(`introductions.seen.${state}`)} {t(`introductions.seen.${state}.means`)}
        </p>
        <Facts
          rows={[
            [t('introductions.fact.country'), peer.countryLabel],
            [
              t('introductions.fact.about'),
              view.about.length > 0 &&
                new Intl.ListFormat(t.locale).format([
                  ...new Set(view.about.map(({ themeLabel }) => themeLabel)),
                ]),
            ],
            [t('introductions.fact.from'), <bdi>{view.authority}</bdi>],
            [t('introductions.fact.since'), longDate(new Date(view.since), t)],
            [
              t('introductions.fact.address'),
              peer.address && (
                <a href={`mailto:${peer.address}`} dir="ltr">
                  {peer.address}
                </a>
              ),
            ],
          ]}
        />
        <Answers context={context} view={view} form={{ t, ...form }} />
        <p class="actions">
          <a href={links.to(`/register/${encodeURIComponent(peer.entryId)}`)}>
            {t('introductions.interest.back', { authority: peer.authority })}
          </a>
          <a href={links.to('/my/introductions')}>{t('introductions.mine.title')}</a>
        </p>
      </>
    ),
  })
}

/** The buttons for what is open: yes, a yes taken back, no with its reason. */
const Answers = ({
  context: { t, links },
  view,
  form,
}: {
  context: PageContext
  view: OwnIntroductionView
  form: FormState
}) => {
  const action = links.to(`/my/introductions/${encodeURIComponent(view.introductionId)}/answer`)
  const may = (what: OwnIntroductionView['may'][number]) => view.may.includes(what)
  return (
    <>
      {may('yes') && (
        <form method="post" action={action}>
          <button type="submit" name="answer" value="yes">
            {t('introductions.yes')}
          </button>
        </form>
      )}
      {may('take-back') && (
        <form method="post" action={action}>
          <button type="submit" name="answer" value="take-back" class="quiet">
            {t('introductions.take-back')}
          </button>
        </form>
      )}
      {may('no') && view.state !== 'wanted' && (
        <details open={form.failures.length > 0}>
          <summary>{t('introductions.no.open')}</summary>
          <form method="post" action={action} noValidate>
            <ChoiceGroup
              form={form}
              name="reason"
              label={t('introductions.no.reason')}
              hint={t('introductions.no.reason.hint')}
              choices={declineReasons.map((value) => ({ value, label: t(`introductions.reason.${value}`) }))}
            />
            <button type="submit" name="answer" value="no" class="quiet">
              {t('introductions.no')}
            </button>
          </form>
        </details>
      )}
    </>
  )
}
