import { describe, expect, it } from 'vitest'
import { themeSimilarity } from '../../../shared/themes/similarity.ts'
import { headingOf, narrowerThan, type ThemeId, themeIds } from '../../../shared/themes/themes.ts'

describe('theme similarity', () => {
  // 46 themes, 12 headings, 1 root: a heading of k themes has information content 1 − ln(k + 1) ÷ ln 59.
  it.each<readonly [ThemeId, ThemeId, number, string]>([
    ['waste-management', 'waste-management', 1, 'the same theme'],
    ['water-supply', 'wastewater', 1 - Math.log(5) / Math.log(59), 'two of four under one heading'],
    ['public-procurement', 'internal-audit', 1 - Math.log(7) / Math.log(59), 'two of six under one heading'],
    ['e-services', 'open-geodata', 1 - Math.log(3) / Math.log(59), 'the two under one heading'],
    ['tourism', 'culture-heritage-sport', 0.5, 'a curated link'],
    ['tourism', 'rural-development', 0.5, 'a curated link'],
    ['citizen-involvement', 'e-services', 0.5, 'a curated link'],
    ['waste-management', 'tourism', 0, 'nothing in common'],
    ['fisheries', 'water-supply', 0, 'nothing in common'],
  ])('of %s and %s is %d: %s', (a, b, similarity) => {
    expect(themeSimilarity(a, b)).toBeCloseTo(similarity, 12)
  })

  it('is about .55 for siblings, whatever their heading, and never so little that it excludes', () => {
    const siblings = themeIds.flatMap((a) =>
      narrowerThan(headingOf(a))
        .filter((b) => b !== a)
        .map((b) => themeSimilarity(a, b)),
    )
    expect(siblings.length).toBeGreaterThan(themeIds.length)
    expect(Math.min(...siblings)).toBeGreaterThan(0.5)
    expect(Math.max(...siblings)).toBeLessThan(0.75)
    expect(siblings.reduce((sum, each) => sum + each, 0) / siblings.length).toBeCloseTo(0.59, 2)
  })

  it('is the same from either side, in [0, 1], and 1 only for the same theme', () => {
    for (const a of themeIds)
      for (const b of themeIds) {
        expect(themeSimilarity(a, b)).toBe(themeSimilarity(b, a))
        expect(themeSimilarity(a, b)).toBeGreaterThanOrEqual(0)
        expect(themeSimilarity(a, b) === 1).toBe(a === b)
      }
  })
})
