import fc from 'fast-check'
import type { Round } from '../../../shared/matchmaking/rounds/market.ts'

const ids = (letter: string, count: number) => Array.from({ length: count }, (_, n) => `${letter}${n}`)

/**
 * Small rounds of every kind: few distinct weights so that much ties, some pairs forbidden, offers that want more.
 * Weights are thousandths: HiGHS forgives a floor missed by 10⁻⁶.
 */
export const someRound = (most: {
  requests: number
  offers: number
  perRequest: number
}): fc.Arbitrary<Round> =>
  fc
    .record({
      requests: fc.integer({ min: 1, max: most.requests }),
      offers: fc.integer({ min: 1, max: most.offers }),
      perRequest: fc.integer({ min: 1, max: most.perRequest }),
    })
    .chain(({ requests, offers, perRequest }) =>
      fc.record({
        roundId: fc.constantFrom('spring', 'autumn'),
        requests: fc.constant(ids('request', requests)),
        offers: fc.constant(ids('offer', offers)),
        perRequest: fc.constant(perRequest),
        weights: fc
          .array(
            fc.oneof(
              { weight: 1, arbitrary: fc.constant(-1) },
              { weight: 2, arbitrary: fc.constantFrom(0, 250_000, 500_000, 1_000_000) },
              { weight: 1, arbitrary: fc.integer({ min: 0, max: 1_000 }).map((n) => 1_000 * n) },
            ),
            { minLength: requests * offers, maxLength: requests * offers },
          )
          .map((weights) => Int32Array.from(weights)),
        limits: fc.array(
          fc
            .record({ capacity: fc.integer({ min: 0, max: 3 }), lower: fc.integer({ min: 0, max: 2 }) })
            .map(({ capacity, lower }) => ({ capacity, lower: Math.min(capacity, lower) })),
          { minLength: offers, maxLength: offers },
        ),
        lowers: fc.boolean(),
      }),
    )
    .map(({ limits, lowers, ...round }) => ({
      ...round,
      capacity: limits.map(({ capacity }) => capacity),
      lower: limits.map(({ lower }) => (lowers ? lower : 0)),
    }))

/** The same round with its requests and offers in another order, by how numbers drawn at random sort. */
export const shuffled = (round: Round, order: readonly number[]): Round => {
  const sorted = (count: number, from: number) =>
    Array.from({ length: count }, (_, n) => n).sort(
      (a, b) => order[(from + a) % order.length]! - order[(from + b) % order.length]! || b - a,
    )
  const rows = sorted(round.requests.length, 0)
  const columns = sorted(round.offers.length, 7)
  const width = round.offers.length
  return {
    ...round,
    requests: rows.map((p) => round.requests[p]!),
    offers: columns.map((o) => round.offers[o]!),
    weights: Int32Array.from(rows.flatMap((p) => columns.map((o) => round.weights[p * width + o]!))),
    capacity: columns.map((o) => round.capacity[o]!),
    lower: columns.map((o) => round.lower[o]!),
  }
}
