import { type ComponentChildren, createElement, Fragment } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { type Links, linksFor, linksOf } from '../http/links.ts'
import type { HttpRequest } from '../http/request.ts'
import { directionOf, languages, ownNames } from '../messages/languages.ts'
import type { Messages } from '../messages/messages.ts'
import { footnotesIn } from '../places/countries.ts'
import { sessionIdIn } from '../sessions/session.ts'
import { LanguageChoice } from './language-choice.tsx'
import { withMarkedLanguages } from './marked-languages.ts'
import { privacyPath } from './privacy-versions.ts'
import { siteIconAddress } from './site-icon.ts'
import type { SiteSettings } from './site-settings.ts'
import { stylesheetOf } from './stylesheet.ts'

/** What a page needs besides its content. */
export type PageContext = {
  readonly site: SiteSettings
  readonly t: Messages
  readonly links: Links
  /** The page at hand, for the language choice: path and query without `lang`. */
  readonly here: {
    readonly path: string
    readonly query: Readonly<Record<string, readonly string[]>>
    /** Whether this very page is at that address for everybody, so that search engines and people may pass it on. */
    readonly shareable?: boolean
  }
  /** Whether the browser has the cookie of a respondent's session (which may be over): the header leads there. */
  readonly signedIn?: boolean
  /** The same of a session at the secretariat's desk. */
  readonly atDesk?: boolean
}

/** Where everybody finds the same. Whatever is not named here is somebody's own, or behind the secret of a mailed link. */
const forEverybody =
  /^\/(?:(?:register|programmes|calls|privacy)(?:\/[^/]+)?|survey|matchmaking(?:\/shortlist)?|statistics|accessibility|contact)?$/

const isForEverybody = (path: string): boolean => forEverybody.test(path)

/**
 * The context of a page that answers a request.
 *
 * @param path where the language choice leads; of itself the page at hand, or home after a post, since not
 *   every address that takes a post has a page
 */
export const pageContextOf = (site: SiteSettings, request: HttpRequest, path?: string): PageContext => {
  const { lang: _, ...query } = request.query
  return {
    site,
    t: request.t,
    links: linksFor(site.siteUrl, request),
    here: {
      path: path ?? (request.method === 'POST' ? '/' : request.path),
      query,
      shareable: path === undefined && request.method !== 'POST' && isForEverybody(request.path),
    },
    signedIn: sessionIdIn(request.headers, 'respondent') !== undefined,
    atDesk: sessionIdIn(request.headers, 'desk') !== undefined,
  }
}

/** The main navigation: where it leads and its message. */
const places = [
  ['/register', 'pages.search'],
  ['/matchmaking', 'pages.find-peer'],
  ['/programmes', 'pages.programmes'],
  ['/survey', 'pages.answer-survey'],
] as const

/** Where one's own entry is, and where one signs in first. */
const ownPlace = ['/my', 'pages.my-entry'] as const
const deskPlace = ['/secretariat', 'pages.desk'] as const
const signInPlace = ['/my/sign-in-links', 'pages.sign-in'] as const

/** Where the header leads who is signed in, by what the browser says; else to where one signs in. */
const ownPlaces = ({ signedIn, atDesk }: Pick<PageContext, 'signedIn' | 'atDesk'>) => [
  ...(signedIn ? [ownPlace] : []),
  ...(atDesk ? [deskPlace] : []),
  ...(signedIn || atDesk ? [] : [signInPlace]),
]

const below = [
  ['/statistics', 'pages.statistics'],
  ['/contact', 'pages.contact'],
  [privacyPath, 'pages.privacy'],
  ['/accessibility', 'pages.accessibility'],
  ['/openapi.json', 'pages.for-programs'],
] as const

const currentAt = (path: string, place: string): 'page' | 'true' | undefined =>
  path === place ? 'page' : path.startsWith(`${place}/`) ? 'true' : undefined

export type Page = {
  readonly title: string
  /** The content, with its own `h1`. */
  readonly main: ComponentChildren
  /** The page shows a form again because something in it was wrong: the title says so first. */
  readonly failed?: boolean
  /** The address of an Atom feed of what the page lists. */
  readonly feed?: string
}

