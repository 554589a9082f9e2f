import type { HttpRequest } from '../http/request.ts'
import type { Entry, Viewer } from '../register/entry.ts'
import type { Contact } from '../survey/contact.ts'
import { openSession } from './open-session.ts'
import type { SessionReads } from './session-store.ts'

/** Tells who is looking; asks nothing of storage for a request without a session's cookie. */
export type WhoLooks = (request: Pick<HttpRequest, 'headers'>) => Promise<Viewer>

/** What telling who is looking asks of storage. */
export type ViewerReads = SessionReads & {
  contactById(contactId: string): Promise<Contact | undefined>
  entriesOf(entryIds: readonly string[]): Promise<readonly Entry[]>
}

/** The states in which an entry has been let through: by a review or, where the stage says so, at once. */
const letThrough: readonly Entry['state'][] = ['public', 'paused', 'hidden']

/**
 * Who is looking, by the session that a request comes with: a respondent is somebody with an entry that was let
 * through. A confirmed mail address alone proves a mailbox, not an office, and shows nothing more than visitors see.
 */
export const viewerFrom =
  (store: ViewerReads, now: () => string): WhoLooks =>
  async ({ headers }) => {
    const session = await openSession(store, 'respondent', headers, now())
    const contact = session && (await store.contactById(session.holderId))
    if (contact?.state !== 'confirmed') return 'visitor'
    const entries = await store.entriesOf(contact.entryIds)
    return entries.some(({ state }) => letThrough.includes(state)) ? 'respondent' : 'visitor'
  }

/** What an answer that depends on who is looking says to caches: nobody keeps it. */
export const forThisViewer = { 'cache-control': 'private, no-store' } as const
