import { pricesByAuction } from './auction.ts'
import { bestOffersIn } from './candidates.ts'
import { emptyFlow, type Flow, startWith } from './flow.ts'
import { fitUnit, forbidden, type Market } from './market.ts'
import { addGainful, insertAll, type WorthOf } from './pricing.ts'

/**
 * Weights are multiplied by this, so that a request's multiplier can move in small steps and all numbers stay
 * integers.
 */
export const multiplierUnit = 128
/** The most that a request's weights are multiplied by when it must reach a floor. */
export const mostMultiplier = 16 * multiplierUnit

/**
 * What a place is worth beyond its weight, so that levels 0 and 1 come first. A step from one level to the next is
 * more than any exchange along one path can change in weight; the attainable degrees form an M-convex set, in
 * which an optimum against every single exchange is an optimum (Murota 2003, theorem 6.26), so a step need not
 * outweigh a whole solution. That keeps all sums far below 2⁵³.
 */
const levelStep = ({ requests, offers, perRequest }: Market): number =>
  (Math.min(requests, offers) + 2 + perRequest) * fitUnit * mostMultiplier

/** An empty flow under the rules of levels 0, 1 and 3, for requests with these candidates. */
const flowOf = (market: Market, candidates: (p: number) => Int32Array): Flow => {
  const { requests, perRequest, asked, lower, capacity } = market
  const step = levelStep(market)
  const placeReward = new Float64Array(requests * perRequest)
  for (let p = 0; p < requests; p++)
    for (let place = 0; place < perRequest; place++)
      placeReward[p * perRequest + place] = (perRequest - place) * step
  return emptyFlow(market, {
    candidates,
    worthOf: worthIn(market),
    asked,
    placeReward,
    perRequest,
    lower,
    lowerReward: step,
    capacity,
  })
}

/** What a pair is worth: its weight times its request's multiplier, one unit of it where none is given. */
export const worthIn = ({ offers, weights }: Market, multipliers?: Float64Array): WorthOf =>
  multipliers
    ? (p, o) => {
        const weight = weights[p * offers + o]!
        return weight === forbidden ? Number.NEGATIVE_INFINITY : weight * multipliers[p]!
      }
    : (p, o) => {
        const weight = weights[p * offers + o]!
        return weight === forbidden ? Number.NEGATIVE_INFINITY : weight * multiplierUnit
      }

/**
 * The flow of greatest total weight among those that meet levels 0 and 1 (DEFINITIONS, Rounds): successive
 * shortest paths over each request's best offers, then all pairs are priced, and requests that would gain by one
 * they did not know are inserted anew with it.
 *
 * @param done is told the share of the work that is done, in [0, 1]
 */
export const optimumOf = (market: Market, done: (share: number) => void = () => {}): Flow => {
  const prices = pricesByAuction(market)
  done(0.2)
  const flow = flowOf(market, bestOffersIn(market, prices))
  startWith(
    flow,
    prices.map((price) => price * multiplierUnit),
  )
  const worthOf = worthIn(market)
  insertAll(flow, (share) => done(0.2 + 0.6 * share))
  for (let round = 1; addGainful(flow, worthOf) > 0; round++) done(1 - 0.2 / (1 + round))
  done(1)
  return flow
}
