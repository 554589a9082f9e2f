import { type Flow, fillGaps, insert, withdraw } from './flow.ts'

/** What a pair is worth in a flow, an integer; −∞ where it cannot be. */
export type WorthOf = (p: number, o: number) => number

/**
 * Inserts every request.
 *
 * @param done is told the share of the work that is done, in [0, 1]
 */
export const insertAll = (flow: Flow, done: (share: number) => void = () => {}): void => {
  const every = Math.max(1, flow.requests >> 6)
  for (let p = 0; p < flow.requests; p++) {
    insert(flow, p)
    if (p % every === 0) done(p / flow.requests)
  }
  fillGaps(flow)
}

/**
 * Prices all pairs, adds those by which a request would gain at the current potentials, and inserts those requests
 * anew. None left: the flow is optimal over all pairs.
 *
 * @returns how many requests gained
 */
export const addGainful = (flow: Flow, worthOf: WorthOf): number => {
  raisePotentials(flow)
  const lists = new Map<number, Int32Array>()
  for (let p = 0; p < flow.requests; p++) {
    const list = gainfulOffers(flow, worthOf, p)
    if (list.length > 0) lists.set(p, list)
  }
  if (lists.size > 0) addEdges(flow, lists, worthOf)
  // All leave before the first returns: a search must not meet a request that would still gain.
  for (const p of lists.keys()) withdraw(flow, p)
  for (const p of lists.keys()) insert(flow, p)
  fillGaps(flow)
  return lists.size
}

/** Sets each request's potential as high as its places allow: the fewest pairs then seem to be worth more. */
const raisePotentials = (flow: Flow): void => {
  const { requests, offers, perRequest, asked, unserved, potential, placeReward } = flow
  for (let p = 0; p < requests; p++) {
    if (asked[p] === 0) continue
    let most = Number.POSITIVE_INFINITY
    for (let e = flow.first[p]!; e < flow.first[p + 1]!; e++)
      if (flow.used[e]) most = Math.min(most, flow.edgeValue[e]! + potential[requests + flow.edgeOffer[e]!]!)
    if (unserved[p]! > 0) {
      const reward = placeReward[p * perRequest + asked[p]! - unserved[p]!]!
      most = Math.min(most, potential[requests + offers]! - reward)
    }
    potential[p] = most
  }
}

const gainfulOffers = (flow: Flow, worthOf: WorthOf, p: number): Int32Array => {
  const { requests, offers, potential, first, edgeOffer } = flow
  const found: number[] = []
  let e = first[p]!
  const end = first[p + 1]!
  for (let o = 0; o < offers; o++) {
    if (worthOf(p, o) + potential[requests + o]! <= potential[p]!) continue
    while (e < end && edgeOffer[e]! < o) e++
    if (e === end || edgeOffer[e] !== o) found.push(o)
  }
  return Int32Array.from(flow.asked[p] === 0 ? [] : found)
}

/** Lets requests know more offers; what is matched stays matched. Lists are in the market's order. */
const addEdges = (flow: Flow, lists: ReadonlyMap<number, Int32Array>, worthOf: WorthOf): void => {
  const first = new Int32Array(flow.first.length)
  for (let p = 0; p < flow.requests; p++)
    first[p + 1] = first[p]! + flow.first[p + 1]! - flow.first[p]! + (lists.get(p)?.length ?? 0)
  const edges = first[flow.requests]!
  const edgeOffer = new Int32Array(edges)
  const edgeRequest = new Int32Array(edges)
  const edgeValue = new Float64Array(edges)
  const used = new Uint8Array(edges)
  const now = new Int32Array(flow.used.length)
  for (let p = 0; p < flow.requests; p++) {
    const list = lists.get(p) ?? none
    let old = flow.first[p]!
    let fresh = 0
    for (let e = first[p]!; e < first[p + 1]!; e++) {
      edgeRequest[e] = p
      const isOld = old < flow.first[p + 1]! && (fresh === list.length || flow.edgeOffer[old]! < list[fresh]!)
      edgeOffer[e] = isOld ? flow.edgeOffer[old]! : list[fresh]!
      edgeValue[e] = isOld ? flow.edgeValue[old]! : worthOf(p, list[fresh]!)
      if (!isOld) fresh++
      else {
        used[e] = flow.used[old]!
        now[old++] = e
      }
    }
  }
  for (let o = 0; o < flow.offers; o++)
    for (let at = flow.heldFirst[o]!; at < flow.heldFirst[o]! + flow.heldCount[o]!; at++)
      flow.held[at] = now[flow.held[at]!]!
  Object.assign(flow, { first, edgeOffer, edgeRequest, edgeValue, used })
}

const none = new Int32Array()

/**
 * The least reduced cost over all pairs, matched or not, and over all places and offers, in the unit of the values:
 * 0 proves the flow optimal (linear programming duality; all numbers are integers, so nothing is rounded), less
 * says by how much at least one exchange would gain.
 */
export const leastReducedCost = (flow: Flow, worthOf: WorthOf): number => {
  const { requests, offers, perRequest, potential, placeReward, first, edgeOffer, used } = flow
  const sink = potential[requests + offers]!
  let least = Number.POSITIVE_INFINITY
  const see = (cost: number) => {
    if (cost < least) least = cost
  }
  for (let p = 0; p < requests; p++) {
    const asked = flow.asked[p]!
    if (asked === 0) continue
    let e = first[p]!
    for (let o = 0; o < offers; o++) {
      const cost = potential[p]! - worthOf(p, o) - potential[requests + o]!
      while (e < first[p + 1]! && edgeOffer[e]! < o) e++
      const matched = e < first[p + 1]! && edgeOffer[e] === o && used[e]
      see(matched ? -cost : cost)
    }
    const left = asked - flow.unserved[p]!
    if (left > 0) see(potential[p]! + placeReward[p * perRequest + left - 1]! - sink)
    if (left < asked) see(sink - potential[p]! - placeReward[p * perRequest + left]!)
  }
  for (let o = 0; o < offers; o++) {
    const load = flow.load[o]!
    const price = potential[requests + o]! - sink
    if (load < flow.capacity[o]!) see(price - (load < flow.lower[o]! ? flow.lowerReward : 0))
    if (load > 0) see((load <= flow.lower[o]! ? flow.lowerReward : 0) - price)
  }
  return least === Number.POSITIVE_INFINITY ? 0 : least + 0
}
