import { liftedToFloors } from './exchange.ts'
import { copyOf, type Flow, fillGaps, insert, pairsOf, withdraw } from './flow.ts'
import { forbidden, type Market } from './market.ts'
import { mostMultiplier, multiplierUnit, worthIn } from './optimum.ts'
import { addGainful, type WorthOf } from './pricing.ts'
import { leastHashed } from './tie-break.ts'

/** `capped`: as much of the floor as a request could reach at best; `uniform`: the floor for everybody. */
export type FloorKind = 'capped' | 'uniform'

/** Of a round under a floor: what was found, and what was proven. */
export type Floored = {
  /** As p · offers + o in the market's order; undefined: no matching was found that keeps the floor. */
  readonly pairs: Int32Array | undefined
  /** No matching under this floor has a greater total, in 10⁻⁶; −∞ where it is proven that there is none. */
  readonly bound: number
}

/** b_p: the sum of each request's k_p best weights, in 10⁻⁶ (DEFINITIONS, Rounds 4). */
const bestSums = (market: Market): Float64Array =>
  Float64Array.from(market.asked, (asked, p) => bestWeights(market, p, asked).reduce((a, b) => a + b, 0))

const bestWeights = ({ offers, weights }: Market, p: number, most: number): number[] => {
  const best: number[] = []
  for (let o = 0; o < offers; o++) {
    const weight = weights[p * offers + o]!
    if (weight === forbidden || (best.length === most && weight <= (best[most - 1] ?? 0))) continue
    let at = best.length < most ? best.length : most - 1
    while (at > 0 && best[at - 1]! < weight) {
      best[at] = best[at - 1]!
      at--
    }
    if (most > 0) best[at] = weight
  }
  return best
}

/** f_p for a floor T in 10⁻⁶ (DEFINITIONS, Rounds 5). */
export const floorsOf = (market: Market, floor: number, kind: FloorKind): Float64Array =>
  kind === 'uniform'
    ? new Float64Array(market.requests).fill(floor)
    : bestSums(market).map((most) => Math.min(floor, most))

/**
 * A floor above which none can be kept, in 10⁻⁶: where all are served in full, no more than the floors that together
 * are as much as the greatest total; else no more than somebody could reach at best.
 */
export const highestThinkable = (market: Market, optimum: Flow, kind: FloorKind): number => {
  let high = bestSums(market).reduce((most, each) => Math.max(most, each), 0)
  if (!optimum.unserved.every((unserved) => unserved === 0)) return high
  const total = pairsOf(optimum).reduce((sum, pair) => sum + market.weights[pair]!, 0)
  const isTooMuch = (floor: number) =>
    floorsOf(market, floor, kind).reduce((sum, each, p) => sum + (market.asked[p]! > 0 ? each : 0), 0) > total
  if (!isTooMuch(high)) return high
  let low = 0
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (isTooMuch(middle)) high = middle
    else low = middle
  }
  return low
}

/** How often multipliers are adjusted, over all requests. Deterministic, unlike a time limit. */
const mostSweeps = 16
/** A gap between bound and total that is not worth more sweeps: less than half of what DESIGN 14 allows. */
const enough = 0.002
/** Exchanges are tried at these sweeps, in small rounds at all, while at most this share of the requests misses its floor. */
const liftedAt = [0, 1, 3, 7, 15]
const fewMissing = 0.2

/**
 * The greatest total under floors (DEFINITIONS, Rounds 3 and 6) without a mixed-integer program. A request that
 * misses its floor has its weights multiplied and is inserted anew, until all keep theirs; by Lagrange's relaxation
 * each such optimum also bounds what is possible. Multipliers that turn out higher than needed are lowered again, and
 * exchanges lift the last ones. One offer a request: offers below the floor are left out, and all is exact.
 *
 * @param optimum without floors: it stays as it is
 */
