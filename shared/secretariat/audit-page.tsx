import { TableRegion } from '../pages/blocks.tsx'
import { type PageContext, renderPage } from '../pages/page.tsx'
import type { Audit } from './audit.ts'
import { DeskNavigation, instantIn } from './desk-pages.tsx'
import type { DeskRole, DeskUser } from './desk-user.ts'

/** What was done at the desk in a month; people and entries by name where they can still be named. */
export const auditPage = (
  context: PageContext,
  role: DeskRole,
  month: string,
  deeds: readonly Audit[],
  users: readonly DeskUser[],
): string => {
  const { t, links } = context
  const addressOf = (userId: string): string =>
    userId === 'stage'
      ? t('secretariat.audit.stage')
      : (users.find((user) => user.userId === userId)?.address ?? userId)
  const monthInWords = new Intl.DateTimeFormat(t.locale, {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${month}-01`))
  return renderPage(context, {
    title: t('secretariat.audit.title'),
    main: (
      <>
        <DeskNavigation context={context} may={role} />
        <h1>{t('secretariat.audit.title')}</h1>
        <p class="lead">{t('secretariat.audit.lead', { month: monthInWords, count: deeds.length })}</p>
        {deeds.length > 0 && (
          <TableRegion label={t('secretariat.audit.title')}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{t('secretariat.audit.when')}</th>
                  <th scope="col">{t('secretariat.audit.who')}</th>
                  <th scope="col">{t('secretariat.audit.what')}</th>
                </tr>
              </thead>
              <tbody>
                {deeds.map(({ auditId, at, who, what, subject, outcome }) => (
                  <tr key={`${at}${auditId}`}>
                    <td>{instantIn(t, at)}</td>
                    <td>
                      <bdi>{addressOf(who)}</bdi>
                    </td>
                    <td>
                      {what === 'set-role' ? (
                        t('secretariat.audit.set-role', {
                          address: addressOf(subject),
                          role: t(`secretariat.role.${outcome}`),
                        })
                      ) : (
                        <a href={links.to(`/secretariat/entries/${encodeURIComponent(subject)}`)}>
                          {t(`secretariat.audit.${what}`)}
                        </a>
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </TableRegion>
        )}
      </>
    ),
  })
}
