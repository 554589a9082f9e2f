import type { Notice } from '../notices/notice.ts'
import type { TokenItem } from '../notices/token.ts'
import type { Entry } from '../register/entry.ts'
import type { NewActing } from './acting.ts'
import type { Named } from './authority-name.ts'
import type { Claim } from './claim.ts'
import type { Confirmed } from './confirmation.ts'
import type { Contact } from './contact.ts'
import type { Proof } from './form-guard.ts'
import type { NewSubmission, Submission } from './submission.ts'

/** The answer that an idempotency key was given, for good. */
export type KeptAnswer = { readonly bodyHash: string; readonly submissionId: string }

/** What the survey asks of storage. */
export type SurveyStore = {
  /**
   * Writes submission, contact, idempotency row and notice in one transaction, counts the mail and uses the proof up.
   *
   * @throws Failure `too-many` when the address had its mails of the day
   * @returns the answer already kept for that key, or undefined when this one was stored; `used-proof` when nothing
   *   was, since that proof was used before
   */
  store(
    added: NewSubmission,
    key?: { keyHash: string; bodyHash: string },
    proof?: Proof,
  ): Promise<KeptAnswer | 'used-proof' | undefined>
  tokenByHash(tokenHash: string): Promise<TokenItem | undefined>
  submissionById(submissionId: string): Promise<Submission | undefined>
  contactById(contactId: string): Promise<Contact | undefined>
  /** The newest submission from an address that waits for confirmation. */
  newestAwaitingFrom(addressHash: string): Promise<Submission | undefined>
  /**
   * Counts one more mail to an address and, where answers wait, makes the notice; nothing when the address had
   * its mails of the day, or somebody else just asked.
   */
  askLink(
    addressHash: string,
    now: string,
    link?: { submission: Submission; notice: Notice<'confirm-submission'> },
  ): Promise<void>
  hasEntry(entryId: string): Promise<boolean>
  /** Strongly consistent; it may be decided. */
  claimById(entryId: string, claimId: string): Promise<Claim | undefined>
  /** An authority's entry, by its place or its name, and who stands behind it; strongly consistent. */
  entryOfAuthority(authority: Named): Promise<ExistingEntry | undefined>
  /**
   * Writes all that a confirmation changes, in one transaction.
   *
   * @returns false when something it was decided upon has changed meanwhile: read again and decide anew
   */
  confirm(change: Confirmation): Promise<boolean>
}

export type ExistingEntry = { readonly entry: Entry; readonly contactIds: readonly string[] }

export type Confirmation = {
  readonly tokenHash: string
  readonly submission: Submission
  readonly unconfirmed: Contact
  readonly known: Contact | undefined
  readonly result: Confirmed
  /** The claim that this person has or had on the entry, as it was read; for a claim. */
  readonly claimed?: Claim | undefined
  /** Somebody who is named as acted for: they are told. */
  readonly acting?: NewActing | undefined
  /** To the entry's contacts and the stage's contact points. */
  readonly notices: readonly Notice[]
  readonly now: string
}