export const greatestUnder = (market: Market, optimum: Flow, floors: Float64Array): Floored => {
  const { requests, offers, weights } = market
  const flow = copyOf(optimum)
  const multipliers = new Float64Array(requests).fill(multiplierUnit)
  const everybodyServed = flow.unserved.every((unserved) => unserved === 0)
  const single = market.perRequest === 1
  const leastTotal = everybodyServed
    ? floors.reduce((sum, each, p) => sum + (market.asked[p]! > 0 ? each : 0), 0)
    : 0
  // An offer with which a request cannot reach its floor is of no use, where all must be served in full.
  const least = new Float64Array(requests)
  if (single || everybodyServed)
    for (let p = 0; p < requests; p++) {
      const others = bestWeights(market, p, market.asked[p]! - 1).reduce((a, b) => a + b, 0)
      least[p] = floors[p]! - others
    }
  const worthBefore = worthIn(market, multipliers)
  const worthOf: WorthOf = (p, o) =>
    weights[p * offers + o]! < least[p]! ? Number.NEGATIVE_INFINITY : worthBefore(p, o)

  const revalue = (p: number): void => {
    withdraw(flow, p)
    for (let e = flow.first[p]!; e < flow.first[p + 1]!; e++)
      flow.edgeValue[e] = worthOf(p, flow.edgeOffer[e]!)
    const last = p * flow.perRequest + flow.asked[p]! - 1
    flow.placeReward[last] = optimum.placeReward[last]! - (multipliers[p]! - multiplierUnit) * floors[p]!
    insert(flow, p)
  }
  for (let p = 0; p < requests; p++) if (least[p]! > 0 && usesLessThan(flow, p, least[p]!)) revalue(p)
  fillGaps(flow)
  while (addGainful(flow, worthOf) > 0);
  if (single || everybodyServed) {
    if (!sameLevels(flow, optimum)) return { pairs: undefined, bound: Number.NEGATIVE_INFINITY }
    if (single) {
      const pairs = leastHashed(market, flow, worthOf)
      return { pairs, bound: pairs.reduce((sum, pair) => sum + weights[pair]!, 0) }
    }
  }

  let bound = Number.POSITIVE_INFINITY
  let best: { pairs: Int32Array; total: number } | undefined
  const offer = (pairs: Int32Array) => {
    const total = pairs.reduce((sum, pair) => sum + weights[pair]!, 0)
    if (!best || total > best.total) best = { pairs, total }
  }
  const small = requests * offers < 250_000
  for (let sweep = 0; sweep < mostSweeps; sweep++) {
    bound = Math.min(bound, boundOf(flow, multipliers, floors))
    if (bound < leastTotal) return { pairs: undefined, bound: Number.NEGATIVE_INFINITY }
    const sums = sumsIn(flow, multipliers)
    const missing: number[] = []
    for (let p = 0; p < requests; p++)
      if (flow.asked[p]! > 0 && flow.unserved[p] === 0 && sums[p]! < floors[p]!) missing.push(p)
    if (missing.length === 0) offer(pairsOf(flow))
    else if ((small || liftedAt.includes(sweep)) && missing.length <= fewMissing * requests) {
      const lifted = liftedToFloors(market, flow, floors, optimum.potential.subarray(requests))
      if (lifted) offer(lifted)
    }
    if (best && best.total >= (1 - enough) * bound) break
    for (const p of missing) {
      const now = multipliers[p]! / multiplierUnit
      const step = 0.15 * (1 - sums[p]! / floors[p]!) * now + 0.01
      multipliers[p] = Math.min(mostMultiplier, Math.ceil((now + step) * multiplierUnit))
      revalue(p)
    }
    for (let p = 0; p < requests; p++) {
      if (multipliers[p] === multiplierUnit || sums[p]! <= floors[p]!) continue
      multipliers[p] = multiplierUnit + Math.floor((multipliers[p]! - multiplierUnit) * 0.75)
      revalue(p)
    }
    fillGaps(flow)
    while (addGainful(flow, worthOf) > 0);
  }
  return { pairs: best?.pairs, bound: Math.floor(bound) }
}

/** Whether two flows are equally good in levels 0 and 1. */
const sameLevels = (a: Flow, b: Flow): boolean => {
  const levels = (flow: Flow) => {
    const short = flow.lower.reduce((sum, lower, o) => sum + Math.max(0, lower - flow.heldCount[o]!), 0)
    const fewer = Array.from(
      { length: flow.perRequest },
      (_, place) => flow.served.filter((served) => served <= place).length,
    )
    return [short, ...fewer]
  }
  const theirs = levels(b)
  return levels(a).every((level, n) => level === theirs[n])
}

const usesLessThan = (flow: Flow, p: number, least: number): boolean => {
  for (let e = flow.first[p]!; e < flow.first[p + 1]!; e++)
    if (flow.edgeValue[e]! < least * multiplierUnit) return true
  return false
}

/** Each request's sum of weights, in 10⁻⁶, whatever multiplies them. */
const sumsIn = (flow: Flow, multipliers: Float64Array): Float64Array => {
  const sums = new Float64Array(flow.requests)
  for (let o = 0; o < flow.offers; o++)
    for (let at = flow.heldFirst[o]!; at < flow.heldFirst[o]! + flow.heldCount[o]!; at++) {
      const e = flow.held[at]!
      const p = flow.edgeRequest[e]!
      sums[p]! += flow.edgeValue[e]! / multipliers[p]!
    }
  return sums
}

/**
 * Lagrange's bound, in 10⁻⁶: Σ m·s − (m − 1)·f over those fully served. Whoever keeps the floor counts at least its
 * sum in it, and whoever is not fully served has no floor, so no matching that keeps the floors has more.
 */
const boundOf = (flow: Flow, multipliers: Float64Array, floors: Float64Array): number => {
  const sums = sumsIn(flow, multipliers)
  let bound = 0
  for (let p = 0; p < flow.requests; p++) {
    const extra = multipliers[p]! / multiplierUnit - 1
    bound += (1 + extra) * sums[p]!
    if (flow.asked[p]! > 0 && flow.unserved[p] === 0) bound -= extra * floors[p]!
  }
  return bound + 1e-3
}
