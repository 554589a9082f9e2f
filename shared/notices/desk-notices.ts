import type { Entry } from '../register/entry.ts'
import { type Notice, type NoticeFacts, newNotice } from './notice.ts'

/** The notices to the stage's contact points that something about an entry is theirs to look at. */
export const deskNotices = (
  event: string,
  recipients: readonly string[],
  { entryId, authority }: Pick<Entry, 'entryId' | 'authority'>,
  what: NoticeFacts['desk-told']['what'],
  now: string,
): Notice<'desk-told'>[] =>
  recipients.map((contactId) =>
    newNotice({
      event: `${event}:${what}`,
      contactId,
      template: 'desk-told',
      language: 'en',
      facts: { entryId, authority: authority.name, country: authority.country, what },
      now,
    }),
  )
