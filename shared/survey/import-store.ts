import type { Introduction } from '../matchmaking/introductions/introduction.ts'
import type { Entry } from '../register/entry.ts'
import type { NewActing } from './acting.ts'
import type { Claim } from './claim.ts'
import type { Contact } from './contact.ts'
import type { Submission } from './submission.ts'

/** An entry that comes with its past instead of by the survey. */
export type ImportedEntry = {
  readonly entry: Entry
  /** Its revisions before the present one, the oldest first. */
  readonly earlier: readonly Entry[]
  /** The confirmed contact behind it. */
  readonly contact: Contact
  /** An open claim on it, with the answers and the unconfirmed contact of who sent them. */
  readonly claimed?: { readonly claim: Claim; readonly submission: Submission; readonly contact: Contact }
  /** For whom it was answered. */
  readonly acting?: Pick<NewActing, 'acting' | 'named'>
}

/** What a batch came to. */
type ImportCounts = {
  readonly written: number
  /** Left out, since the entry, its authority or its contact is there already. */
  readonly there: number
}

export type ImportStore = {
  /**
   * Writes entries with their revisions, contacts, authorities and, where public, their rows for the search, in
   * transactions of whole entries: after a crash an entry is there with all that belongs to it or not at all,
   * and writing the same again changes nothing. No two of a batch may have the same authority or contact.
   *
   * @throws Failure `unavailable` when others write to the search's lists all the time
   */
  importEntries(batch: readonly ImportedEntry[]): Promise<ImportCounts>
  /**
   * Writes introductions with their history, each with its entries' links and the capacity that it took, in one
   * transaction; those of which there is one already are left as they are.
   */
  importIntroductions(introductions: readonly Introduction[]): Promise<void>
}
