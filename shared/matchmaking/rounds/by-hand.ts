import { floorsOf } from './floors.ts'
import { roundOf } from './freeze-round.ts'
import type { Fits, KeptRound, Participants } from './kept-round.ts'
import { marketOf, type Round } from './market.ts'
import { figuresOf, type Pair, unservedOf } from './matching.ts'
import { type Effect, effectOf, type Move } from './moves.ts'
import type { Outcome } from './run-round.ts'

/** A round's outcome with what was moved by hand, and what it was matched from. */
export type RoundByHand = {
  readonly round: Round
  readonly participants: Participants
  readonly fits: Fits
  readonly outcome: Outcome
}

/** The parts of a round as they were kept, for moving pairs by hand; undefined while it is not matched. */
export const roundByHand = (
  kept: KeptRound,
  parts: {
    readonly participants: Participants | undefined
    readonly fits: Fits | undefined
    readonly outcome: Outcome | undefined
  },
): RoundByHand | undefined => {
  const { participants, fits, outcome } = parts
  if (!participants || !fits || !outcome) return undefined
  const round = roundOf(kept, participants, fits)
  return { round, participants, fits, outcome: movedOutcome(outcome, round, fits, kept.moves ?? []) }
}

/** The same outcome with the moves of each point made, one after the other; where nothing was moved, as it was. */
const movedOutcome = (
  outcome: Outcome,
  round: Round,
  { choices }: Fits,
  moves: NonNullable<KeptRound['moves']>,
): Outcome => ({
  ...outcome,
  points: outcome.points.map((point) => {
    const own = moves.filter(({ floor }) => floor === point.floor)
    if (own.length === 0) return point
    const pairs = own.reduce<readonly Pair[]>(
      (before, move) => effectOf(round, before, [move]).pairs ?? before,
      point.pairs,
    )
    // What was proven of the matching as it was is not known of this one.
    const { gap: _, ...rest } = point
    return {
      ...rest,
      figures: figuresOf(round, pairs),
      pairs: pairs.map(({ request, offer }) => {
        const pair = request * round.offers.length + offer
        return { request, offer, weight: round.weights[pair]!, choice: choices[pair]! }
      }),
      unserved: unservedOf(round, pairs),
    }
  }),
})

/** What one move would bring to the matching under a floor; undefined for a floor that is no point of the curve. */
export const effectUnder = (
  { round, outcome }: RoundByHand,
  floor: number,
  move: Move,
): Effect | undefined => {
  const point = outcome.points.find((each) => each.floor === floor)
  return point && effectOf(round, point.pairs, [move], floorsInRound(round, floor))
}

/** Each request's floor in the round's order, as the curve asked for it. */
const floorsInRound = (round: Round, floor: number): Float64Array => {
  const market = marketOf(round)
  const floors = new Float64Array(round.requests.length)
  for (const [p, each] of floorsOf(market, floor, 'capped').entries()) floors[market.requestOrder[p]!] = each
  return floors
}
