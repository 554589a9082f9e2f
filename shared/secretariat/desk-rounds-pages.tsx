import { isAtWork, mostPerRequest } from '../matchmaking/rounds/kept-round.ts'
import { instantIn } from '../messages/dates.ts'
import type { Messages } from '../messages/messages.ts'
import { Facts, Notice } from '../pages/blocks.tsx'
import { FailureSummary, type FormState, SelectField } from '../pages/form-fields.tsx'
import { type PageContext, renderPage } from '../pages/page.tsx'
import { programmeIds, programmeName } from '../programmes/programmes.ts'
import { DeskNavigation } from './desk-pages.tsx'
import type { DeskRoundsView, DeskRoundView } from './desk-rounds-view.ts'
import { mayAct } from './desk-user.ts'
import { RoundCurve } from './round-curve.tsx'

/** The rounds, and the form that opens one. */
export const deskRoundsPage = (
  context: PageContext,
  view: DeskRoundsView,
  given: Partial<Pick<FormState, 'values' | 'failures'>> = {},
): string => {
  const { t, links } = context
  const form: FormState = { t, values: given.values ?? { perRequest: '3' }, failures: given.failures ?? [] }
  const named: Readonly<Record<string, string>> = {
    programme: t('secretariat.rounds.programme'),
    perRequest: t('secretariat.rounds.per-request'),
  }
  return renderPage(context, {
    title: t('secretariat.rounds.title'),
    failed: form.failures.length > 0,
    main: (
      <>
        <DeskNavigation context={context} may={view.role} />
        <h1>{t('secretariat.rounds.title')}</h1>
        <FailureSummary form={form} labels={(name) => named[name]} />
        <p class="lead">{t('secretariat.rounds.lead')}</p>
        {view.rounds.length === 0 && <p>{t('secretariat.rounds.none')}</p>}
        <ol class="results">
          {view.rounds.map((round) => (
            <li key={round.roundId}>
              <h2>
                <a href={round.url}>{round.programmeLabel}</a>
              </h2>
              <p>{t(`secretariat.rounds.state.${round.state}`, { progress: round.progress })}</p>
              <p class="hint">
                {t('secretariat.rounds.opened', { at: instantIn(t, round.openedAt) })}
                {round.requests !== undefined && ` · ${participantsOf(round, t)}`}
              </p>
            </li>
          ))}
        </ol>
        {mayAct(view.role, 'officer') && (
          <>
            <h2>{t('secretariat.rounds.open.title')}</h2>
            <form method="post" action={links.to('/secretariat/rounds')} noValidate>
              <SelectField
                form={form}
                name="programme"
                label={t('secretariat.rounds.programme')}
                hint={t('secretariat.rounds.programme.hint')}
                empty={t('matchmaking.form.choose')}
                choices={programmeIds.map((id) => ({ value: id, label: programmeName(id, t.language) }))}
              />
              <SelectField
                form={form}
                name="perRequest"
                label={t('secretariat.rounds.per-request')}
                empty={t('matchmaking.form.choose')}
                choices={Array.from({ length: mostPerRequest }, (_, n) => ({
                  value: `${n + 1}`,
                  label: new Intl.NumberFormat(t.locale).format(n + 1),
                }))}
              />
              <button type="submit">{t('secretariat.rounds.open')}</button>
            </form>
          </>
        )}
      </>
    ),
  })
}

const participantsOf = (
  { requests = 0, offers = 0 }: Pick<DeskRoundView, 'requests' | 'offers'>,
  t: Messages,
): string => t('secretariat.rounds.participants', { requests, offers })

