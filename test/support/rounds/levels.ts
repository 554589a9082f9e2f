import { pairHash } from '../../../shared/matchmaking/pair-hash.ts'
import { hashOf, type Round } from '../../../shared/matchmaking/rounds/market.ts'
import type { Pair } from '../../../shared/matchmaking/rounds/matching.ts'

/** What DEFINITIONS, Rounds compares matchings by, first things first; less is better. */
export const levelsOf = (round: Round, pairs: readonly Pair[]): number[] => {
  const { requests, offers, weights, perRequest, lower, roundId } = round
  const counts = requests.map(() => 0)
  const loads = offers.map(() => 0)
  let total = 0
  let hashes = 0
  for (const { request, offer } of pairs) {
    counts[request]!++
    loads[offer]!++
    total += weights[request * offers.length + offer]!
    hashes += hashOf(pairHash(roundId, requests[request]!), pairHash(roundId, offers[offer]!))
  }
  const short = loads.reduce((sum, load, o) => sum + Math.max(0, lower[o]! - load), 0)
  const fewer = Array.from(
    { length: perRequest },
    (_, place) => counts.filter((count) => count <= place).length,
  )
  return [short, ...fewer, -total, hashes]
}

/** Negative where the first is better. */
export const compareLevels = (a: readonly number[], b: readonly number[]): number => {
  const at = a.findIndex((level, n) => level !== b[n])
  return at < 0 ? 0 : a[at]! - b[at]!
}

/** What a matching breaks: nothing, if it may be one. */
export const brokenBy = (round: Round, pairs: readonly Pair[]): string[] => {
  const { requests, offers, weights, perRequest, capacity } = round
  const counts = requests.map(() => 0)
  const loads = offers.map(() => 0)
  const seen = new Set<string>()
  const broken: string[] = []
  for (const { request, offer } of pairs) {
    const pair = `${request} ${offer}`
    if (seen.has(pair)) broken.push(`${pair} twice`)
    seen.add(pair)
    if (weights[request * offers.length + offer]! < 0) broken.push(`${pair} is forbidden`)
    if (++counts[request]! > perRequest) broken.push(`${request} has too many`)
    if (++loads[offer]! > capacity[offer]!) broken.push(`${offer} has too many`)
  }
  return broken
}

/** Every matching of a small round. */
export function* matchingsOf(round: Round): Iterable<Pair[]> {
  const { requests, offers, weights } = round
  const eligible: Pair[] = []
  for (let request = 0; request < requests.length; request++)
    for (let offer = 0; offer < offers.length; offer++)
      if (weights[request * offers.length + offer]! >= 0) eligible.push({ request, offer })
  for (let subset = 0; subset < 2 ** eligible.length; subset++) {
    const pairs = eligible.filter((_, n) => subset & (1 << n))
    if (brokenBy(round, pairs).length === 0) yield pairs
  }
}
