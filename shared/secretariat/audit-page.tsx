import { instantIn } from '../messages/dates.ts'
import { Pagination, TableRegion } from '../pages/blocks.tsx'
import { type PageContext, renderPage } from '../pages/page.tsx'
import { type Audit, monthAfter } from './audit.ts'
import { DeskNavigation } from './desk-pages.tsx'
import type { DeskRole, DeskUser } from './desk-user.ts'

/** Where what a deed was done to is shown; somebody's role is told in words. */
const roomOf: Readonly<
  Record<Exclude<Audit['what'], 'set-role'>, 'entries' | 'introductions' | 'rounds' | 'calls'>
> = {
  'publish-entry': 'entries',
  'return-entry': 'entries',
  'accept-claim': 'entries',
  'refuse-claim': 'entries',
  'object-to-acting': 'entries',
  'propose-peers': 'introductions',
  'introduce-peers': 'introductions',
  'close-introduction': 'introductions',
  'open-round': 'rounds',
  'publish-round': 'rounds',
  'restart-round': 'rounds',
  'move-pair': 'rounds',
  'draft-call': 'calls',
  'open-call': 'calls',
  'drop-call': 'calls',
  'close-call': 'calls',
}

/** A page of what was done in a month. */
export type AuditShown = {
  readonly month: string
  readonly thisMonth: string
  readonly deeds: readonly Audit[]
  /** Where the next page goes on; none on the last. */
  readonly next?: string
  /** Whether other pages of the month come before this one. */
  readonly continued: boolean
}

/** What was done at the desk in a month, with the ways to the months beside it; people and entries by name where they can still be named. */
export const auditPage = (
  context: PageContext,
  role: DeskRole,
  { month, thisMonth, deeds, next, continued }: AuditShown,
  users: readonly DeskUser[],
): string => {
  const { t, links } = context
  const addressOf = (userId: string): string =>
    userId === 'stage' || userId === 'named'
      ? t(`secretariat.audit.${userId}`)
      : (users.find((user) => user.userId === userId)?.address ?? userId)
  const words = new Intl.DateTimeFormat(t.locale, { month: 'long', year: 'numeric', timeZone: 'UTC' })
  const inWords = (each: string) => words.format(new Date(`${each}-01`))
  const pageOf = (each: string, before?: string) =>
    links.to('/secretariat/audit', { month: each, ...(before && { before }) })
  const beside = [monthAfter(month, -1), monthAfter(month, 1)].filter(
    (each) => /^\d{4}-\d\d$/.test(each) && each <= thisMonth,
  )
  return renderPage(context, {
    title: t('secretariat.audit.title'),
    main: (
      <>
        <DeskNavigation context={context} may={role} />
        <h1>{t('secretariat.audit.title')}</h1>
        <p class="lead">
          {t(next || continued ? 'secretariat.audit.lead-part' : 'secretariat.audit.lead', {
            month: inWords(month),
            count: deeds.length,
          })}
        </p>
        {deeds.length > 0 && (
          <TableRegion label={t('secretariat.audit.title')}>
            <table class="deeds">
              <thead>
                <tr>
                  <th scope="col">{t('secretariat.audit.what')}</th>
                  <th scope="col">{t('secretariat.audit.when')}</th>
                  <th scope="col">{t('secretariat.audit.who')}</th>
                </tr>
              </thead>
              <tbody>
                {deeds.map(({ auditId, at, who, what, subject, outcome }) => (
                  <tr key={`${at}${auditId}`}>
                    <td>
                      {what === 'set-role' ? (
                        t(outcome === 'none' ? 'secretariat.audit.removed' : 'secretariat.audit.set-role', {
                          address: addressOf(subject),
                          ...(outcome !== 'none' && { role: t(`secretariat.role.${outcome}`) }),
                        })
                      ) : (
                        <a href={links.to(`/secretariat/${roomOf[what]}/${encodeURIComponent(subject)}`)}>
                          {t(`secretariat.audit.${what}`)}
                        </a>
                      )}
                    </td>
                    <td>{instantIn(t, at)}</td>
                    <td>
                      <bdi>{addressOf(who)}</bdi>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </TableRegion>
        )}
        <Pagination
          t={t}
          {...(continued && { first: pageOf(month) })}
          {...(next && { next: pageOf(month, next) })}
        />
        {beside.length > 0 && (
          <nav aria-label={t('secretariat.audit.months')}>
            <ul>
              {beside.map((each) => (
                <li key={each}>
                  <a href={pageOf(each)}>{inWords(each)}</a>
                </li>
              ))}
            </ul>
          </nav>
        )}
      </>
    ),
  })
}
