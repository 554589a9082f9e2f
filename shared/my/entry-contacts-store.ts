import type { TokenItem } from '../notices/token.ts'
import type { Entry } from '../register/entry.ts'
import type { Contact } from '../survey/contact.ts'
import type { PeopleStore } from '../survey/people.ts'
import type { Invitation, invitedAgain, Joined, Leaving, NewInvitation } from './entry-contacts.ts'

/**
 * What the two contacts of an entry ask of storage. Every change is one transaction; false when something it was decided
 * upon has changed meanwhile: read again and decide anew.
 */
export type EntryContactsStore = PeopleStore & {
  tokenByHash(tokenHash: string): Promise<TokenItem | undefined>
  entryById(entryId: string): Promise<Entry | undefined>
  contactById(contactId: string): Promise<Contact | undefined>
  /** Who was asked to stand behind an entry, strongly consistent. */
  invitationsOn(entryId: string): Promise<readonly Invitation[]>
  /** @throws Failure `too-many` when the address had its mails of the day */
  invite(added: NewInvitation): Promise<boolean>
  /** @throws Failure `too-many` when the address had its mails of the day */
  inviteAgain(again: ReturnType<typeof invitedAgain>, addressHash: string): Promise<boolean>
  /** Takes an invitation back, with the address; how often it was sent stays known for as long as it would have been. */
  withdraw(invitation: Invitation, now: string): Promise<boolean>
  /** Whoever leaves takes along the invitations that they gave or got. */
  leave(leaving: Leaving, now: string): Promise<boolean>
  /** Uses the link and the invitation up, for somebody who stands behind the entry already. */
  alreadyJoined(tokenHash: string, invitation: Invitation, now: string): Promise<boolean>
  /** Uses the link up. */
  join(tokenHash: string, joined: Joined, now: string): Promise<boolean>
}
