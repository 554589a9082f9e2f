import { linksOf } from '../http/links.ts'
import type { Problem } from '../http/problem.ts'
import type { Language } from '../messages/languages.ts'
import type { Messages } from '../messages/messages.ts'
import { renderPage } from './page.tsx'
import type { SiteSettings } from './site-settings.ts'

/**
 * The page for a failure: what happened, what was kept, how to go on.
 *
 * @param languageInAddress the language that the address named, kept in the links
 */
export const failurePage = (
  site: SiteSettings,
  t: Messages,
  problem: Problem,
  languageInAddress?: Language,
): string => {
  const links = linksOf(site.siteUrl, languageInAddress)
  return renderPage(
    { site, t, links, here: { path: '/', query: {} } },
    {
      title: problem.title,
      main: (
        <>
          <h1>{problem.title}</h1>
          <p class="lead">{problem.detail}</p>
          {problem.errors && (
            <ul>
              {problem.errors.map(({ pointer, code, detail }) => (
                <li key={pointer + code}>
                  <code>{pointer}</code> {detail}
                </li>
              ))}
            </ul>
          )}
          <p class="actions">
            <a class="button" href={links.to('/register')}>
              {t('pages.search-register')}
            </a>
            <a href={links.to('/')}>{t('pages.home')}</a>
            <a href={links.to('/contact')}>{t('pages.contact')}</a>
          </p>
        </>
      ),
    },
  )
}
