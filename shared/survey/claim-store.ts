import type { Entry } from '../register/entry.ts'
import type { Audit } from '../secretariat/audit.ts'
import type { ActingReads } from './acting-store.ts'
import type { Claim } from './claim.ts'
import type { Contact } from './contact.ts'
import type { DecidedClaim, expireClaim } from './decide-claim.ts'
import type { PeopleStore } from './people.ts'
import type { Submission } from './submission.ts'

/** The oldest open claims, and how many there are in all. */
type OpenClaims = { readonly claims: readonly Claim[]; readonly total: number }

/** What deciding upon claims asks of storage. */
export type ClaimStore = PeopleStore & {
  /** Strongly consistent; it may be decided. */
  claimById(entryId: string, claimId: string): Promise<Claim | undefined>
  /** Every claim on an entry that is still kept, strongly consistent. */
  claimsOnEntry(entryId: string): Promise<readonly Claim[]>
  /** What nobody has decided yet, oldest first; a decision of this moment may still be among them. */
  openClaims(most: number): Promise<OpenClaims>
  /** The open claims whose time is over at an instant, oldest first; one ended a moment ago may still be among them. */
  claimsToExpire(now: string): AsyncIterable<Claim>
  /** For whom the entry was answered before. */
  actingsOn: ActingReads['actingsOn']
  entryById(entryId: string): Promise<Entry | undefined>
  submissionById(submissionId: string): Promise<Submission | undefined>
  contactById(contactId: string): Promise<Contact | undefined>
  /**
   * Writes all that a decision changes, in one transaction.
   *
   * @param audit the deed, where the desk decided
   * @returns false when something it was decided upon has changed meanwhile: read again and decide anew
   */
  decide(decided: DecidedClaim, audit?: Audit): Promise<boolean>
  /** Ends a claim whose time is over; false when it was decided or carried on meanwhile. */
  expire(expired: ReturnType<typeof expireClaim>): Promise<boolean>
}
