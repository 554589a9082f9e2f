import type { Flow } from './flow.ts'
import { heapOf } from './heap.ts'
import type { Market } from './market.ts'
import { multiplierUnit } from './optimum.ts'

/** A matching in which single requests change places while all others keep their floors. */
type Seating = {
  readonly market: Market
  readonly flow: Flow
  readonly floors: Float64Array
  /** The offers' potentials in the optimum without floors. */
  readonly prices: Float64Array
  /** The requests that hold each offer. */
  readonly holders: number[][]
  /** The offers that each request holds. */
  readonly offersOf: number[][]
  readonly sums: Float64Array
  readonly labels: Labels
}

/** For each offer: what it costs to bring one more request there, who comes, and from where. */
type Labels = {
  readonly cost: Float64Array
  readonly comer: Int32Array
  readonly from: Int32Array
  /** Offers whose label is final: what lies on their way stays as it is. */
  readonly settled: Uint8Array
  readonly touched: number[]
}

/** Where a chain of moves begins: the request that must gain gives an offer up. */
const start = -1

/**
 * Lifts requests to their floors by exchanges: one gives up an offer for a better one, whose holder moves on to
 * where it still keeps its own floor, and so on, until somebody takes the offer given up or an empty place; the
 * chain that loses least is taken.
 *
 * @param flow whose matching it begins with, and whose known pairs it considers; it stays as it is
 * @returns pairs as p · offers + o in the market's order; undefined where somebody stays below a floor
 */
export const liftedToFloors = (
  market: Market,
  flow: Flow,
  floors: Float64Array,
  prices: Float64Array,
): Int32Array | undefined => {
  const seating = seatingOf(market, flow, floors, prices)
  const { offersOf, sums } = seating
  for (let p = 0; p < market.requests; p++) {
    if (flow.asked[p] === 0 || offersOf[p]!.length < flow.asked[p]!) continue
    while (sums[p]! < floors[p]!) if (!lift(seating, p)) return undefined
  }
  return Int32Array.from(offersOf.flatMap((offers, p) => offers.map((o) => p * market.offers + o))).sort()
}

const seatingOf = (market: Market, flow: Flow, floors: Float64Array, prices: Float64Array): Seating => {
  const holders: number[][] = Array.from({ length: market.offers }, () => [])
  const offersOf: number[][] = Array.from({ length: market.requests }, () => [])
  const sums = new Float64Array(market.requests)
  for (let e = 0; e < flow.used.length; e++) {
    if (!flow.used[e]) continue
    const [p, o] = [flow.edgeRequest[e]!, flow.edgeOffer[e]!]
    holders[o]!.push(p)
    offersOf[p]!.push(o)
    sums[p]! += market.weights[p * market.offers + o]!
  }
  const labels: Labels = {
    cost: new Float64Array(market.offers).fill(Number.POSITIVE_INFINITY),
    comer: new Int32Array(market.offers),
    from: new Int32Array(market.offers),
    settled: new Uint8Array(market.offers),
    touched: [],
  }
  return { market, flow, floors, prices, holders, offersOf, sums, labels }
}

/** A chain of moves that ends at an offer, with what it loses in weight. */
type Chain = { readonly givenUp: number; readonly moves: readonly Move[]; readonly loss: number }
type Move = { readonly comer: number; readonly from: number; readonly to: number }

/** Makes the cheapest chain that brings p to its floor, or else one that brings it nearer. */
const lift = (seating: Seating, p: number): boolean => {
  const short = seating.floors[p]! - seating.sums[p]!
  const best = cheapestOf(seating, p, short) ?? cheapestOf(seating, p, 1)
  if (!best) return false
  const width = seating.market.offers
  for (const { comer, from, to } of best.moves) {
    const { holders, offersOf, sums, market } = seating
    holders[from]!.splice(holders[from]!.indexOf(comer), 1)
    holders[to]!.push(comer)
    offersOf[comer]![offersOf[comer]!.indexOf(from)] = to
    sums[comer]! += market.weights[comer * width + to]! - market.weights[comer * width + from]!
  }
  return true
}

