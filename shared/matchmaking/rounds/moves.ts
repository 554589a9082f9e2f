import { forbidden, type Round } from './market.ts'
import { type Figures, figuresOf, type Pair, sumsOf } from './matching.ts'

/** One change by hand: a pair is taken out, put in, or a request changes from one offer to another. */
export type Move = {
  readonly request: number
  /** Taken out; undefined: only put in. */
  readonly from?: number
  /** Put in; undefined: only taken out. */
  readonly to?: number
}

/** What speaks against moves. All but `below-lower` and `below-floor` keep them from being made. */
type Objection =
  | { readonly reason: 'unknown' | 'not-matched' | 'not-eligible' | 'matched-already'; readonly move: number }
  /** More offers than the request wants. */
  | { readonly reason: 'request-full'; readonly request: number }
  /** More requests than the offer takes; who holds it could be moved as well. */
  | { readonly reason: 'offer-full'; readonly offer: number; readonly holders: readonly number[] }
  | { readonly reason: 'below-lower'; readonly offer: number; readonly short: number }
  /** A request that had what the floor asks would have less; sums in units of fit. */
  | { readonly reason: 'below-floor'; readonly request: number; readonly sum: number; readonly floor: number }

/** What moves would bring. */
export type Effect = {
  /** In the round's order; undefined where an objection keeps the moves from being made. */
  readonly pairs?: readonly Pair[]
  readonly before: Figures
  readonly after?: Figures
  /** Each request whose sum changes, in units of fit. */
  readonly changes: readonly { readonly request: number; readonly before: number; readonly after: number }[]
  readonly objections: readonly Objection[]
}

/**
 * The effect of moving single pairs by hand, all moves at once (so that two requests can swap): figures before and
 * after, who gains and loses, and what speaks against it. Nothing is changed; the person decides.
 *
 * @param floors of each request in 10⁻⁶, where the matching was made with a floor
 */
export const effectOf = (
  round: Round,
  pairs: readonly Pair[],
  moves: readonly Move[],
  floors?: ArrayLike<number>,
): Effect => {
  const { requests, offers, weights, perRequest, capacity, lower } = round
  const width = offers.length
  const matched = new Set(pairs.map(({ request, offer }) => request * width + offer))
  const objections: Objection[] = []
  const fits = (place: number | undefined, count: number) =>
    place === undefined || (Number.isInteger(place) && place >= 0 && place < count)
  const known = moves.map(
    ({ request, from, to }) =>
      fits(request, requests.length) && fits(from, width) && fits(to, width) && (from ?? to) !== undefined,
  )
  for (const [move, { request, from }] of moves.entries()) {
    if (!known[move]) objections.push({ reason: 'unknown', move })
    else if (from !== undefined && !matched.delete(request * width + from))
      objections.push({ reason: 'not-matched', move })
  }
  for (const [move, { request, to }] of moves.entries()) {
    if (!known[move] || to === undefined) continue
    const pair = request * width + to
    if (weights[pair] === forbidden) objections.push({ reason: 'not-eligible', move })
    else if (matched.has(pair)) objections.push({ reason: 'matched-already', move })
    else matched.add(pair)
  }
  const after = [...matched]
    .sort((a, b) => a - b)
    .map((pair) => ({ request: Math.floor(pair / width), offer: pair % width }))

  const holders = offers.map((): number[] => [])
  const counts = requests.map(() => 0)
  for (const { request, offer } of after) {
    holders[offer]!.push(request)
    counts[request]!++
  }
  for (const [request, count] of counts.entries())
    if (count > perRequest) objections.push({ reason: 'request-full', request })
  for (const [offer, own] of holders.entries())
    if (own.length > capacity[offer]!) objections.push({ reason: 'offer-full', offer, holders: own })
  const prevented = objections.length > 0

  const sumsBefore = sumsOf(round, pairs)
  const sumsAfter = sumsOf(round, after)
  const loadsBefore = offers.map(() => 0)
  for (const { offer } of pairs) loadsBefore[offer]!++
  for (const [offer, own] of holders.entries())
    if (own.length < Math.min(lower[offer]!, loadsBefore[offer]!))
      objections.push({ reason: 'below-lower', offer, short: lower[offer]! - own.length })
  for (const [request, sum] of sumsAfter.entries()) {
    const floor = floors?.[request]
    if (floor !== undefined && sumsBefore[request]! >= floor && sum < floor)
      objections.push({ reason: 'below-floor', request, sum: sum / 1e6, floor: floor / 1e6 })
  }
  return {
    ...(!prevented && { pairs: after, after: figuresOf(round, after) }),
    before: figuresOf(round, pairs),
    changes: prevented
      ? []
      : requests.flatMap((_, request) =>
          sumsBefore[request] === sumsAfter[request]
            ? []
            : [{ request, before: sumsBefore[request]! / 1e6, after: sumsAfter[request]! / 1e6 }],
        ),
    objections,
  }
}
