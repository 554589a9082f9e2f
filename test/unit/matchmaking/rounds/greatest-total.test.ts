import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { greatestTotal } from '../../../../shared/matchmaking/rounds/greatest-total.ts'
import type { Round } from '../../../../shared/matchmaking/rounds/market.ts'
import { shortfallsOf, unservedOf } from '../../../../shared/matchmaking/rounds/matching.ts'
import { highsTotal } from '../../../support/rounds/highs.ts'
import { brokenBy, compareLevels, levelsOf, matchingsOf } from '../../../support/rounds/levels.ts'
import { shuffled, someRound } from '../../../support/rounds/some-rounds.ts'

const named = (round: Round) =>
  greatestTotal(round)
    .pairs.map(({ request, offer }) => `${round.requests[request]} ${round.offers[offer]}`)
    .sort()

/** One row a request; −1: forbidden. */
const aRound = (fits: readonly (readonly number[])[], stated: Partial<Round> = {}): Round => ({
  roundId: 'spring',
  requests: fits.map((_, n) => `request-${n}`),
  offers: (fits[0] ?? []).map((_, n) => `offer-${n}`),
  weights: Int32Array.from(fits.flat(), (fit) => (fit < 0 ? -1 : Math.round(fit * 1e6))),
  perRequest: 1,
  capacity: (fits[0] ?? []).map(() => 1),
  lower: (fits[0] ?? []).map(() => 0),
  ...stated,
})

// HiGHS in WebAssembly takes its time on a busy machine.
describe('the matching of greatest total', { timeout: 60_000 }, () => {
  it('is the best of all, level by level, the hashes included', () => {
    fc.assert(
      fc.property(someRound({ requests: 4, offers: 3, perRequest: 3 }), (round) => {
        const { pairs, certificate } = greatestTotal(round)
        expect(brokenBy(round, pairs)).toEqual([])
        expect(certificate).toBeGreaterThanOrEqual(0)
        const found = levelsOf(round, pairs)
        let best = found
        for (const other of matchingsOf(round)) {
          const levels = levelsOf(round, other)
          if (compareLevels(levels, best) < 0) best = levels
        }
        expect(found).toEqual(best)
      }),
      { numRuns: 150 },
    )
  })

  it('equals HiGHS’s optimum', () => {
    fc.assert(
      fc.property(someRound({ requests: 14, offers: 8, perRequest: 4 }), (round) => {
        const { pairs, figures } = greatestTotal(round)
        expect(brokenBy(round, pairs)).toEqual([])
        expect(Math.round(figures.total * 1e6)).toBe(highsTotal(round))
      }),
      { numRuns: 40 },
    )
  })

  it('does not change with the order of the input', () => {
    const order = fc.array(fc.integer(), { minLength: 20, maxLength: 20 })
    fc.assert(
      fc.property(someRound({ requests: 12, offers: 9, perRequest: 3 }), order, (round, by) => {
        expect(named(shuffled(round, by))).toEqual(named(round))
      }),
    )
  })

  it('knows few offers of each request at first and still finds those it needs', () => {
    // All want the same 64 offers most, which have one place each: most requests need an offer beyond them.
    const fits = Array.from({ length: 150 }, (_, p) =>
      Array.from({ length: 160 }, (_, o) => (o < 64 ? 0.9 : 0.1) + ((p * 7 + o * 13) % 100) / 1000),
    )
    const { pairs, certificate, figures } = greatestTotal(aRound(fits))
    expect(pairs).toHaveLength(150)
    expect(certificate).toBeGreaterThanOrEqual(0)
    expect(figures.worst).toBeGreaterThan(0.1)
  })

  it('gives everybody one offer before anybody a second, though it costs fit', () => {
    const round = aRound([
      [1, 1],
      [0.1, 0.1],
    ])
    const { figures } = greatestTotal({ ...round, perRequest: 2 })
    expect(figures.total).toBeCloseTo(1.1, 12)
  })

  it('tells how far it is', () => {
    const shares: number[] = []
    greatestTotal(aRound([[1, 0.5]]), (share) => shares.push(share))
    expect(shares).toEqual(shares.toSorted((a, b) => a - b))
    expect(shares.at(-1)).toBe(1)
  })

  it.each([
    [{ requests: ['a', 'a'] }, 'requests'],
    [{ perRequest: 0 }, 'perRequest'],
    [{ capacity: [1] }, 'capacity'],
    [{ capacity: [1, -1] }, 'capacity'],
    [{ lower: [2, 0] }, 'lower'],
    [{ weights: Int32Array.of(1, 2, 3) }, 'weights'],
    [{ weights: Int32Array.of(1, 2, 3, 1_000_001) }, 'weights'],
  ])('refuses %o, naming %s', (wrong, field) => {
    const round = aRound([
      [1, 1],
      [1, 1],
    ])
    expect(() => greatestTotal({ ...round, ...wrong })).toThrow(field)
  })
})

describe('what could not be served', () => {
  it('says why: nothing eligible, too little eligible, or others in the same few places', () => {
    const round = aRound(
      [
        [-1, -1, -1],
        [-1, -1, 1],
        [1, 0.9, -1],
        [1, 0.5, -1],
        [0.2, 0.1, -1],
      ],
      { perRequest: 2, capacity: [2, 2, 5] },
    )
    const { pairs } = greatestTotal(round)
    expect(unservedOf(round, pairs)).toMatchObject([
      { request: 0, missing: 2, reason: 'no-eligible' },
      { request: 1, missing: 1, reason: 'few-eligible', eligible: 1 },
      { missing: 1, reason: 'places-taken', competing: 3, places: 4 },
      { missing: 1, reason: 'places-taken', competing: 3, places: 4 },
    ])
  })

  it('names the offers whose lower bound cannot be attained', () => {
    const round = aRound([[1, 1]], { capacity: [2, 2], lower: [1, 2] })
    const { pairs } = greatestTotal({ ...round, perRequest: 2 })
    expect(shortfallsOf(round, pairs)).toEqual([{ offer: 1, short: 1 }])
  })
})
