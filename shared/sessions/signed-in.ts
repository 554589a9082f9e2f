import { Failure } from '../failures.ts'
import { toPage } from '../http/links.ts'
import { type HttpAnswer, type HttpHandler, type HttpRequest, seeOther } from '../http/request.ts'
import type { SiteSettings } from '../pages/site-settings.ts'
import { openSession } from './open-session.ts'
import { endedCookie, isUseWorthMarking, type Session, type SessionKind, sessionIdIn } from './session.ts'
import type { SessionStore } from './session-store.ts'
import { forThisViewer } from './viewer.ts'
import { withWayBack } from './way-back.ts'

/** Where one signs in. */
const signInPages: Readonly<Record<SessionKind, string>> = {
  respondent: '/my/sign-in-links',
  desk: '/secretariat/sign-in',
}

/**
 * A handler for who is signed in; nobody keeps its answers. Others are led to the page where one signs in, or told so
 * (401); a cookie of a session that is over is taken away.
 *
 * @param words what somebody wrote in the form that they sent, which a 401 gives back
 */
export const signedIn =
  <Who>(
    kind: SessionKind,
    parts: { readonly site: Pick<SiteSettings, 'siteUrl'> },
    whoIs: (request: HttpRequest) => Promise<Who | undefined>,
    work: (request: HttpRequest, who: Who) => Promise<HttpAnswer>,
    words: (request: HttpRequest) => readonly string[] = () => [],
  ): HttpHandler =>
  async (request) => {
    const who = await whoIs(request)
    if (who !== undefined) {
      const answer = await work(request, who)
      return { ...answer, headers: { ...forThisViewer, ...answer.headers } }
    }
    if (request.method === 'POST' || request.wants !== 'html')
      throw new Failure('signed-out', 'sign-in-first', { written: words(request) })
    return {
      ...seeOther(toPage(parts, request)(signInPages[kind], withWayBack(kind, request))),
      ...(sessionIdIn(request.headers, kind) && { cookies: [endedCookie(kind)] }),
    }
  }

/**
 * Who holds the session that a request comes with; notes its use, but not for a look at the headers.
 *
 * @param holderById undefined for who may not act any more
 */
export const holderOf = async <Holder>(
  kind: SessionKind,
  { store, now }: { readonly store: SessionStore; readonly now: () => string },
  { headers, method }: HttpRequest,
  holderById: (holderId: string) => Promise<Holder | undefined>,
): Promise<{ readonly holder: Holder; readonly session: Session } | undefined> => {
  const at = now()
  const session = await openSession(store, kind, headers, at)
  const holder = session && (await holderById(session.holderId))
  if (!session || holder === undefined) return undefined
  if (method !== 'HEAD' && isUseWorthMarking(session, at)) await store.markUse(session.sessionHash, at)
  return { holder, session }
}
