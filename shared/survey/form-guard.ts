import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import * as z from 'zod/mini'

/**
 * The form's guard against programs that fill in forms. Nobody is refused: who has no script, or a browser that cannot
 * work out the proof, may take their time instead; and what a program may post as JSON needs neither (DESIGN 6).
 */

/** What the page carries: when it was made, signed, and what its script is to work out. */
export type FormGuard = { readonly opened: string; readonly challenge: string }

/** A proof that was worked out: its name, to be used once, and when it is too old to be used at all. */
export type Proof = { readonly proofHash: string; readonly expiresAt: string }

/** What a sent form has done. */
export type Passage = {
  readonly proof?: Proof
  /** Whether the form was open for long enough to have been read. */
  readonly tookTime: boolean
}

/**
 * How many numbers there are to try: half of them on average. 20,000 hashes take a computer a fifth of a second and a
 * cheap phone about one, beside the typing (`test/browser/survey/script.test.ts` prints it).
 */
const numbersToTry = 20_000

/** How long a form's proof and time hold, in days: a page stays open over a weekend. */
const daysOpen = 7
const dayMs = 86_400_000

const hmac = (key: string, text: string): string =>
  createHmac('sha256', key).update(`survey form ${text}`).digest('base64url')

/** @param now ISO 8601 in UTC */
export const guardOf = async (key: string, now: string): Promise<FormGuard> => {
  const { createChallenge } = await import('#late/proof-of-work')
  const challenge = await createChallenge({
    hmacKey: hmac(key, 'proof'),
    maxnumber: numbersToTry,
    expires: new Date(Date.parse(now) + daysOpen * dayMs),
  })
  const at = String(Date.parse(now))
  return { opened: `${at}.${hmac(key, at)}`, challenge: JSON.stringify(challenge) }
}

const payloadSchema = z.strictObject({
  algorithm: z.literal('SHA-256'),
  challenge: z.string().check(z.maxLength(64)),
  maxnumber: z.optional(z.number()),
  number: z.int(),
  salt: z.string().check(z.maxLength(200)),
  signature: z.string().check(z.maxLength(64)),
})

/**
 * What a sent form's hidden fields show. What is missing, damaged, forged or too old shows nothing.
 *
 * @param least how many seconds a form must have been open to count as read
 */
export const passageOf = async (
  { opened, proof }: Readonly<Record<string, unknown>>,
  { key, now, least }: { readonly key: string; readonly now: string; readonly least: number },
): Promise<Passage> => {
  const valid = await proofIn(proof, key, now)
  return {
    ...(valid && { proof: valid }),
    tookTime: least === 0 || secondsOpen(opened, key, now) >= least,
  }
}

const secondsOpen = (opened: unknown, key: string, now: string): number => {
  const [at = '', signature = ''] = typeof opened === 'string' ? opened.split('.') : []
  const expected = Buffer.from(hmac(key, at))
  const given = Buffer.from(signature)
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return 0
  const ms = Date.parse(now) - Number(at)
  return ms <= daysOpen * dayMs ? ms / 1000 : 0
}

const proofIn = async (given: unknown, key: string, now: string): Promise<Proof | undefined> => {
  if (typeof given !== 'string' || given.length > 2000) return undefined
  const payload = payloadSchema.safeParse(parsed(Buffer.from(given, 'base64').toString('utf8')))
  if (!payload.success) return undefined
  const expires = Number(new URLSearchParams(payload.data.salt.split('?')[1]).get('expires')) * 1000
  if (!(expires > Date.parse(now))) return undefined
  const { verifySolution } = await import('#late/proof-of-work')
  const { maxnumber: _, ...solution } = payload.data
  // The expiry is looked at above, by our own clock.
  if (!(await verifySolution(solution, hmac(key, 'proof'), false))) return undefined
  return {
    proofHash: createHash('sha256').update(payload.data.challenge).digest('base64url'),
    expiresAt: new Date(expires).toISOString(),
  }
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    // Not what our script writes.
    return undefined
  }
}
