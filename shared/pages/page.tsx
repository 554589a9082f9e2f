import type { ComponentChildren } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { type Links, linksOf } from '../http/links.ts'
import type { HttpRequest } from '../http/request.ts'
import { directionOf, languages, ownNames } from '../messages/languages.ts'
import type { Messages } from '../messages/messages.ts'
import type { SiteSettings } from './site-settings.ts'
import { stylesheet } from './stylesheet.ts'

/** What a page needs besides its content. */
export type PageContext = {
  readonly site: SiteSettings
  readonly t: Messages
  readonly links: Links
  /** The page at hand, for the language choice: path and query without `lang`. */
  readonly here: { readonly path: string; readonly query: Readonly<Record<string, readonly string[]>> }
}

/** The context of a page that answers a request. */
export const pageContextOf = (site: SiteSettings, request: HttpRequest): PageContext => {
  const { lang: _, ...query } = request.query
  return {
    site,
    t: request.t,
    links: linksOf(site.siteUrl, request.languageInAddress ? request.language : undefined),
    here: { path: request.method === 'POST' ? '/' : request.path, query },
  }
}

/** A whole document: title, header with language choice, the content, footer. `h1` is the content's own. */
export const renderPage = (
  { site, t, links, here }: PageContext,
  page: { readonly title: string; readonly main: ComponentChildren },
): string =>
  `<!doctype html>${renderToString(
    <html lang={t.language} dir={directionOf(t.language)}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${page.title} · ${site.name}`}</title>
        <style dangerouslySetInnerHTML={{ __html: stylesheet }} />
      </head>
      <body>
        <header>
          <a href={links.to('/')}>{site.name}</a>
          <nav aria-label={t('pages.languages')}>
            {languages.map((language) => (
              <a
                key={language}
                lang={language}
                hreflang={language}
                aria-current={language === t.language ? 'true' : undefined}
                href={links.inLanguage(language).to(here.path, here.query)}
              >
                {ownNames[language]}
              </a>
            ))}
          </nav>
        </header>
        <main id="main">{page.main}</main>
      </body>
    </html>,
  )}`
