import type { Market } from './market.ts'

/**
 * A flow of places from requests (p) over offers (o) to one sink (t), with prices at every node (potentials) under
 * which no arc that could still be used has a negative reduced cost. So the flow is optimal for the edges it
 * knows, at any time between two changes.
 *
 * Arcs: p→o for each known pair, cost −value, once; p→t for each place left unserved, whose cost is the reward of
 * that place, growing with the number unserved; o→t, rewarded up to `lower`, free up to `capacity`. All numbers
 * are integers in doubles, so comparing them is exact.
 */
export type Flow = {
  readonly requests: number
  readonly offers: number
  readonly perRequest: number
  /** p's edges are first[p] … first[p + 1] − 1. */
  first: Int32Array
  edgeOffer: Int32Array
  edgeRequest: Int32Array
  edgeValue: Float64Array
  /** 1 where the pair is matched. */
  used: Uint8Array
  readonly asked: Int32Array
  /** What p's j-th place is worth, at p · perRequest + j − 1; never more than the place before. */
  readonly placeReward: Float64Array
  readonly lower: Int32Array
  /** What each request up to an offer's `lower` is worth. */
  readonly lowerReward: number
  readonly capacity: Int32Array
  /** Units on o→t: the requests held and those `missing`. */
  readonly load: Int32Array
  /** Units on o→t that lost their request and seek another. */
  readonly missing: Int32Array
  /** The edges that use an offer: held[heldFirst[o] … + heldCount[o] − 1]. */
  readonly held: Int32Array
  readonly heldFirst: Int32Array
  readonly heldCount: Int32Array
  readonly served: Int32Array
  /** Units on p→t. */
  readonly unserved: Int32Array
  /** Potentials of requests, then offers, then the sink. */
  readonly potential: Float64Array
  readonly search: Search
}

/** What a shortest-path search needs, kept between searches so that none allocates. */
type Search = {
  readonly distance: Float64Array
  /** The edge by which a node was reached, or one of `fromSink`, `toSink + node`. */
  readonly reachedBy: Int32Array
  readonly settled: Uint8Array
  readonly touched: Int32Array
  readonly ready: Int32Array
  heapKey: Float64Array
  heapNode: Int32Array
}

const fromSink = -2

/** What distinguishes one flow from another over the same market. */
export type FlowRules = {
  /** p's candidate offers, in the market's order. */
  readonly candidates: (p: number) => Int32Array
  readonly worthOf: (p: number, o: number) => number
  readonly asked: Int32Array
  readonly placeReward: Float64Array
  readonly perRequest: number
  readonly lower: Int32Array
  readonly lowerReward: number
  readonly capacity: Int32Array
}

/** An empty flow: nothing is inserted yet. */
export const emptyFlow = (market: Pick<Market, 'requests' | 'offers'>, rules: FlowRules): Flow => {
  const { requests, offers } = market
  const { perRequest, capacity, lower, lowerReward } = rules
  const first = new Int32Array(requests + 1)
  const lists = Array.from({ length: requests }, (_, p) => rules.candidates(p))
  for (const [p, list] of lists.entries()) first[p + 1] = first[p]! + list.length
  const edges = first[requests]!
  const edgeOffer = new Int32Array(edges)
  const edgeRequest = new Int32Array(edges)
  const edgeValue = new Float64Array(edges)
  for (const [p, list] of lists.entries()) {
    edgeOffer.set(list, first[p]!)
    edgeRequest.fill(p, first[p]!, first[p + 1]!)
    for (let e = first[p]!; e < first[p + 1]!; e++) edgeValue[e] = rules.worthOf(p, edgeOffer[e]!)
  }
  const heldFirst = new Int32Array(offers + 1)
  for (let o = 0; o < offers; o++) heldFirst[o + 1] = heldFirst[o]! + capacity[o]!
  const nodes = requests + offers + 1
  const potential = new Float64Array(nodes)
  for (let o = 0; o < offers; o++) if (lower[o]! > 0) potential[requests + o] = lowerReward
  return {
    requests,
    offers,
    perRequest,
    first,
    edgeOffer,
    edgeRequest,
    edgeValue,
    used: new Uint8Array(edges),
    asked: rules.asked,
    placeReward: rules.placeReward,
    lower,
    lowerReward,
    capacity,
    load: new Int32Array(offers),
    missing: new Int32Array(offers),
    held: new Int32Array(heldFirst[offers]!),
    heldFirst,
    heldCount: new Int32Array(offers),
    served: new Int32Array(requests),
    unserved: new Int32Array(requests),
    potential,
    search: {
      distance: new Float64Array(nodes).fill(Number.POSITIVE_INFINITY),
      reachedBy: new Int32Array(nodes),
      settled: new Uint8Array(nodes),
      touched: new Int32Array(nodes),
      ready: new Int32Array(nodes),
      heapKey: new Float64Array(1024),
      heapNode: new Int32Array(1024),
    },
  }
}

