import { linksOf } from '../http/links.ts'
import type { Problem } from '../http/problem.ts'
import type { Language } from '../messages/languages.ts'
import type { Messages } from '../messages/messages.ts'
import { withWayBack } from '../sessions/way-back.ts'
import { SearchBox } from './blocks.tsx'
import { renderPage } from './page.tsx'
import type { SiteSettings } from './site-settings.ts'

/** What was asked when it failed. */
export type FailedRequest = {
  /** Without query: where 'try again' leads. */
  readonly path: string
  /** The path of our page whose form was sent, where that is known. */
  readonly formAt?: string
  /** It only asked (GET, HEAD): trying again is a link, and nothing was typed that could be lost. */
  readonly reading: boolean
  /** What somebody wrote, given back to be copied. */
  readonly written?: readonly string[]
  /** The language that the address named, kept in the links. */
  readonly languageInAddress?: Language
  /** Whether the browser has the cookie of a respondent's session: the header leads to what is theirs. */
  readonly signedIn: boolean
  /** What the log calls this request, for who writes to us about a failure of ours. */
  readonly reference?: string
}

/** The page for a failure: what happened, what was kept, how to go on. */
export const failurePage = (
  site: SiteSettings,
  t: Messages,
  problem: Problem,
  { path, formAt, reading, written = [], languageInAddress, signedIn, reference }: FailedRequest,
): string => {
  const links = linksOf(site.siteUrl, languageInAddress)
  const ours = problem.status >= 500
  const lost = problem.status === 404
  // What is not allowed, or too large, is no better the second time.
  const mayBeRepeated = problem.status !== 403 && problem.status !== 413
  const signedOut = problem.status === 401
  // Said for every id alike: it must not tell that there is such an entry. Also to who has a cookie: it may be over.
  const mayNeedSession = problem.code === 'no-such-entry'
  return renderPage(
    { site, t, links, here: { path: '/', query: {} }, signedIn: signedIn && !signedOut },
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
          {!reading && mayBeRepeated && written.length === 0 && <p>{t('pages.failure.kept')}</p>}
          {written.map((words, at) => (
            <div class="field" key={words}>
              <label for={`written-${at}`}>{t('pages.failure.written')}</label>
              <p class="hint" id={`written-${at}-hint`}>
                {t('pages.failure.written.hint')}
              </p>
              <textarea
                id={`written-${at}`}
                rows={6}
                readOnly
                dir="auto"
                aria-describedby={`written-${at}-hint`}
                value={words}
              />
            </div>
          ))}
          {ours && reference && <p class="hint">{t('pages.failure.reference', { reference })}</p>}
          {mayNeedSession && (
            <p>
              {t('pages.failure.sign-in')}{' '}
              <a href={links.to('/my/sign-in-links', withWayBack('respondent', { path }))}>
                {t('pages.sign-in')}
              </a>
            </p>
          )}
          {lost && <SearchBox t={t} links={links} />}
          <p class="actions">
            {ours && reading && (
              <a class="button" href={links.to(path)}>
                {t('pages.failure.again')}
              </a>
            )}
            {signedOut && (
              <a class="button" href={links.to(...signInFor(path, reading ? path : formAt))}>
                {t('pages.sign-in')}
              </a>
            )}
            {!lost && !signedOut && !(ours && reading) && (
              <a class="button" href={links.to('/register')}>
                {t('pages.search-register')}
              </a>
            )}
            <a href={links.to('/')}>{t('pages.home')}</a>
            <a href={links.to('/contact')}>{t('pages.contact')}</a>
          </p>
        </>
      ),
    },
  )
}

/** Where one signs in for what is at a path, and comes back to a page: the desk has its own accounts. */
const signInFor = (path: string, page = ''): [path: string, query: Record<string, string>] =>
  path.startsWith('/secretariat')
    ? ['/secretariat/sign-in', withWayBack('desk', { path: page })]
    : ['/my/sign-in-links', withWayBack('respondent', { path: page })]
