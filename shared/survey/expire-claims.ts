import { Failure } from '../failures.ts'
import type { Claim } from './claim.ts'
import type { ClaimStore } from './claim-store.ts'
import { expireClaim } from './decide-claim.ts'

export type ExpireClaimsDeps = {
  readonly store: Pick<ClaimStore, 'claimsToExpire' | 'expire' | 'submissionById' | 'contactById'>
  /** Told of claims that could not be ended; by the entry's id alone. */
  readonly report: (entryId: string, error: unknown) => void
}

/**
 * Ends the claims whose time was over at `now` (ISO 8601, UTC) and tells each claimant; firing again adds nothing.
 *
 * @returns how many were ended
 * @throws Failure `unavailable` when one could not be ended, after all others were: fire again
 */
export const expireClaims =
  ({ store, report }: ExpireClaimsDeps) =>
  async (now: string): Promise<{ readonly expired: number }> => {
    let expired = 0
    let failed: unknown
    for await (const claim of store.claimsToExpire(now)) {
      try {
        if (await expire(store, claim, now)) expired++
      } catch (error) {
        report(claim.entryId, error)
        failed = error
      }
    }
    if (failed !== undefined) throw new Failure('unavailable', 'try-again', { cause: failed })
    return { expired }
  }

/** Whether it was ended: the list lags behind, and of a decision meanwhile nothing is undone. */
const expire = async (store: ExpireClaimsDeps['store'], claim: Claim, now: string): Promise<boolean> => {
  const [submission, claimant] = await Promise.all([
    store.submissionById(claim.submissionId),
    store.contactById(claim.contactId),
  ])
  // The entry may be gone by now; what it is called is in the answers, too.
  const told = submission && claimant
  return store.expire(expireClaim(claim, told && claimant, submission?.answers.authority.name ?? '', now))
}
