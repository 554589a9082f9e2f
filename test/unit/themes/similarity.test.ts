import { describe, expect, it } from 'vitest'
import { themeSimilarity } from '../../../shared/themes/similarity.ts'
import { type ThemeId, themeIds } from '../../../shared/themes/themes.ts'

describe('theme similarity', () => {
  // 15 themes, 9 headings, 1 root: a heading of k themes has information content 1 − ln(k + 1) ÷ ln 25.
  it.each<readonly [ThemeId, ThemeId, number, string]>([
    ['waste-management', 'waste-management', 1, 'the same theme'],
    ['water-supply', 'wastewater', 1 - Math.log(4) / Math.log(25), 'two of three under one heading'],
    [
      'staff-training',
      'inter-municipal-cooperation',
      1 - Math.log(3) / Math.log(25),
      'two under one heading',
    ],
    ['tourism', 'culture-heritage-sport', 0.5, 'a curated link'],
    ['tourism', 'rural-development', 0.5, 'a curated link'],
    ['citizen-involvement', 'e-services', 0.5, 'a curated link'],
    ['waste-management', 'tourism', 0, 'nothing in common'],
    ['fisheries', 'water-supply', 0, 'nothing in common'],
  ])('of %s and %s is %d: %s', (a, b, similarity) => {
    expect(themeSimilarity(a, b)).toBeCloseTo(similarity, 12)
  })

  it('is about .55 for siblings under a heading of three', () => {
    expect(themeSimilarity('waste-management', 'wastewater')).toBeCloseTo(0.569, 3)
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
