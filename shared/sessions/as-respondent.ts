import type { HttpAnswer, HttpHandler, HttpRequest } from '../http/request.ts'
import type { SiteSettings } from '../pages/site-settings.ts'
import type { Contact } from '../survey/contact.ts'
import type { Session } from './session.ts'
import type { SessionStore } from './session-store.ts'
import { holderOf, signedIn } from './signed-in.ts'

/** Who is signed in. */
export type Respondent = { readonly contact: Contact; readonly session: Session }

type Parts = {
  readonly site: Pick<SiteSettings, 'siteUrl'>
  readonly store: SessionStore & { contactById(contactId: string): Promise<Contact | undefined> }
  /** Now, as ISO 8601 in UTC. */
  readonly now: () => string
}

/** A handler for people who are signed in; others are led to the page that asks for a link. */
export const asRespondent = (
  parts: Parts,
  work: (request: HttpRequest, respondent: Respondent) => Promise<HttpAnswer>,
): HttpHandler => signedIn('respondent', parts, (request) => respondentOf(parts, request), work)

/** Who is signed in, if anybody is. */
export const respondentOf = async (parts: Parts, request: HttpRequest): Promise<Respondent | undefined> => {
  const found = await holderOf('respondent', parts, request, async (contactId) => {
    const contact = await parts.store.contactById(contactId)
    return contact?.state === 'confirmed' ? contact : undefined
  })
  return found && { contact: found.holder, session: found.session }
}
