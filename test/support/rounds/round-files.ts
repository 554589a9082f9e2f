import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import * as z from 'zod/mini'
import { forbidden, type Round } from '../../../shared/matchmaking/rounds/market.ts'

const limits = z.union([z.number(), z.array(z.number())])

/** A round as data: how well each request fits each offer. */
const roundFile = z.object({
  requests: z.number(),
  offers: z.number(),
  perRequest: z.number(),
  capacity: limits,
  lower: z.optional(limits),
  fit: z.array(z.array(z.number())),
})

const ids = (letter: string, count: number) => Array.from({ length: count }, (_, n) => `${letter}${n}`)

/**
 * Reads a round from a JSON file, gzipped or not. If any fit is negative, exactly the negatives are forbidden;
 * otherwise exactly the zeros (DEFINITIONS, Rounds 1).
 *
 * @throws Error that names the file and what is wrong with it
 */
export const roundFromFile = (path: string): Round => {
  const bytes = readFileSync(path)
  const text = (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString('utf8')
  const read = roundFile.safeParse(JSON.parse(text))
  if (!read.success) throw new Error(`${path}: ${z.prettifyError(read.error)}`)
  const { requests, offers, perRequest, capacity, lower = 0, fit } = read.data
  if (fit.length !== requests || fit.some((row) => row.length !== offers))
    throw new Error(`${path}: fit must have ${requests} rows of ${offers} numbers`)
  const isForbidden = fit.some((row) => row.some((each) => each < 0))
    ? (each: number) => each < 0
    : (each: number) => each === 0
  const weights = new Int32Array(requests * offers)
  for (const [p, row] of fit.entries())
    for (const [o, each] of row.entries())
      weights[p * offers + o] = isForbidden(each) ? forbidden : Math.round(1e6 * each)
  const everybody = (each: number | readonly number[]) =>
    typeof each === 'number' ? Array.from({ length: offers }, () => each) : each
  return {
    roundId: 'bench',
    requests: ids('request-', requests),
    offers: ids('offer-', offers),
    weights,
    perRequest,
    capacity: everybody(capacity),
    lower: everybody(lower),
  }
}

/** Numbers in [0, 1) that a seed decides (mulberry32). */
export const seededNumbers = (seed: number): (() => number) => {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/**
 * A round with as many places offered as asked: 3 a request. Fits are geometric means as in the register, of what
 * both have in common (four traits), of how good the offer is in everybody's eyes, and of chance; one pair in ten
 * is not eligible. So the same few offers are wanted by most, which is what makes rounds hard.
 */
export const generatedRound = (requests: number, offers: number): Round => {
  const next = seededNumbers(requests * 31 + offers)
  const traits = () => Array.from({ length: 4 }, () => Math.floor(next() * 6))
  const asking = Array.from({ length: requests }, traits)
  const offering = Array.from({ length: offers }, () => ({ traits: traits(), quality: 0.3 + 0.7 * next() }))
  const weights = new Int32Array(requests * offers)
  for (let p = 0; p < requests; p++)
    for (let o = 0; o < offers; o++) {
      const { traits: theirs, quality } = offering[o]!
      let sum = 0.3 * Math.log(quality) + 0.3 * Math.log(0.05 + 0.95 * next())
      for (let t = 0; t < 4; t++) sum += 0.1 * Math.log(1 - 0.18 * Math.abs(asking[p]![t]! - theirs[t]!))
      weights[p * offers + o] = next() < 0.1 ? forbidden : Math.round(1e6 * Math.exp(sum))
    }
  return {
    roundId: 'bench',
    requests: ids('request-', requests),
    offers: ids('offer-', offers),
    weights,
    perRequest: 3,
    capacity: Array.from({ length: offers }, () => Math.ceil((3 * requests) / offers)),
    lower: Array.from({ length: offers }, () => 0),
  }
}

/** The most that each request could reach, in 10⁻⁶. */
export const bestSumsOf = ({ requests, offers, weights, perRequest }: Round): number[] =>
  requests.map((_, p) =>
    weights
      .slice(p * offers.length, (p + 1) * offers.length)
      .filter((weight) => weight !== forbidden)
      .sort()
      .slice(-perRequest)
      .reduce((sum, weight) => sum + weight, 0),
  )