const cheapestOf = (seating: Seating, p: number, gain: number): Chain | undefined =>
  seating.offersOf[p]!.reduce<Chain | undefined>(
    (best, o) => chainFrom(seating, p, o, gain, best?.loss ?? Number.POSITIVE_INFINITY) ?? best,
    undefined,
  )

/**
 * A chain of little loss, less than `most`, in which p gives up one offer for another that is at least `gain`
 * better, all in 10⁻⁶. Offers are settled in the order of what a chain over them loses at least at the prices of the
 * optimum without floors (A*), which is exact as long as the matching is that optimum.
 */
const chainFrom = (
  seating: Seating,
  p: number,
  givenUp: number,
  gain: number,
  most: number,
): Chain | undefined => {
  const { market, flow, floors, prices, holders, offersOf, sums, labels } = seating
  const { weights, offers: width, capacity, lower } = market
  const { cost, comer, from, settled, touched } = labels
  const queue = heapOf()
  const rest = (o: number) => (prices[givenUp]! - prices[o]!) / multiplierUnit
  const label = (o: number, at: number, who: number, whence: number) => {
    if (cost[o] === Number.POSITIVE_INFINITY) touched.push(o)
    cost[o] = at
    comer[o] = who
    from[o] = whence
    queue.push(at + rest(o), o)
  }
  const mine = weights[p * width + givenUp]!
  for (let e = flow.first[p]!; e < flow.first[p + 1]!; e++) {
    const o = flow.edgeOffer[e]!
    const theirs = weights[p * width + o]!
    if (theirs - mine >= gain && !offersOf[p]!.includes(o)) label(o, mine - theirs, p, start)
  }
  const mayShrink = holders[givenUp]!.length > lower[givenUp]!
  let end = -1
  let loss = most
  for (;;) {
    const a = queue.pop()
    if (a === undefined) break
    if (settled[a]) continue
    settled[a] = 1
    const here = cost[a]!
    if (here + rest(a) >= loss) break
    if (a === givenUp || (mayShrink && holders[a]!.length < capacity[a]!)) {
      if (here < loss) {
        loss = here
        end = a
      }
      continue
    }
    for (const q of holders[a]!) {
      if (q === p || comesOnWayTo(labels, a, q)) continue
      const left = sums[q]! - weights[q * width + a]!
      const must = Math.min(floors[q]!, sums[q]!)
      for (let e = flow.first[q]!; e < flow.first[q + 1]!; e++) {
        const b = flow.edgeOffer[e]!
        const weight = weights[q * width + b]!
        const at = here + weights[q * width + a]! - weight
        if (settled[b] || at >= cost[b]! || at + rest(b) >= loss || left + weight < must) continue
        if (offersOf[q]!.includes(b) || isOnWayTo(labels, a, b)) continue
        label(b, at, q, a)
      }
    }
  }
  const moves: Move[] = []
  for (let o = end; o >= 0 && moves.length <= width; o = from[o]!)
    moves.push({ comer: comer[o]!, from: from[o] === start ? givenUp : from[o]!, to: o })
  for (const o of touched) {
    cost[o] = Number.POSITIVE_INFINITY
    settled[o] = 0
  }
  touched.length = 0
  return end >= 0 ? { givenUp, moves, loss } : undefined
}

const comesOnWayTo = ({ comer, from }: Labels, to: number, q: number): boolean => {
  for (let o = to, steps = 0; o >= 0 && steps < 64; o = from[o]!, steps++) if (comer[o] === q) return true
  return false
}

const isOnWayTo = ({ from }: Labels, to: number, offer: number): boolean => {
  for (let o = to, steps = 0; o >= 0 && steps < 64; o = from[o]!, steps++) if (o === offer) return true
  return false
}
