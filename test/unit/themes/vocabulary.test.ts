import { describe, expect, it } from 'vitest'
import { languages } from '../../../shared/messages/languages.ts'
import { themeIds } from '../../../shared/themes/themes.ts'
import {
  headingOf,
  headings,
  isThemeId,
  labelOf,
  narrowerThan,
  themeOf,
  themes,
} from '../../../shared/themes/vocabulary.ts'

describe('the vocabulary', () => {
  it('has every theme once, in the order of the ids', () => {
    expect(themes.map(({ id }) => id)).toEqual([...themeIds])
  })

  it('gives every theme a label, a scope note, a EuroVoc concept and words in many languages', () => {
    for (const theme of themes) {
      for (const language of languages) {
        expect(labelOf(theme.id, language), theme.id).toMatch(/\S/)
        expect(theme.scopeNote[language], theme.id).toMatch(/\.$/)
      }
      expect(theme.eurovoc, theme.id).toMatch(/^(\d+|c_[0-9a-f]{8})$/)
      expect(Object.keys(theme.alternatives).length, theme.id).toBeGreaterThanOrEqual(15)
      for (const [language, words] of Object.entries(theme.alternatives)) {
        expect(words.length, `${theme.id} ${language}`).toBeGreaterThan(0)
        expect(new Set(words).size, `${theme.id} ${language}`).toBe(words.length)
        for (const word of words) expect(word, theme.id).toBe(word.trim().normalize('NFC'))
      }
    }
  })

  it('writes each language in its own script', () => {
    const scripts: Record<string, RegExp> = {
      ar: /\p{Script=Arabic}/u,
      el: /\p{Script=Greek}/u,
      uk: /\p{Script=Cyrillic}/u,
      mk: /\p{Script=Cyrillic}/u,
      bg: /\p{Script=Cyrillic}/u,
    }
    for (const theme of themes)
      for (const [language, script] of Object.entries(scripts))
        for (const word of theme.alternatives[language] ?? []) expect(word, theme.id).toMatch(script)
  })

  it('puts every theme under a heading that knows it', () => {
    for (const { id } of themes) expect(narrowerThan(headingOf(id).id)).toContain(id)
    expect(headings.flatMap(({ id }) => narrowerThan(id)).toSorted()).toEqual([...themeIds].toSorted())
  })

  it('names related themes from both sides, and only under other headings', () => {
    for (const { id, related, broader } of themes)
      for (const other of related) {
        expect(themeOf(other).related, `${other} ↔ ${id}`).toContain(id)
        expect(themeOf(other).broader).not.toBe(broader)
      }
  })

  it('knows a theme from anything else', () => {
    expect(isThemeId('waste-management')).toBe(true)
    for (const other of ['environment', 'constructor', '', undefined, 7]) expect(isThemeId(other)).toBe(false)
  })
})