/** A second flow that goes on from here while this one stays as it is. */
export const copyOf = (flow: Flow): Flow => ({
  ...flow,
  first: flow.first.slice(),
  edgeOffer: flow.edgeOffer.slice(),
  edgeRequest: flow.edgeRequest.slice(),
  edgeValue: flow.edgeValue.slice(),
  used: flow.used.slice(),
  placeReward: flow.placeReward.slice(),
  load: flow.load.slice(),
  missing: flow.missing.slice(),
  held: flow.held.slice(),
  heldCount: flow.heldCount.slice(),
  served: flow.served.slice(),
  unserved: flow.unserved.slice(),
  potential: flow.potential.slice(),
})

/** Takes all of a request's places back; its offers keep a gap that the next insertion fills. */
export const withdraw = (flow: Flow, p: number): void => {
  const { requests, potential, load, lower } = flow
  const sink = potential[requests + flow.offers]!
  for (let e = flow.first[p]!; e < flow.first[p + 1]!; e++) {
    if (!flow.used[e]) continue
    const o = flow.edgeOffer[e]!
    leave(flow, e)
    // The place may stay empty if that is what an empty place is worth; else somebody must come.
    const reward = load[o]! <= lower[o]! ? flow.lowerReward : 0
    if (potential[requests + o]! - sink - reward >= 0) load[o]!--
    else flow.missing[o]!++
  }
  flow.unserved[p] = 0
}

/** Places all that a request asks for, by one shortest augmenting path a place; some may end up unserved. */
export const insert = (flow: Flow, p: number): void => {
  const { requests, potential, perRequest, placeReward } = flow
  const asked = flow.asked[p]!
  if (asked === 0) return
  const sink = potential[requests + flow.offers]!
  let least = sink - placeReward[p * perRequest + asked - 1]!
  for (let e = flow.first[p]!; e < flow.first[p + 1]!; e++) {
    const through = flow.edgeValue[e]! + potential[requests + flow.edgeOffer[e]!]!
    if (through > least) least = through
  }
  potential[p] = least
  for (let place = 0; place < asked; place++) augment(flow, p)
}

/**
 * Fills the gaps that are left, once all requests are inserted: nobody came for those places at their price, so
 * the sink gives the units back and prices fall.
 */
export const fillGaps = (flow: Flow): void => {
  const gaps = flow.missing.reduce((sum, missing) => sum + missing, 0)
  for (let gap = 0; gap < gaps; gap++) augment(flow, flow.requests + flow.offers)
}

/**
 * Lets an empty flow begin with prices (0 or more) for its offers: what is priced counts as full, with gaps that
 * requests will fill.
 */
export const startWith = (flow: Flow, prices: Float64Array): void => {
  for (let o = 0; o < flow.offers; o++) {
    if (!(prices[o]! > 0)) continue
    flow.potential[flow.requests + o] = -prices[o]!
    flow.load[o] = flow.missing[o] = flow.capacity[o]!
  }
}

const leave = (flow: Flow, e: number): void => {
  const { held, heldFirst, heldCount } = flow
  const o = flow.edgeOffer[e]!
  const from = heldFirst[o]!
  const last = from + heldCount[o]! - 1
  let at = from
  while (held[at] !== e) at++
  held[at] = held[last]!
  heldCount[o]!--
  flow.used[e] = 0
  flow.served[flow.edgeRequest[e]!]!--
}

const join = (flow: Flow, e: number): void => {
  const o = flow.edgeOffer[e]!
  flow.held[flow.heldFirst[o]! + flow.heldCount[o]!] = e
  flow.heldCount[o]!++
  flow.used[e] = 1
  flow.served[flow.edgeRequest[e]!]!++
}

/** Sends one unit from p along a shortest path to where one is missing (Dijkstra over reduced costs). */
const augment = (flow: Flow, source: number): void => {
  const target = nearestGap(flow, source)
  const { requests, offers, edgeOffer, edgeRequest, load, unserved } = flow
  const { reachedBy } = flow.search
  const sink = requests + offers
  let node = target
  if (node !== sink) flow.missing[node - requests]!--
  while (node !== source) {
    const by = reachedBy[node]!
    if (node === sink) {
      node = by
      if (node < requests) unserved[node]!++
      else load[node - requests]!++
    } else if (by === fromSink) {
      if (node < requests) unserved[node]!--
      else load[node - requests]!--
      node = sink
    } else if (node < requests) {
      leave(flow, by)
      node = requests + edgeOffer[by]!
    } else {
      join(flow, by)
      node = edgeRequest[by]!
    }
  }
}

