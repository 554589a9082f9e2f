import { type FloorKind, floorsOf, greatestUnder, highestThinkable } from './floors.ts'
import type { Flow } from './flow.ts'
import { forbidden, type Market, marketOf, type Round } from './market.ts'
import { type Figures, figuresOf, type Pair, pairsInRound } from './matching.ts'
import { multiplierUnit, optimumOf, worthIn } from './optimum.ts'
import { leastReducedCost } from './pricing.ts'
import { leastHashed } from './tie-break.ts'

/** What came of one floor. Plain data: kept, it lets an interrupted round go on where it was. */
export type Tried = {
  /** T in 10⁻⁶; 0: no floor. */
  readonly floor: number
  /** In the round's order; undefined: no matching that keeps this floor was found. */
  readonly pairs?: readonly Pair[]
  readonly figures?: Figures
  /** No matching with this floor has a greater total; undefined: it is proven that there is none. */
  readonly bound?: number
}

/** A round's answers: what the secretariat chooses from. */
export type Curve = {
  /** From no floor to the highest found, in order of the floor; each with a matching. */
  readonly points: readonly (Tried & { readonly pairs: readonly Pair[]; readonly figures: Figures })[]
  /** No floor above this can be kept, in 10⁻⁶. */
  readonly provenHighest: number
  /** The least reduced cost of the matching without a floor, in units of fit: 0 or more proves it. */
  readonly certificate: number
}

export type CurveOptions = {
  readonly kind?: FloorKind
  /** How many points to show between no floor and the highest found. */
  readonly points?: number
  /** What an interrupted run of the same round and options has tried already. */
  readonly earlier?: readonly Tried[]
  /** Hears of each floor when it has been tried: keep it, and pass it as `earlier` to go on after a stop. */
  readonly onTried?: (tried: Tried) => void
  /** Hears the share of the work that is done, in [0, 1]. */
  readonly done?: (share: number) => void
}

/** The range in which the highest floor lies is halved until it is this share of the floor, or one step of it. */
const fineEnough = 0.01

/**
 * The curve of floor against total (DEFINITIONS, Rounds 5): the matching of greatest total, then the highest floor
 * that can be kept, by halving the range between what is kept anyway and what nobody can reach, then floors
 * between the two. Deterministic: the same round, in whatever order its requests and offers stand, gives the same.
 *
 * @throws RangeError that names the field when the round is not well formed
 */
export const curveOf = (
  round: Round,
  { kind = 'capped', points = 6, earlier = [], onTried = () => {}, done = () => {} }: CurveOptions = {},
): Curve => {
  const market = marketOf(round)
  const optimum = optimumOf(market, (share) => done(0.3 * share))
  const worthOf = worthIn(market)
  const known = new Map(earlier.map((tried) => [tried.floor, tried]))
  const keep = (tried: Tried): Tried => {
    known.set(tried.floor, tried)
    onTried(tried)
    return tried
  }
  const withPairs = (floor: number, pairs: Int32Array, bound: number): Tried => {
    const inRound = pairsInRound(market, pairs)
    return keep({ floor, pairs: inRound, figures: figuresOf(round, inRound), bound })
  }
  const tryFloor = (floor: number): Tried => {
    const before = known.get(floor)
    if (before) return before
    const { pairs, bound } = greatestUnder(market, optimum, floorsOf(market, floor, kind))
    if (pairs) return withPairs(floor, pairs, bound / 1e6)
    return keep(bound === Number.NEGATIVE_INFINITY ? { floor } : { floor, bound: bound / 1e6 })
  }

  const greatest = known.get(0) ?? withoutFloor(market, optimum, (pairs, total) => withPairs(0, pairs, total))
  const steps = floorSteps(market)
  const kept = Math.round((greatest.figures?.worst ?? 0) * 1e6)
  let low = steps.lastUpTo(kept)
  let proven = highestThinkable(market, optimum, kind)
  let high = steps.lastUpTo(proven)
  if (tryFloor(high).pairs) low = high
  else if (tryFloor(high).bound === undefined) proven = high - 1
  const range = high - low
  for (;;) {
    const middle = steps.between(low, high)
    if (middle === undefined || (market.perRequest > 1 && high - low < fineEnough * high)) break
    const tried = tryFloor(middle)
    if (tried.pairs) low = middle
    else {
      high = middle
      if (tried.bound === undefined) proven = Math.min(proven, middle - 1)
    }
    done(0.7 - (0.4 * (high - low)) / range)
  }
  for (let point = 1; point <= points; point++) {
    tryFloor(steps.lastUpTo(kept + ((low - kept) * point) / points))
    done(0.7 + (0.3 * point) / points)
  }
  done(1)
  return {
    points: [...known.values()]
      .flatMap((tried) => {
        const { pairs, figures } = tried
        return pairs && figures ? [{ ...tried, pairs, figures }] : []
      })
      .sort((a, b) => a.floor - b.floor),
    provenHighest: Math.max(low, proven),
    certificate: leastReducedCost(optimum, worthOf) / multiplierUnit / 1e6,
  }
}

const withoutFloor = (
  market: Market,
  optimum: Flow,
  found: (pairs: Int32Array, total: number) => Tried,
): Tried => {
  const pairs = leastHashed(market, optimum, worthIn(market))
  return found(pairs, pairs.reduce((sum, pair) => sum + market.weights[pair]!, 0) / 1e6)
}

/** The floors worth trying: sums of weights are multiples of what divides all weights. */
const floorSteps = ({ weights }: Market) => {
  let step = 0
  for (const weight of weights) if (weight !== forbidden && step !== 1) step = divisorOf(step, weight)
  const unit = Math.max(1, step)
  const lastUpTo = (floor: number) => Math.floor(floor / unit) * unit
  return {
    lastUpTo,
    between: (low: number, high: number): number | undefined => {
      const middle = lastUpTo((low + high) / 2)
      return middle > low && middle < high ? middle : undefined
    },
  }
}

const divisorOf = (a: number, b: number): number => (b === 0 ? a : divisorOf(b, a % b))
