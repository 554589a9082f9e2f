import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { periodOf } from '../../../shared/digests/period.ts'

describe('a period', () => {
  it('is the ISO week or the month, by the calendar of Brussels', () => {
    expect(periodOf('weekly', '2026-11-23T05:00:00Z')).toBe('2026-W48')
    expect(periodOf('monthly', '2026-11-23T05:00:00Z')).toBe('2026-11')
  })

  it('begins at midnight in Brussels, in winter and in summer', () => {
    expect(periodOf('weekly', '2026-11-22T22:59:59Z')).toBe('2026-W47')
    expect(periodOf('weekly', '2026-11-22T23:00:00Z')).toBe('2026-W48')
    expect(periodOf('weekly', '2026-07-19T21:59:59Z')).toBe('2026-W29')
    expect(periodOf('weekly', '2026-07-19T22:00:00Z')).toBe('2026-W30')
    expect(periodOf('monthly', '2026-12-31T23:30:00Z')).toBe('2027-01')
  })

  it('gives the days around New Year to the year of their Thursday', () => {
    expect(periodOf('weekly', '2026-12-31T12:00:00Z')).toBe('2026-W53')
    expect(periodOf('weekly', '2027-01-03T12:00:00Z')).toBe('2026-W53')
    expect(periodOf('weekly', '2027-01-04T12:00:00Z')).toBe('2027-W01')
    expect(periodOf('weekly', '2024-12-30T12:00:00Z')).toBe('2025-W01')
    expect(periodOf('weekly', '2021-01-01T12:00:00Z')).toBe('2020-W53')
  })

  it('changes exactly once in seven days, whenever one begins to count', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 * 365 }), (day) => {
        const noon = (n: number) => new Date(Date.UTC(2000, 0, 1 + n, 12)).toISOString()
        const weeks = new Set(Array.from({ length: 8 }, (_, n) => periodOf('weekly', noon(day + n))))
        expect(weeks.size).toBe(2)
      }),
    )
  })
})
