import { describe, expect, it } from 'vitest'
import { demonstrationEntries, usualSeed } from '../../../infra/local/demonstration/demonstration-entries.ts'
import {
  demonstrationIntroductions,
  introducedAmong,
} from '../../../infra/local/demonstration/demonstration-introductions.ts'
import { introductionStates } from '../../../shared/matchmaking/introductions/introduction.ts'
import { shelfOf } from '../../../shared/matchmaking/introductions/shelf.ts'

const now = '2026-11-23T09:00:00.000Z'
const options = { seed: usualSeed, now, addressKey: 'any' }
const imported = [...demonstrationEntries({ entries: introducedAmong, ...options })]
const made = () => demonstrationIntroductions(imported, options)
const introductions = made()

describe('the demonstration’s introductions', () => {
  it('are the same each time, and there are some in every state and to confirm', () => {
    expect(made()).toEqual(introductions)
    const shelves = new Set(introductions.map(shelfOf))
    expect([...introductionStates].filter((state) => !shelves.has(state))).toEqual([])
    expect(shelves).toContain('to-confirm')
    expect(introductions.length).toBeGreaterThanOrEqual(25)
  })

  it('happen after both have answered and before now, in order', () => {
    for (const { entryIds, history } of introductions) {
      const times = history.map(({ at }) => at)
      expect(times).toEqual([...times].sort())
      const answered = imported
        .filter(({ entry }) => entryIds.includes(entry.entryId))
        .map(({ entry }) => entry.updatedAt)
      expect(answered).toHaveLength(2)
      for (const at of answered) expect(times[0]?.localeCompare(at)).toBeGreaterThan(0)
      expect(times.at(-1)?.localeCompare(now)).toBeLessThanOrEqual(0)
    }
  })

  it('join each authority at most once, and about what one asks for and the other offers', () => {
    const ids = introductions.flatMap(({ entryIds }) => entryIds)
    expect(new Set(ids).size).toBe(ids.length)
    for (const { about } of introductions) expect(about.length).toBe(1)
  })
})
