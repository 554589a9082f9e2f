import { firstCandidates } from './candidates.ts'
import { emptyFlow, type Flow, pairsOf } from './flow.ts'
import { hashOf, type Market } from './market.ts'
import { addGainful, insertAll, type WorthOf } from './pricing.ts'

/**
 * Level 4 (DEFINITIONS, Rounds 7): of all matchings that are as good as this optimum, the one of least Σ h. They
 * are exactly those that use every pair, place and offer as its reduced cost demands (complementary slackness), so
 * the hashes are minimised over what a reduced cost of 0 leaves free.
 *
 * @returns pairs as p · offers + o in the market's order
 */
export const leastHashed = (market: Market, optimum: Flow, worthOf: WorthOf): Int32Array => {
  const { requests, offers } = market
  const { perRequest, potential } = optimum
  const sink = potential[requests + offers]!
  const asked = new Int32Array(requests)
  const least = new Int32Array(requests)
  for (let p = 0; p < requests; p++)
    for (let place = 0; place < optimum.asked[p]!; place++) {
      const worth = optimum.placeReward[p * perRequest + place]! + potential[p]! - sink
      if (worth >= 0) asked[p]!++
      if (worth > 0) least[p]!++
    }
  const capacity = new Int32Array(offers)
  const lower = new Int32Array(offers)
  for (let o = 0; o < offers; o++)
    for (let place = 1; place <= optimum.capacity[o]!; place++) {
      const reward = place <= optimum.lower[o]! ? optimum.lowerReward : 0
      const worth = reward - (potential[requests + o]! - sink)
      if (worth >= 0) capacity[o]!++
      if (worth > 0) lower[o]!++
    }

  const reducedCost: WorthOf = (p, o) => potential[p]! - worthOf(p, o) - potential[requests + o]!
  const fixed: number[] = []
  for (let p = 0; p < requests; p++)
    for (let o = 0; asked[p]! + least[p]! > 0 && o < offers; o++)
      if (reducedCost(p, o) < 0) {
        fixed.push(p * offers + o)
        asked[p]!--
        capacity[o]!--
        if (least[p]! > 0) least[p]!--
        if (lower[o]! > 0) lower[o]!--
      }

  // More than an exchange along one path can change, as for the levels of the optimum.
  const must = (Math.min(requests, offers) + 2) * 2 ** 32
  const placeReward = new Float64Array(requests * perRequest)
  for (let p = 0; p < requests; p++) placeReward.fill(must, p * perRequest, p * perRequest + least[p]!)
  const lessHash: WorthOf = (p, o) =>
    reducedCost(p, o) === 0 ? -hashOf(market.requestHash[p]!, market.offerHash[o]!) : Number.NEGATIVE_INFINITY
  const flow = emptyFlow(market, {
    candidates: (p) => {
      if (asked[p] === 0) return new Int32Array()
      const free: { o: number; value: number }[] = []
      for (let o = 0; o < offers; o++) {
        const value = lessHash(p, o)
        if (value > Number.NEGATIVE_INFINITY) free.push({ o, value })
      }
      free.sort((a, b) => b.value - a.value || a.o - b.o)
      return Int32Array.from(free.slice(0, firstCandidates), ({ o }) => o).sort()
    },
    worthOf: lessHash,
    asked,
    placeReward,
    perRequest,
    lower,
    lowerReward: must,
    capacity,
  })
  insertAll(flow)
  while (addGainful(flow, lessHash) > 0);
  return Int32Array.from([...fixed, ...pairsOf(flow)]).sort()
}
