import { describe, expect, it } from 'vitest'
import { tokensOf } from '../../../shared/register/folding.ts'
import { themesNamed } from '../../../shared/register/theme-names.ts'

describe('a word names a theme', () => {
  it.each([
    ['as its label in any language', 'Abfallwirtschaft', ['waste-management']],
    ['as a part of a label', 'waste', ['waste-management']],
    ['as a part of a label, in another script', 'النفايات', ['waste-management']],
  ])('%s', (_, word, expected) => {
    expect(themesNamed(tokensOf(word))).toEqual(expected)
  })

  it('as the beginning of a label, while it may be unfinished', () => {
    expect(themesNamed(tokensOf('abfallw'), true)).toEqual(['waste-management'])
    expect(themesNamed(tokensOf('abfallw'))).toEqual([])
  })

  it('unless it could mean more than two', () => {
    // Begins labels of integrity plans, inter-municipal cooperation and internal audit, in several languages.
    expect(themesNamed(tokensOf('inte'), true)).toEqual([])
  })

  it('and water finds what is about water', () => {
    expect(themesNamed(tokensOf('water'), true)).toContain('water-supply')
  })
})
