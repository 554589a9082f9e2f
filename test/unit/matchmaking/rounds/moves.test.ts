import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { greatestTotal } from '../../../../shared/matchmaking/rounds/greatest-total.ts'
import type { Round } from '../../../../shared/matchmaking/rounds/market.ts'
import { effectOf } from '../../../../shared/matchmaking/rounds/moves.ts'
import { brokenBy } from '../../../support/rounds/levels.ts'
import { someRound } from '../../../support/rounds/some-rounds.ts'

/** Two requests, three offers: 0 best with 0, 1 best with 1; 2 is nobody's favourite and not for request 0. */
const round: Round = {
  roundId: 'spring',
  requests: ['Ohrid', 'Zliten'],
  offers: ['Kranj', 'Utrecht', 'Gdańsk'],
  weights: Int32Array.of(900_000, 400_000, -1, 300_000, 800_000, 200_000),
  perRequest: 1,
  capacity: [1, 1, 1],
  lower: [0, 0, 0],
}
const { pairs } = greatestTotal(round)

describe('moving single pairs by hand', () => {
  it('shows what it costs, and whom', () => {
    const effect = effectOf(round, pairs, [{ request: 1, from: 1, to: 2 }])
    expect(effect.before.total).toBeCloseTo(1.7, 12)
    expect(effect.after?.total).toBeCloseTo(1.1, 12)
    expect(effect.changes).toEqual([{ request: 1, before: 0.8, after: 0.2 }])
    expect(effect.objections).toEqual([])
    expect(effect.pairs).toEqual([
      { request: 0, offer: 0 },
      { request: 1, offer: 2 },
    ])
  })

  it('lets two requests swap, though either move alone would find the offer full', () => {
    const one = effectOf(round, pairs, [{ request: 0, from: 0, to: 1 }])
    expect(one.objections).toEqual([{ reason: 'offer-full', offer: 1, holders: [0, 1] }])
    expect(one.pairs).toBeUndefined()
    const both = effectOf(round, pairs, [
      { request: 0, from: 0, to: 1 },
      { request: 1, from: 1, to: 0 },
    ])
    expect(both.objections).toEqual([])
    expect(both.after?.total).toBeCloseTo(0.7, 12)
  })

  it.each([
    [{ request: 0, from: 0, to: 2 }, 'not-eligible'],
    [{ request: 0, from: 1, to: 0 }, 'not-matched'],
    [{ request: 0, to: 0 }, 'matched-already'],
    [{ request: 1, to: 2 }, 'request-full'],
    [{ request: 7, to: 0 }, 'unknown'],
    [{ request: 0 }, 'unknown'],
  ])('objects to %o: %s', (move, reason) => {
    const { objections, pairs: after } = effectOf(round, pairs, [move])
    expect(objections.map((each) => each.reason)).toContain(reason)
    expect(after).toBeUndefined()
  })

  it('warns when somebody falls below a floor or an offer below its lower bound, and leaves the choice', () => {
    const wanted = { ...round, lower: [0, 1, 0] }
    const effect = effectOf(wanted, pairs, [{ request: 1, from: 1, to: 2 }], [500_000, 500_000])
    expect(effect.objections).toEqual([
      { reason: 'below-lower', offer: 1, short: 1 },
      { reason: 'below-floor', request: 1, sum: 0.2, floor: 0.5 },
    ])
    expect(effect.after?.total).toBeCloseTo(1.1, 12)
  })

  it('breaks no rule, and never gains on the greatest total', () => {
    const place = fc.option(fc.integer({ min: 0, max: 7 }), { nil: undefined })
    const move = fc
      .record({ request: fc.integer({ min: 0, max: 9 }), from: place, to: place })
      .map(({ request, from, to }) => ({
        request,
        ...(from !== undefined && { from }),
        ...(to !== undefined && { to }),
      }))
    fc.assert(
      fc.property(someRound({ requests: 8, offers: 6, perRequest: 1 }), fc.array(move), (some, moves) => {
        const free = { ...some, lower: some.lower.map(() => 0) }
        const best = greatestTotal(free)
        const effect = effectOf(free, best.pairs, moves)
        if (!effect.pairs || !effect.after) return
        expect(brokenBy(free, effect.pairs)).toEqual([])
        if (effect.pairs.length === best.pairs.length)
          expect(effect.after.total).toBeLessThanOrEqual(best.figures.total + 1e-9)
      }),
    )
  })
})
