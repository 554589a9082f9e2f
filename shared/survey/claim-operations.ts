import * as z from 'zod/mini'
import { claimSchema, claimsSchema } from './claim-view.ts'
import { claimDecisionSchema } from './settle-claim.ts'

/** What the operations upon claims have in common, for those behind an entry and for the desk. */
export const claimBody = {
  schema: () => claimDecisionSchema,
  formAgain: true,
  example: { decision: 'refuse', words: 'We do not know this person. Please ask our office first.' },
} as const

/** A decided claim, as data. */
const decidedClaim = () =>
  z.object({
    entryId: z.string(),
    claimId: z.string(),
    status: z.enum(['accepted', 'refused']),
  })

export const claimAnswers = {
  list: { description: 'The claims that can be decided, oldest first.', schema: claimsSchema },
  one: { description: 'The claim.', schema: claimSchema },
  decided: { description: 'Decided.', schema: decidedClaim },
} as const
