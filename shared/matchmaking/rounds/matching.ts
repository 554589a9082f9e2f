import { forbidden, type Market, type Round } from './market.ts'

/** One request with one offer, by their places in the round. */
export type Pair = { readonly request: number; readonly offer: number }

/** Why a request got fewer offers than it wanted. */
export type Unserved = {
  readonly request: number
  /** How many of `perRequest` are missing. */
  readonly missing: number
} & (
  | { readonly reason: 'no-eligible' }
  /** It got or could have got all that are eligible, and these are fewer than it wanted. */
  | { readonly reason: 'few-eligible'; readonly eligible: number }
  /** `competing` requests, this one among them, want more than the `places` that they could have between them. */
  | { readonly reason: 'places-taken'; readonly competing: number; readonly places: number }
)

/** What a matching brings. Fit in units of 1, not of 10⁻⁶. */
export type Figures = {
  readonly total: number
  /** The least sum over the fully served requests; undefined if there are none. */
  readonly worst: number | undefined
  /** The sum that nine in ten of the fully served requests reach (nearest rank); undefined if there are none. */
  readonly p10: number | undefined
  readonly pairs: number
}

/** Pairs of the market (p · offers + o) as the round counts them, in the round's order. */
export const pairsInRound = (market: Market, pairs: Int32Array): Pair[] =>
  Array.from(pairs, (pair) => ({
    request: market.requestOrder[Math.floor(pair / market.offers)]!,
    offer: market.offerOrder[pair % market.offers]!,
  })).sort((a, b) => a.request - b.request || a.offer - b.offer)

/** How many offers are eligible for each request. */
const eligibleOffers = ({ requests, offers, weights }: Round): number[] =>
  requests.map((_, p) => {
    let eligible = 0
    for (let o = 0; o < offers.length; o++) if (weights[p * offers.length + o] !== forbidden) eligible++
    return eligible
  })

/** The sum of each request's weights, in 10⁻⁶. */
export const sumsOf = (round: Round, pairs: readonly Pair[]): number[] => {
  const sums = round.requests.map(() => 0)
  for (const { request, offer } of pairs)
    sums[request]! += round.weights[request * round.offers.length + offer]!
  return sums
}

/** How many offers each request has. */
const countsOf = (round: Round, pairs: readonly Pair[]): number[] => {
  const counts = round.requests.map(() => 0)
  for (const { request } of pairs) counts[request]!++
  return counts
}

/** The figures of a matching. */
export const figuresOf = (round: Round, pairs: readonly Pair[]): Figures => {
  const sums = sumsOf(round, pairs)
  const counts = countsOf(round, pairs)
  const served = eligibleOffers(round).flatMap((eligible, p) =>
    eligible > 0 && counts[p] === Math.min(eligible, round.perRequest) ? [sums[p]!] : [],
  )
  served.sort((a, b) => a - b)
  const rank = (share: number) => served[Math.max(0, Math.ceil(share * served.length) - 1)]
  const inUnits = (sum: number | undefined) => (sum === undefined ? undefined : sum / 1e6)
  return {
    total: sums.reduce((total, sum) => total + sum, 0) / 1e6,
    worst: inUnits(served[0]),
    p10: inUnits(rank(0.1)),
    pairs: pairs.length,
  }
}

/** Offers that got fewer than their `lower`: 'lower bounds not attainable'. */
export const shortfallsOf = (
  round: Round,
  pairs: readonly Pair[],
): readonly { readonly offer: number; readonly short: number }[] => {
  const loads = round.offers.map(() => 0)
  for (const { offer } of pairs) loads[offer]!++
  return loads.flatMap((load, offer) => {
    const short = round.lower[offer]! - load
    return short > 0 ? [{ offer, short }] : []
  })
}

/** Every request that got fewer offers than `perRequest`, with why. */
export const unservedOf = (round: Round, pairs: readonly Pair[]): Unserved[] => {
  const counts = countsOf(round, pairs)
  return eligibleOffers(round).flatMap((eligible, request): Unserved[] => {
    const missing = round.perRequest - counts[request]!
    if (missing === 0) return []
    if (eligible === 0) return [{ request, missing, reason: 'no-eligible' }]
    if (counts[request] === eligible) return [{ request, missing, reason: 'few-eligible', eligible }]
    return [{ request, missing, reason: 'places-taken', ...competitionFor(round, pairs, request) }]
  })
}

/**
 * The requests that compete with one for the same places: reached by asking who holds an offer that one could
 * have, and which others they could have instead. In a matching that leaves as few unserved as possible all those
 * offers are full (Hall 1935).
 */
const competitionFor = (
  { offers, weights, capacity }: Round,
  pairs: readonly Pair[],
  request: number,
): { readonly competing: number; readonly places: number } => {
  const width = offers.length
  const holders = new Map<number, number[]>()
  const matched = new Set<number>()
  for (const pair of pairs) {
    holders.set(pair.offer, [...(holders.get(pair.offer) ?? []), pair.request])
    matched.add(pair.request * width + pair.offer)
  }
  const competing = new Set([request])
  const contested = new Set<number>()
  for (const p of competing)
    for (let o = 0; o < width; o++) {
      const pair = p * width + o
      if (weights[pair] === forbidden || matched.has(pair) || contested.has(o)) continue
      contested.add(o)
      for (const holder of holders.get(o) ?? []) competing.add(holder)
    }
  let places = 0
  for (const o of contested) places += capacity[o]!
  return { competing: competing.size, places }
}