/**
 * Where this page stands: its own address, and that in each language. The address without a language gives each
 * reader their own.
 */
const Addresses = ({ links, here }: Pick<PageContext, 'links' | 'here'>) => (
  <>
    <link rel="canonical" href={links.to(here.path, here.query)} />
    {languages.map((code) => (
      <link
        key={code}
        rel="alternate"
        hreflang={code}
        href={links.inLanguage(code).to(here.path, here.query)}
      />
    ))}
    <link rel="alternate" hreflang="x-default" href={linksOf(links.siteUrl).to(here.path, here.query)} />
  </>
)

/** The height of a logo as the style gives it, in CSS pixels. */
const logoHeight = 48

/** The stage's logo, or the site's name beside the neutral mark. */
const Mark = ({ site }: { readonly site: SiteSettings }) =>
  site.logo ? (
    <img
      src={site.siteUrl + site.logo.path}
      alt={site.name}
      width={Math.round(logoHeight * site.logo.ratio)}
      height={logoHeight}
    />
  ) : (
    <>
      <svg viewBox="0 0 32 32" aria-hidden="true" focusable="false">
        <circle class="one" cx="11" cy="16" r="9" />
        <circle class="other" cx="21" cy="16" r="7.5" />
      </svg>
      <span dir="auto">{site.name}</span>
    </>
  )

/** The content with what the asterisks after names in it stand for at its end. */
const withFootnotes = (main: string, t: Messages): string =>
  main +
  footnotesIn(main, t.language)
    .map(({ mark, text }) => renderToString(<p class="hint">{`${mark} ${text}`}</p>))
    .join('')

/** A whole document: title, header with navigation and language choice, the content, footer. */
export const renderPage = (context: PageContext, page: Page): string => {
  const { site, t, links, here } = context
  const title = page.failed ? t('pages.failed-title', { title: page.title }) : page.title
  const main = withFootnotes(renderToString(createElement(Fragment, null, page.main)), t)
  const document = renderToString(
    <html lang={t.language} dir={directionOf(t.language)}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{title === site.name ? title : `${title} · ${site.name}`}</title>
        <link rel="icon" href={siteIconAddress} />
        {here.shareable && <Addresses links={links} here={here} />}
        {page.feed && <link rel="alternate" type="application/atom+xml" href={page.feed} />}
        <style dangerouslySetInnerHTML={{ __html: stylesheetOf(site.look) }} />
      </head>
      <body>
        <a class="skip" href="#main">
          {t('pages.skip')}
        </a>
        {site.demonstration && (
          <aside class="demonstration" aria-label={t('pages.demonstration-title')}>
            <p>
              <strong>{t('pages.demonstration-title')}</strong> {t('pages.demonstration')}
            </p>
          </aside>
        )}
        <header>
          <div class="top">
            <a class="site-name" href={links.to('/')}>
              <Mark site={site} />
            </a>
            <LanguageChoice
              t={t}
              offered={languages.map((code) => ({
                code,
                ownName: ownNames[code],
                direction: directionOf(code),
                href: links.inLanguage(code).to(here.path, here.query),
              }))}
            />
          </div>
          <nav class="main" aria-label={t('pages.main-navigation')}>
            <ul>
              {[...places, ...ownPlaces(context)].map(([path, key]) => (
                <li key={path}>
                  <a href={links.to(path)} aria-current={currentAt(here.path, path)}>
                    {t(key)}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        </header>
        <main id="main" tabIndex={-1} dangerouslySetInnerHTML={{ __html: main }} />
        <footer>
          <nav aria-label={t('pages.about-site')}>
            <ul>
              {below.map(([path, key]) => (
                <li key={path}>
                  <a href={links.to(path)} aria-current={currentAt(here.path, path)}>
                    {t(key)}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
          <p>{t('pages.people-decide')}</p>
          <p>
            {t('pages.sources.map')} {site.demonstration && t('pages.sources.places')}{' '}
            {site.look === 'europa' && t('pages.sources.look')}
          </p>
        </footer>
      </body>
    </html>,
  )
  return `<!doctype html>${withMarkedLanguages(document)}`
}