/** One round: how far it is; when it is ready the curve, one matching of it, and the button that publishes it. */
export const deskRoundPage = (context: PageContext, view: DeskRoundView): string => {
  const { t, links } = context
  const title = t('secretariat.rounds.of', { programme: view.programmeLabel })
  const works = isAtWork(view)
  return renderPage(context, {
    title,
    main: (
      <>
        <DeskNavigation context={context} may={view.role} />
        <h1>{title}</h1>
        <p class="lead">{t(`secretariat.rounds.state.${view.state}`, { progress: view.progress })}</p>
        {works && (
          <p>
            <a class="button quiet" href={view.url}>
              {t('secretariat.rounds.look-again')}
            </a>
          </p>
        )}
        {works && mayAct(view.role, 'officer') && (
          <form method="post" action={links.to(`/secretariat/rounds/${view.roundId}/restart`)}>
            <p class="hint">{t('secretariat.rounds.restart.hint')}</p>
            <button class="quiet" type="submit">
              {t('secretariat.rounds.restart')}
            </button>
          </form>
        )}
        {view.state === 'published' && (
          <Notice kind="good">
            <p>
              {t('secretariat.rounds.proposed', { count: view.proposed ?? 0, known: view.known ?? 0 })}{' '}
              <a href={links.to('/secretariat/introductions', { shelf: 'proposed' })}>
                {t('secretariat.rounds.to-introductions')}
              </a>
            </p>
          </Notice>
        )}
        <Facts
          rows={[
            [t('secretariat.rounds.opened.label'), instantIn(t, view.openedAt)],
            [
              t('secretariat.rounds.taking-part'),
              view.requests === undefined ? undefined : participantsOf(view, t),
            ],
            [t('secretariat.rounds.per-request'), new Intl.NumberFormat(t.locale).format(view.perRequest)],
          ]}
        />
        {view.points.length > 0 && <RoundCurve context={context} view={view} />}
        {view.chosen && <Matching context={context} view={view} chosen={view.chosen} />}
      </>
    ),
  })
}

const Matching = ({
  context: { t, links },
  view,
  chosen,
}: {
  context: PageContext
  view: DeskRoundView
  chosen: NonNullable<DeskRoundView['chosen']>
}) => {
  return (
    <>
      <h2 id="matching">{t('secretariat.rounds.matching', { count: chosen.pairs.length })}</h2>
      {chosen.unserved.length > 0 && (
        <p>{t('secretariat.rounds.unserved', { count: chosen.unserved.length })}</p>
      )}
      {view.state === 'ready' && mayAct(view.role, 'officer') && chosen.pairs.length > 0 && (
        <form method="post" action={links.to(`/secretariat/rounds/${view.roundId}/publication`)}>
          <input type="hidden" name="floor" value={String(chosen.floor)} />
          <p class="hint">{t('secretariat.rounds.publish.hint')}</p>
          <button type="submit">{t('secretariat.rounds.publish', { count: chosen.pairs.length })}</button>
        </form>
      )}
      {chosen.moved > 0 && <p>{t('secretariat.rounds.moved', { count: chosen.moved })}</p>}
      {requestsIn(chosen).map(({ request, authority, themeLabel, pairs, unserved }) => (
        <details key={request}>
          <summary>
            <bdi>{authority}</bdi>: {themeLabel} ({t('secretariat.rounds.peers', { count: pairs.length })})
          </summary>
          {pairs.length > 0 && (
            <ul>
              {pairs.map((pair) => (
                <li key={pair.offer}>
                  {t('secretariat.rounds.move.with', {
                    authority: pair.offerAuthority,
                    fit: Math.round(100 * pair.fit),
                  })}
                </li>
              ))}
            </ul>
          )}
          {unserved && (
            <p class="hint">
              {t('secretariat.rounds.missing', { count: unserved.missing })} {unserved.sentence}
            </p>
          )}
          {view.state === 'ready' && mayAct(view.role, 'officer') && (
            <p>
              <a
                href={links.to(`/secretariat/rounds/${view.roundId}/moves`, {
                  floor: `${chosen.floor}`,
                  request,
                })}
              >
                {t('secretariat.rounds.move')}
              </a>
            </p>
          )}
        </details>
      ))}
    </>
  )
}

/** The matching by request: whom each got, and why it did not get more; those that miss somebody first. */
const requestsIn = ({ pairs, unserved }: NonNullable<DeskRoundView['chosen']>) => {
  const missing = new Map(unserved.map((each) => [each.request, each]))
  const named = new Map(
    [...unserved, ...pairs].map(({ request, requestAuthority, themeLabel }) => [
      request,
      { request, authority: requestAuthority, themeLabel },
    ]),
  )
  return [...named.values()].map((each) => ({
    ...each,
    pairs: pairs.filter(({ request }) => request === each.request),
    unserved: missing.get(each.request),
  }))
}
