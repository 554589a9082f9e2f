import { Facts, Notice } from '../pages/blocks.tsx'
import { type FormState, SelectField } from '../pages/form-fields.tsx'
import { type PageContext, renderPage } from '../pages/page.tsx'
import { DeskNavigation } from './desk-pages.tsx'
import type { DeskRole } from './desk-user.ts'
import type { MovedPairView } from './round-moves-view.ts'

/** One request of a round: whom it has, whom it could have, and what a change by hand would bring before it is made. */
export const roundMovePage = (context: PageContext, role: DeskRole, view: MovedPairView): string => {
  const { t, links } = context
  const at = `/secretariat/rounds/${encodeURIComponent(view.roundId)}`
  const title = t('secretariat.rounds.move.title', { authority: view.requestAuthority })
  const has = view.offers.filter(({ matched }) => matched)
  const form: FormState = { t, values: { from: view.from ?? '', to: view.to ?? '' }, failures: [] }
  const inHundred = (value: number) => Math.round(100 * value)
  return renderPage(context, {
    title,
    main: (
      <>
        <DeskNavigation context={context} may={role} />
        <h1>{title}</h1>
        <p class="lead">{view.themeLabel}</p>
        <Facts
          rows={[
            [
              t('secretariat.rounds.move.has'),
              has.length === 0
                ? t('secretariat.rounds.move.nobody')
                : has.map(({ offer, authority, fit: own }) => (
                    <p key={offer}>{t('secretariat.rounds.move.with', { authority, fit: inHundred(own) })}</p>
                  )),
            ],
          ]}
        />
        {view.effect && <Effect context={context} view={view} effect={view.effect} />}
        {view.offers.length === 0 ? (
          <p>{t('secretariat.rounds.unserved.no-eligible')}</p>
        ) : (
          <form method="get" action={links.to(`${at}/moves`)}>
            <input type="hidden" name="floor" value={String(view.floor)} />
            <input type="hidden" name="request" value={view.request} />
            {has.length > 0 && (
              <SelectField
                form={form}
                name="from"
                label={t('secretariat.rounds.move.from')}
                empty={t('secretariat.rounds.move.nobody')}
                choices={has.map(({ offer, authority }) => ({ value: offer, label: authority }))}
                optional
              />
            )}
            <SelectField
              form={form}
              name="to"
              label={t('secretariat.rounds.move.to')}
              empty={t('secretariat.rounds.move.nobody')}
              choices={view.offers
                .filter(({ matched }) => !matched)
                .map(({ offer, authority, fit: own, free }) => ({
                  value: offer,
                  label: t('secretariat.rounds.move.choice', { authority, fit: inHundred(own), count: free }),
                }))}
              optional
            />
            <button type="submit" class="quiet">
              {t('secretariat.rounds.move.look')}
            </button>
          </form>
        )}
        <p>
          <a href={`${links.to(at, { floor: `${view.floor}` })}#matching`}>
            {t('secretariat.rounds.move.back')}
          </a>
        </p>
      </>
    ),
  })
}

const Effect = ({
  context: { t, links },
  view,
  effect,
}: {
  context: PageContext
  view: MovedPairView
  effect: NonNullable<MovedPairView['effect']>
}) => {
  const number = new Intl.NumberFormat(t.locale, { maximumFractionDigits: 2 })
  const { before, after, changes, objections, possible } = effect
  const becomes = (one: number | undefined, other: number | undefined) =>
    t('secretariat.rounds.move.becomes', {
      before: one === undefined ? '–' : number.format(one),
      after: other === undefined ? '–' : number.format(other),
    })
  return (
    <section aria-labelledby="effect">
      <h2 id="effect">{t('secretariat.rounds.move.effect')}</h2>
      {objections.length > 0 && (
        <Notice {...(!possible && { kind: 'bad' as const })}>
          {objections.map(({ reason, sentence }) => (
            <p key={reason}>{sentence}</p>
          ))}
        </Notice>
      )}
      {after && (
        <>
          <Facts
            rows={[
              [t('secretariat.rounds.total'), becomes(before.total, after.total)],
              [t('secretariat.rounds.worst'), becomes(before.worst, after.worst)],
              [t('secretariat.rounds.pairs'), becomes(before.pairs, after.pairs)],
              ...changes.map((change) => [change.authority, becomes(change.before, change.after)] as const),
            ]}
          />
          <form
            method="post"
            action={links.to(`/secretariat/rounds/${encodeURIComponent(view.roundId)}/moves`)}
          >
            <input type="hidden" name="floor" value={String(view.floor)} />
            <input type="hidden" name="request" value={view.request} />
            {view.from !== undefined && <input type="hidden" name="from" value={view.from} />}
            {view.to !== undefined && <input type="hidden" name="to" value={view.to} />}
            <button type="submit">{t('secretariat.rounds.move.do')}</button>
          </form>
        </>
      )}
    </section>
  )
}
