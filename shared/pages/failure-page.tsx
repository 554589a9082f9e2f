import { linksOf } from '../http/links.ts'
import type { Problem } from '../http/problem.ts'
import type { Messages } from '../messages/messages.ts'
import { renderPage } from './page.tsx'
import type { SiteSettings } from './site-settings.ts'

/** The page for a failure: what happened, what was kept, how to go on. */
export const failurePage = (site: SiteSettings, t: Messages, problem: Problem): string => {
  const links = linksOf(site.siteUrl, t.language)
  return renderPage(
    { site, t, links, here: { path: '/', query: {} } },
    {
      title: problem.title,
      main: (
        <>
          <h1>{problem.title}</h1>
          <p>{problem.detail}</p>
          <p>
            <a href={links.to('/register')}>{t('pages.search-register')}</a>
          </p>
        </>
      ),
    },
  )
}
