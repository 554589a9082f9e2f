import { daysLater } from '../days-later.ts'
import type { Role } from '../register/entry.ts'

/**
 * That somebody who does not stand behind an entry answered for its authority. Nothing of the entry changes until
 * those behind it or the secretariat accept. One a person and entry: answering once more puts the newer answers in the
 * place of the older ones. Whose answers they are is in the contact that it refers to.
 */
export type Claim = {
  /** The keyed hash of the claimant's address: the id that they would have as a contact. */
  readonly claimId: string
  readonly entryId: string
  readonly submissionId: string
  /** The unconfirmed contact that has the claimant's address. */
  readonly contactId: string
  /** What they say they are to the authority. */
  readonly role: Role
  readonly state: 'open' | 'accepted' | 'refused' | 'expired'
  /** ISO 8601 instants in UTC. */
  readonly openedAt: string
  readonly expiresAt: string
  readonly decidedAt?: string
}

/** So many days there is to decide upon a claim; then it expires and the claimant is told. */
export const daysForClaim = 60

/** So many days the answers and the address of a claim stay after it was refused or expired: the last mail needs them. */
export const daysAfterClaim = 30

/** Who may be the contacts behind an entry: two, of whom one at most is elected (DESIGN 2). */
export const mostContacts = 2

/** Whether a role is an elected one. */
export const isElected = (role: Role | undefined): boolean => role === 'member' || role === 'alternate'

/** The claim that a confirmed submission opens or, where the same person has an open one, carries on. */
export const claimOf = (given: {
  readonly entryId: string
  readonly claimId: string
  readonly submission: { readonly submissionId: string; readonly contactId: string; readonly role: Role }
  readonly before: Claim | undefined
  readonly now: string
}): Claim => {
  const { entryId, claimId, submission, before, now } = given
  const goesOn = isOpenClaim(before, now)
  return {
    claimId,
    entryId,
    ...submission,
    state: 'open',
    openedAt: goesOn ? before.openedAt : now,
    expiresAt: goesOn ? before.expiresAt : daysLater(now, daysForClaim),
  }
}

/** Whether a claim can still be decided: a job ends those whose time is over, but not at the very moment. */
export const isOpenClaim = (claim: Claim | undefined, now: string): claim is Claim =>
  claim?.state === 'open' && claim.expiresAt > now
