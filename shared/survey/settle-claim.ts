import * as z from 'zod/mini'
import { Failure } from '../failures.ts'
import { decideAnew } from '../http/decide-anew.ts'
import { couldBeAnId } from '../http/id-in-path.ts'
import type { Audit } from '../secretariat/audit.ts'
import { toldBefore } from './acting.ts'
import type { ClaimStore } from './claim-store.ts'
import { type ClaimCase, claimDecisions, type DecidedClaim, decideClaim } from './decide-claim.ts'

/** The longest words that go with a decision, in characters. */
export const longestClaimWords = 2000

/** The body of a decision upon a claim: words are needed where it is refused. */
export const claimDecisionSchema = z
  .strictObject({
    decision: z.enum(claimDecisions),
    words: z.optional(z.string().check(z.trim(), z.maxLength(longestClaimWords, 'too-long'))),
    /** The contact who leaves for the claimant, by id. */
    replaces: z.optional(z.string().check(z.regex(/^[\w-]{1,64}$/, 'unknown-value'))),
    /** The answers that the decision is about, so that newer ones are looked at first. */
    submissionId: z.optional(z.string().check(z.regex(/^[\w-]{1,64}$/, 'unknown-value'))),
  })
  .check((payload) => {
    const { decision, words } = payload.value
    if (decision === 'refuse' && !words)
      payload.issues.push({ code: 'custom', message: 'claim-words-needed', path: ['words'], input: words })
  })

/** Which conflicts of a decision its page can put right, and where on it. */
export const placesOfClaim = {
  'contacts-full': '/replaces',
  'one-elected': '/replaces',
  'changed-meanwhile': '',
} as const

/**
 * What a claim is decided upon, as it is now.
 *
 * @throws Failure `not-found` where there is no such claim, or its answers, address or entry are gone
 */
const claimCase = async (store: ClaimStore, entryId: string, claimId: string): Promise<ClaimCase> => {
  const claim =
    couldBeAnId(entryId) && couldBeAnId(claimId) ? await store.claimById(entryId, claimId) : undefined
  const [submission, claimant, known, entry, people] = claim
    ? await Promise.all([
        store.submissionById(claim.submissionId),
        store.contactById(claim.contactId),
        store.contactById(claim.claimId),
        store.entryById(entryId),
        store.peopleOf(entryId),
      ])
    : []
  if (!claim || !entry || entry.state === 'erased') throw new Failure('not-found', 'no-such-claim')
  // Of a claim that was decided a moment ago the answers may be part of the entry, and the address elsewhere.
  if (claim.state !== 'open') throw new Failure('conflict', 'claim-decided')
  if (!submission || !claimant || !people) throw new Failure('not-found', 'no-such-claim')
  return {
    claim,
    submission,
    claimant,
    known,
    entry,
    people,
    told: await toldBefore(store, claimant, entryId),
  }
}

/**
 * Decides a claim and writes all that comes of it: of two who decide at once one is told that it was decided.
 *
 * @param audit makes the deed to write down, where the desk decides
 */
export const settleClaim = (
  { store, pause, now }: { readonly store: ClaimStore; pause(most: number): Promise<void>; now(): string },
  given: {
    readonly entryId: string
    readonly claimId: string
    readonly body: z.output<typeof claimDecisionSchema>
    readonly by?: string
    audit?(decided: DecidedClaim, at: string): Audit
  },
): Promise<DecidedClaim> =>
  decideAnew(pause, async () => {
    const { decision, words, replaces, submissionId } = given.body
    const at = now()
    const decided = decideClaim({
      ...(await claimCase(store, given.entryId, given.claimId)),
      decision,
      words,
      replaces,
      about: submissionId,
      by: given.by,
      now: at,
    })
    return (await store.decide(decided, given.audit?.(decided, at))) ? decided : undefined
  })
