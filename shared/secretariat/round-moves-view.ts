import type * as z from 'zod/mini'
import { effectUnder, type RoundByHand } from '../matchmaking/rounds/by-hand.ts'
import type { KeptRound } from '../matchmaking/rounds/kept-round.ts'
import { forbidden } from '../matchmaking/rounds/market.ts'
import type { Figures } from '../matchmaking/rounds/matching.ts'
import type { Effect, Move } from '../matchmaking/rounds/moves.ts'
import type { Messages } from '../messages/messages.ts'
import { labelOf } from '../themes/theme-words.ts'
import type { movedPairSchema } from './desk-rounds-operations.ts'

/** A request of a round with whom it could have, and what a move would bring. */
export type MovedPairView = z.output<ReturnType<typeof movedPairSchema>>

/** Which pair is to be moved, by the ids that people and programs know. */
export type NamedMove = {
  readonly floor: number
  readonly request: string
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/** The places that a named move is about; undefined where the round knows nothing of that name. */
export const placesOf = (
  { participants }: RoundByHand,
  { request, from, to }: NamedMove,
): Move | undefined => {
  const offerAt = (entryId: string) => participants.offers.findIndex((each) => each.entryId === entryId)
  const move = {
    request: participants.requests.findIndex(({ itemId }) => itemId === request),
    ...(from !== undefined && { from: offerAt(from) }),
    ...(to !== undefined && { to: offerAt(to) }),
  }
  return Object.values(move).some((place) => place < 0) ? undefined : move
}

/**
 * A request under a floor, the authorities that it could have (those it has first, then by fit) and, for a move, what it
 * would bring, with sentences in the language of `t`. Undefined where round, floor or request do not know each other.
 */
export const movedPairView = (
  kept: KeptRound,
  byHand: RoundByHand,
  named: NamedMove,
  t: Messages,
): MovedPairView | undefined => {
  const { round, participants, outcome } = byHand
  const point = outcome.points.find(({ floor }) => floor === named.floor)
  const place = participants.requests.findIndex(({ itemId }) => itemId === named.request)
  const asking = participants.requests[place]
  if (!point || !asking) return undefined
  const width = round.offers.length
  const has = new Set(point.pairs.filter(({ request }) => request === place).map(({ offer }) => offer))
  const loads = round.offers.map(() => 0)
  for (const { offer } of point.pairs) loads[offer] = (loads[offer] ?? 0) + 1
  const offers = participants.offers
    .map((offer, at) => ({
      offer: offer.entryId,
      authority: offer.authority,
      weight: round.weights[place * width + at] ?? forbidden,
      matched: has.has(at),
      free: Math.max(0, (round.capacity[at] ?? 0) - (loads[at] ?? 0)),
    }))
    .filter(({ weight }) => weight !== forbidden)
    .sort(
      (a, b) => Number(b.matched) - Number(a.matched) || b.weight - a.weight || (a.offer < b.offer ? -1 : 1),
    )
  const move = named.from !== undefined || named.to !== undefined ? placesOf(byHand, named) : undefined
  const effect = move && effectUnder(byHand, named.floor, move)
  return {
    roundId: kept.roundId,
    floor: named.floor,
    request: asking.itemId,
    requestAuthority: asking.authority,
    themeLabel: labelOf(asking.theme, t.language),
    wanted: round.perRequest,
    offers: offers.map(({ weight, ...each }) => ({ ...each, fit: weight / 1e6 })),
    ...(named.from !== undefined && { from: named.from }),
    ...(named.to !== undefined && { to: named.to }),
    ...(effect && { effect: effectView(effect, byHand, t) }),
  }
}

const figuresView = ({ total, worst, pairs }: Figures) => ({
  total,
  ...(worst !== undefined && { worst }),
  pairs,
})

const effectView = (
  { pairs, before, after, changes, objections }: Effect,
  { participants: { requests, offers } }: RoundByHand,
  t: Messages,
): NonNullable<MovedPairView['effect']> => {
  const asks = (place: number) => requests[place]?.authority ?? ''
  const offersName = (place: number) => offers[place]?.authority ?? ''
  const number = new Intl.NumberFormat(t.locale, { maximumFractionDigits: 2 })
  const sentence = (objection: Effect['objections'][number]): string => {
    const say = (values: Record<string, string | number> = {}) =>
      t(`secretariat.rounds.objection.${objection.reason}`, values)
    switch (objection.reason) {
      case 'offer-full':
        return say({
          offer: offersName(objection.offer),
          holders: new Intl.ListFormat(t.locale).format(objection.holders.map(asks)),
        })
      case 'request-full':
        return say({ request: asks(objection.request) })
      case 'below-lower':
        return say({ offer: offersName(objection.offer), count: objection.short })
      case 'below-floor':
        return say({
          request: asks(objection.request),
          sum: number.format(objection.sum),
          floor: number.format(objection.floor),
        })
      default:
        return say()
    }
  }
  return {
    possible: pairs !== undefined,
    before: figuresView(before),
    ...(after && { after: figuresView(after) }),
    changes: changes.map(({ request, ...sums }) => ({ authority: asks(request), ...sums })),
    objections: objections.map((objection) => ({ reason: objection.reason, sentence: sentence(objection) })),
  }
}