/** The node where the nearest missing unit is; moves the potentials so that the path to it costs nothing. */
const nearestGap = (flow: Flow, source: number): number => {
  const { requests, offers, perRequest, first, edgeOffer, edgeRequest, edgeValue, used } = flow
  const { asked, placeReward, lower, lowerReward, capacity, load, missing, unserved, potential } = flow
  const { held, heldFirst, heldCount, search } = flow
  const { distance, reachedBy, settled, touched, ready } = search
  let { heapKey, heapNode } = search
  const sink = requests + offers
  let heapSize = 0
  let readyCount = 0
  let touchedCount = 0
  let now = 0
  let bound = Number.POSITIVE_INFINITY
  let target = -1

  const reach = (node: number, at: number, by: number, isGap: boolean): void => {
    if (at >= distance[node]!) return
    if (isGap ? at > bound || (at === bound && target >= 0) : at >= bound) return
    if (isGap) bound = at
    if (distance[node] === Number.POSITIVE_INFINITY) touched[touchedCount++] = node
    distance[node] = at
    reachedBy[node] = by
    if (isGap && at === now) {
      target = node
      return
    }
    if (at === now) {
      ready[readyCount++] = node
      return
    }
    if (heapSize === heapKey.length) {
      const key = new Float64Array(2 * heapSize)
      const nodes = new Int32Array(2 * heapSize)
      key.set(heapKey)
      nodes.set(heapNode)
      search.heapKey = heapKey = key
      search.heapNode = heapNode = nodes
    }
    let hole = heapSize++
    while (hole > 0) {
      const above = (hole - 1) >> 1
      if (heapKey[above]! <= at) break
      heapKey[hole] = heapKey[above]!
      heapNode[hole] = heapNode[above]!
      hole = above
    }
    heapKey[hole] = at
    heapNode[hole] = node
  }

  const nearest = (): number => {
    if (readyCount > 0) return ready[--readyCount]!
    const node = heapNode[0]!
    now = heapKey[0]!
    const key = heapKey[--heapSize]!
    const moved = heapNode[heapSize]!
    let hole = 0
    for (;;) {
      let below = 2 * hole + 1
      if (below >= heapSize) break
      if (below + 1 < heapSize && heapKey[below + 1]! < heapKey[below]!) below++
      if (heapKey[below]! >= key) break
      heapKey[hole] = heapKey[below]!
      heapNode[hole] = heapNode[below]!
      hole = below
    }
    heapKey[hole] = key
    heapNode[hole] = moved
    return node
  }

  reach(source, 0, fromSink, false)
  while (target < 0) {
    if (readyCount === 0 && heapSize === 0) throw new Error('the flow has no way to a missing unit')
    const node = nearest()
    if (settled[node] || distance[node]! < now) continue
    settled[node] = 1
    const here = now + potential[node]!
    if (node < requests) {
      const end = first[node + 1]!
      for (let e = first[node]!; e < end; e++) {
        if (used[e]) continue
        const to = requests + edgeOffer[e]!
        const at = here - edgeValue[e]! - potential[to]!
        if (at < distance[to]! && at <= bound) reach(to, at, e, missing[to - requests]! > 0)
      }
      const left = asked[node]! - unserved[node]!
      if (left > 0) {
        const at = here + placeReward[node * perRequest + left - 1]! - potential[sink]!
        reach(sink, at, node, true)
      }
    } else if (node < sink) {
      const o = node - requests
      if (missing[o]! > 0) {
        target = node
        break
      }
      const end = heldFirst[o]! + heldCount[o]!
      for (let at = heldFirst[o]!; at < end; at++) {
        const e = held[at]!
        const to = edgeRequest[e]!
        reach(to, here + edgeValue[e]! - potential[to]!, e, false)
      }
      if (load[o]! < capacity[o]!)
        reach(sink, here - (load[o]! < lower[o]! ? lowerReward : 0) - potential[sink]!, node, true)
    } else {
      if (node !== source) {
        target = node
        break
      }
      for (let o = 0; o < offers; o++) {
        if (load[o]! === 0) continue
        const cost = load[o]! <= lower[o]! ? lowerReward : 0
        reach(requests + o, here + cost - potential[requests + o]!, fromSink, missing[o]! > 0)
      }
      for (let p = 0; p < requests; p++) {
        if (unserved[p] === 0) continue
        const cost = -placeReward[p * perRequest + asked[p]! - unserved[p]!]!
        reach(p, here + cost - potential[p]!, fromSink, false)
      }
    }
  }

  const length = distance[target]!
  for (let i = 0; i < touchedCount; i++) {
    const node = touched[i]!
    if (settled[node]) potential[node]! += distance[node]! - length
    distance[node] = Number.POSITIVE_INFINITY
    settled[node] = 0
  }
  return target
}

/** The matched pairs as p · offers + o, in the market's order. */
export const pairsOf = (flow: Flow): Int32Array => {
  const pairs: number[] = []
  for (let e = 0; e < flow.used.length; e++)
    if (flow.used[e]) pairs.push(flow.edgeRequest[e]! * flow.offers + flow.edgeOffer[e]!)
  return Int32Array.from(pairs).sort()
}
