import { describe, expect, it } from 'vitest'
import { tokensOf } from '../../../shared/register/folding.ts'
import { themesNamed } from '../../../shared/register/theme-names.ts'
import { alternativesIn, labelOf, wordLanguages } from '../../../shared/themes/theme-words.ts'
import { themeIds } from '../../../shared/themes/themes.ts'

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

  it('and no whole name of a theme, in any language and spelling, is one of another theme', () => {
    const owners = new Map<string, Set<string>>()
    for (const language of wordLanguages)
      for (const theme of themeIds)
        for (const name of [labelOf(theme, language), ...(alternativesIn(language)[theme] ?? [])]) {
          const words = tokensOf(name)
          const forms = Math.max(...words.map((word) => word.forms.length))
          for (let form = 0; form < forms; form++) {
            const spelling = words.map((word) => word.forms[form] ?? word.folded).join(' ')
            owners.set(spelling, (owners.get(spelling) ?? new Set()).add(theme))
          }
        }
    expect(owners.size).toBeGreaterThan(5000)
    expect([...owners].filter(([, themes]) => themes.size > 1)).toEqual([])
  })

  it.each(['water', 'eau', 'вода', 'воду', 'مياه', 'المياه', 'Wasser'])('and %s is water supply', (word) => {
    expect(themesNamed(tokensOf(word), true)).toEqual(['water-supply'])
    expect(themesNamed(tokensOf(word))).toEqual(['water-supply'])
  })

  it.each(['نفايات', 'النفايات', 'والنفايات', 'للنفايات'])(
    'in Arabic with its article and without: %s',
    (word) => {
      expect(themesNamed(tokensOf(word))).toEqual(['waste-management'])
    },
  )
})
