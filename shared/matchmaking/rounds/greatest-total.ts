import { marketOf, type Round } from './market.ts'
import { type Figures, figuresOf, type Pair, pairsInRound } from './matching.ts'
import { multiplierUnit, optimumOf, worthIn } from './optimum.ts'
import { leastReducedCost } from './pricing.ts'
import { leastHashed } from './tie-break.ts'

/** The best matching of a round without a floor. */
export type GreatestTotal = {
  /** In the round's order. */
  readonly pairs: readonly Pair[]
  readonly figures: Figures
  /**
   * The least reduced cost over all pairs, places and offers, in units of fit: 0 proves that nothing better
   * exists.
   */
  readonly certificate: number
}

/**
 * Levels 0, 1, 3 and 4 (DEFINITIONS, Rounds): least shortfall below `lower`, fewest requests without any, a second,
 * a third offer, then the greatest total, then the least sum of hashes. Exact; the order of the input changes
 * nothing.
 *
 * @param done is told the share of the work that is done, in [0, 1]
 * @throws RangeError that names the field when the round is not well formed
 */
export const greatestTotal = (round: Round, done: (share: number) => void = () => {}): GreatestTotal => {
  const market = marketOf(round)
  const worthOf = worthIn(market)
  const optimum = optimumOf(market, (share) => done(0.9 * share))
  const certificate = leastReducedCost(optimum, worthOf) / multiplierUnit / 1e6
  const pairs = pairsInRound(market, leastHashed(market, optimum, worthOf))
  done(1)
  return { pairs, figures: figuresOf(round, pairs), certificate }
}
