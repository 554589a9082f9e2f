import { type Claim, daysAfterClaim, daysForClaim } from '../survey/claim.ts'
import { epochSeconds } from './client.ts'
import { keyOf, lookupKeyOf } from './keys.ts'

/** When TTL takes a claim, in seconds since 1970: some time after its end; an open one far later than its job ends it. */
export const endOfClaim = (claim: Claim): number =>
  claim.decidedAt === undefined
    ? epochSeconds(claim.expiresAt, daysForClaim)
    : epochSeconds(claim.decidedAt, daysAfterClaim)

/** A claim as its item: in the desk's list while it is open. */
export const claimItem = (claim: Claim): Record<string, unknown> => ({
  ...keyOf('claim', claim),
  ...(claim.state === 'open' && lookupKeyOf('claim', claim)),
  kind: 'claim',
  v: 1,
  ...claim,
  ttl: endOfClaim(claim),
})
