import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { curveOf, type Tried } from '../../../../shared/matchmaking/rounds/curve.ts'
import type { FloorKind } from '../../../../shared/matchmaking/rounds/floors.ts'
import type { Round } from '../../../../shared/matchmaking/rounds/market.ts'
import type { Pair } from '../../../../shared/matchmaking/rounds/matching.ts'
import { highsTotal } from '../../../support/rounds/highs.ts'
import { brokenBy, levelsOf } from '../../../support/rounds/levels.ts'
import { shuffled, someRound } from '../../../support/rounds/some-rounds.ts'

/** The weights of a request's eligible offers, best first. */
const weightsOf = ({ weights, offers }: Round, p: number) =>
  Array.from(weights.subarray(p * offers.length, (p + 1) * offers.length))
    .filter((weight) => weight >= 0)
    .sort((a, b) => b - a)

const floorsFor = (round: Round, floor: number, kind: FloorKind) =>
  round.requests.map((_, p) => {
    const best = weightsOf(round, p).slice(0, round.perRequest)
    return kind === 'uniform'
      ? floor
      : Math.min(
          floor,
          best.reduce((sum, weight) => sum + weight, 0),
        )
  })

/** Fully served requests below their floor. */
const belowFloor = (round: Round, pairs: readonly Pair[], floors: readonly number[]) =>
  round.requests.filter((_, p) => {
    const own = pairs.filter(({ request }) => request === p)
    const sum = own.reduce((all, { offer }) => all + round.weights[p * round.offers.length + offer]!, 0)
    const asked = Math.min(round.perRequest, weightsOf(round, p).length)
    return asked > 0 && own.length === asked && sum < floors[p]!
  })

const kinds = fc.constantFrom<FloorKind>('capped', 'uniform')

describe('the curve of floor against total', { timeout: 60_000 }, () => {
  it('keeps every floor and breaks nothing, the levels before it included', () => {
    fc.assert(
      fc.property(someRound({ requests: 10, offers: 7, perRequest: 3 }), kinds, (round, kind) => {
        const { points } = curveOf(round, { kind })
        const places = (pairs: readonly Pair[]) => levelsOf(round, pairs).slice(0, 1 + round.perRequest)
        for (const { floor, pairs } of points) {
          expect(brokenBy(round, pairs)).toEqual([])
          expect(places(pairs)).toEqual(places(points[0]!.pairs))
          expect(belowFloor(round, pairs, floorsFor(round, floor, kind))).toEqual([])
        }
      }),
    )
  })

  it('has HiGHS’s totals within the printed gap, and no floor that HiGHS could keep is called impossible', () => {
    fc.assert(
      fc.property(someRound({ requests: 9, offers: 6, perRequest: 3 }), kinds, (round, kind) => {
        const tried: Tried[] = []
        curveOf(round, { kind, points: 2, onTried: (each) => tried.push(each) })
        for (const { floor, figures, bound } of tried) {
          const best = highsTotal(round, floorsFor(round, floor, kind))
          if (bound === undefined) expect(best).toBeUndefined()
          else if (best !== undefined) expect(best).toBeLessThanOrEqual(Math.round(bound * 1e6))
          if (figures) expect(Math.round(figures.total * 1e6)).toBeLessThanOrEqual(best ?? -1)
        }
      }),
      { numRuns: 30 },
    )
  })

  it('is exact where each request gets one offer', () => {
    fc.assert(
      fc.property(someRound({ requests: 9, offers: 6, perRequest: 1 }), kinds, (round, kind) => {
        const tried: Tried[] = []
        const { provenHighest, points } = curveOf(round, {
          kind,
          points: 2,
          onTried: (each) => tried.push(each),
        })
        for (const { floor, figures } of tried)
          expect(figures && Math.round(figures.total * 1e6)).toBe(
            highsTotal(round, floorsFor(round, floor, kind)),
          )
        expect(provenHighest).toBeGreaterThanOrEqual(points.at(-1)!.floor)
      }),
      { numRuns: 30 },
    )
  })

  it('does not change with the order of the input', () => {
    const order = fc.array(fc.integer(), { minLength: 20, maxLength: 20 })
    const named = (round: Round) =>
      curveOf(round).points.map(({ floor, pairs }) => [
        floor,
        pairs.map(({ request, offer }) => `${round.requests[request]} ${round.offers[offer]}`).sort(),
      ])
    fc.assert(
      fc.property(someRound({ requests: 10, offers: 7, perRequest: 3 }), order, (round, by) => {
        expect(named(shuffled(round, by))).toEqual(named(round))
      }),
      { numRuns: 40 },
    )
  })

  it('goes on after a stop with what was tried already, to the same end', () => {
    const [round] = fc.sample(someRound({ requests: 12, offers: 8, perRequest: 3 }), { numRuns: 1, seed: 7 })
    const tried: Tried[] = []
    const whole = curveOf(round!, { onTried: (each) => tried.push(each) })
    const half = JSON.parse(JSON.stringify(tried.slice(0, Math.ceil(tried.length / 2))))
    const rest: Tried[] = []
    expect(curveOf(round!, { earlier: half, onTried: (each) => rest.push(each) })).toEqual(whole)
    expect(rest).toEqual(tried.slice(half.length))
  })
})
