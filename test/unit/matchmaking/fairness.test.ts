import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fairnessOf, giniOf, type Shown } from '../../../shared/matchmaking/fairness.ts'
import { goodFit } from '../../../shared/matchmaking/fit-bands.ts'

const list = (...scores: readonly number[]): Shown =>
  scores.map((score, n) => ({ offer: `offer-${n}`, score }))
const offers = ['offer-0', 'offer-1', 'offer-2', 'offer-3']

describe('fairness over the register', () => {
  it('is a Gini coefficient of 0 where all are shown alike, and nears 1 where one has all', () => {
    expect(giniOf([3, 3, 3])).toBe(0)
    expect(giniOf([0, 0, 0, 8])).toBe(0.75)
    expect(giniOf([1, 2, 3])).toBeCloseTo(2 / 9, 12)
    expect(giniOf([0, 0])).toBeUndefined()
  })

  it('has the mean absolute difference between any two, halved and over the mean, as its Gini coefficient', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50), { minLength: 1, maxLength: 30 }), (values) => {
        const sum = values.reduce((all, value) => all + value, 0)
        fc.pre(sum > 0)
        const differences = values.flatMap((a) => values.map((b) => Math.abs(a - b)))
        const expected = differences.reduce((all, each) => all + each, 0) / (2 * values.length * sum)
        expect(giniOf(values.toSorted((a, b) => a - b))).toBeCloseTo(expected, 12)
      }),
    )
  })

  it('counts offers that nobody is shown', () => {
    const seen = fairnessOf([list(0.9, 0.8), list(0.7)], offers)
    expect(seen.exposure).toEqual([0, 0, 1, 2])
    expect(seen.neverShown).toBe(0.5)
    expect(seen.exposureGini).toBeCloseTo(7 / 12, 12)
  })

  it('names the best fit that nine in ten requests reach, nobody’s being 0', () => {
    const tens = Array.from({ length: 19 }, (_, n) => list(0.05 * (n + 1)))
    expect(fairnessOf([...tens, []], offers).worstDecileFit).toBeCloseTo(0.05, 12)
    expect(fairnessOf([list(0.4)], offers).worstDecileFit).toBe(0.4)
  })

  it('sees who has at least three good peers', () => {
    const good = list(goodFit, goodFit, goodFit)
    const almost = list(1, 1, goodFit - 0.01)
    expect(fairnessOf([good, almost, [], good], offers).withThreeGoodPeers).toBe(0.5)
  })

  it('says nothing about an empty register', () => {
    expect(fairnessOf([], [])).toEqual({
      exposureGini: undefined,
      neverShown: undefined,
      worstDecileFit: undefined,
      withThreeGoodPeers: undefined,
      exposure: [],
    })
  })
})
