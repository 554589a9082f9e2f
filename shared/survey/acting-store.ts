import type { TokenItem } from '../notices/token.ts'
import type { Entry } from '../register/entry.ts'
import type { Acting } from './acting.ts'
import type { Contact } from './contact.ts'
import type { Objected } from './objection.ts'
import type { Submission } from './submission.ts'

/** What reading for whom an entry was answered asks of storage. */
export type ActingReads = {
  /** For whom an entry was answered, as far as it is kept, strongly consistent, by id. */
  actingsOn(entryId: string): Promise<readonly Acting[]>
  contactById(contactId: string): Promise<Contact | undefined>
}

/** What objecting asks of storage. */
export type ActingStore = ActingReads & {
  tokenByHash(tokenHash: string): Promise<TokenItem | undefined>
  /** Strongly consistent; it may have been objected to. */
  actingById(entryId: string, actingId: string): Promise<Acting | undefined>
  /** The answers that an acting is about; strongly consistent. */
  submissionById(submissionId: string): Promise<Submission | undefined>
  entryById(entryId: string): Promise<Entry | undefined>
  /** Who stands behind an entry, strongly consistent. */
  contactsOfEntry(entryId: string): Promise<readonly Contact[]>
  /**
   * Uses the link up and writes all that an objection changes, in one transaction.
   *
   * @returns false when something it was decided upon has changed meanwhile: read again and decide anew
   */
  object(tokenHash: string, objected: Objected): Promise<boolean>
}
