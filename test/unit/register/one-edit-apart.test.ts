import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { oneEditApart } from '../../../shared/register/one-edit-apart.ts'

/** Optimal string alignment by its textbook table. */
const distance = (one: string, other: string): number => {
  const [a, b] = [[...one], [...other]]
  const table = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  )
  const at = (i: number, j: number) => table[i]?.[j] as number
  for (let i = 1; i <= a.length; i++)
    for (let j = 1; j <= b.length; j++) {
      const costs = [at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1)]
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) costs.push(at(i - 2, j - 2) + 1)
      ;(table[i] as number[])[j] = Math.min(...costs)
    }
  return at(a.length, b.length)
}

describe('one edit apart', () => {
  it('is a letter more, less or other, or two neighbours exchanged', () => {
    for (const typo of ['wate', 'wasste', 'wasce', 'wsate']) expect(oneEditApart(typo, 'waste')).toBe(true)
    for (const other of ['waste', 'wtsae', 'wst', 'wastes!!'])
      expect(oneEditApart(other, 'waste')).toBe(false)
  })

  it('is what the textbook table says, in code points', () => {
    const words = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '𝒳'), maxLength: 7 })
    fc.assert(
      fc.property(words, words, (one, other) => {
        expect(oneEditApart(one, other)).toBe(distance(one, other) === 1)
      }),
      { numRuns: 3000 },
    )
  })
})
