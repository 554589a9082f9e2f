import { Failure } from '../failures.ts'
import { toPage } from '../http/links.ts'
import { type HttpAnswer, type HttpHandler, type HttpRequest, seeOther } from '../http/request.ts'
import type { SiteSettings } from '../pages/site-settings.ts'
import type { Contact } from '../survey/contact.ts'
import { openSession } from './open-session.ts'
import { endedCookie, isUseWorthMarking, type Session, sessionIdIn } from './session.ts'
import type { SessionStore } from './session-store.ts'
import { forThisViewer } from './viewer.ts'
import { withWayBack } from './way-back.ts'

/** Who is signed in. */
export type Respondent = { readonly contact: Contact; readonly session: Session }

type Parts = {
  readonly site: Pick<SiteSettings, 'siteUrl'>
  readonly store: SessionStore & { contactById(contactId: string): Promise<Contact | undefined> }
  /** Now, as ISO 8601 in UTC. */
  readonly now: () => string
}

/**
 * A handler for people who are signed in. Others are led to the page that asks for a link, or told so (401); a
 * cookie of a session that is over is taken away.
 */
export const asRespondent =
  (parts: Parts, work: (request: HttpRequest, respondent: Respondent) => Promise<HttpAnswer>): HttpHandler =>
  async (request) => {
    const respondent = await respondentOf(parts, request)
    if (respondent) {
      const answer = await work(request, respondent)
      return { ...answer, headers: { ...forThisViewer, ...answer.headers } }
    }
    if (request.method === 'POST' || request.wants !== 'html')
      throw new Failure('signed-out', 'sign-in-first')
    return {
      ...seeOther(toPage(parts, request)('/my/sign-in-links', withWayBack('respondent', request))),
      ...(sessionIdIn(request.headers, 'respondent') && { cookies: [endedCookie('respondent')] }),
    }
  }

/** Who is signed in, if anybody is; notes the use of the session, but not for a look at the headers. */
export const respondentOf = async ({ store, now }: Parts, { headers, method }: HttpRequest) => {
  const at = now()
  const session = await openSession(store, 'respondent', headers, at)
  const contact = session && (await store.contactById(session.holderId))
  if (!session || contact?.state !== 'confirmed') return undefined
  if (method !== 'HEAD' && isUseWorthMarking(session, at)) await store.markUse(session.sessionHash, at)
  return { contact, session }
}
