import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lorenzCurve, measuredFairness } from '../../../shared/matchmaking/measure-fairness.ts'
import { peersOf } from '../../../shared/matchmaking/peers-index.ts'
import type { Entry } from '../../../shared/register/entry.ts'
import { anEntry, anItem } from '../../support/builders.ts'
import { registerOf } from '../../support/register-entries.ts'

const asking = (entryId: string, stated = {}) =>
  anEntry({ entryId, items: [anItem({ entryId, direction: 'request', ...stated })] })
const offering = (entryId: string, stated = {}) =>
  anEntry({ entryId, items: [anItem({ entryId, ...stated })] })
const measure = (entries: readonly Entry[], most = 100) =>
  measuredFairness(peersOf(registerOf(...entries)), {
    spent: new Map(),
    now: '2026-11-23T12:00:00.000Z',
    most,
  })

describe('fairness of a register', () => {
  it('shows each request its peers, and counts offers that nobody is shown', async () => {
    const found = await measure([
      asking('zliten'),
      offering('utrecht'),
      offering('ghent'),
      offering('kranj'),
      offering('pula', { theme: 'fisheries' }),
    ])
    expect(found).toMatchObject({ requests: 1, asked: 1, offers: 4, neverShown: 0.25, withThreeGoodPeers: 1 })
    expect(found.exposure).toEqual([0, 1, 1, 1])
  })

  it('leaves out what only the secretariat sees, and whose time is over', async () => {
    const found = await measure([
      asking('zliten', { visibility: 'secretariat' }),
      offering('utrecht', { visibility: 'secretariat' }),
      { ...offering('ghent'), until: '2026-01-01' },
    ])
    expect(found).toMatchObject({ requests: 0, offers: 0 })
    expect(found.withThreeGoodPeers).toBeUndefined()
  })

  it('asks the same requests, whatever their order, where there are too many', async () => {
    const requests = Array.from({ length: 30 }, (_, n) =>
      asking(`asks${n}`, n < 15 ? {} : { theme: 'fisheries' }),
    )
    const entries = [...requests, offering('utrecht'), offering('pula', { theme: 'fisheries' })]
    const found = await measure(entries, 10)
    expect(found).toMatchObject({ requests: 30, asked: 10 })
    expect(await measure(entries.toReversed(), 10)).toEqual(found)
  })
})

describe('the Lorenz curve', () => {
  it('is straight where all are shown alike, and lies on the floor up to the last where one has all', () => {
    expect(lorenzCurve([2, 2, 2, 2], 4).map(({ shown }) => shown)).toEqual([0, 0.25, 0.5, 0.75, 1])
    expect(lorenzCurve([0, 0, 0, 8], 4).map(({ shown }) => shown)).toEqual([0, 0, 0, 0, 1])
    expect(lorenzCurve([0, 0], 4)).toEqual([])
  })

  it('rises from nothing to all, never above the straight line', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50), { minLength: 10, maxLength: 60 }), (values) => {
        fc.pre(values.some((value) => value > 0))
        const curve = lorenzCurve(
          values.toSorted((a, b) => a - b),
          values.length,
        )
        expect(curve.at(-1)?.shown).toBeCloseTo(1, 12)
        for (const { offers, shown } of curve) expect(shown).toBeLessThanOrEqual(offers + 1e-9)
      }),
    )
  })
})
