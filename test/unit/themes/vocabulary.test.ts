import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { languages } from '../../../shared/messages/languages.ts'
import { commissions } from '../../../shared/themes/theme-facts.ts'
import {
  alternativesIn,
  labelOf,
  labelsIn,
  scopeNotesIn,
  wordLanguages,
} from '../../../shared/themes/theme-words.ts'
import {
  headingIds,
  headingOf,
  isThemeId,
  narrowerThan,
  themeIds,
  themeOf,
  themes,
} from '../../../shared/themes/themes.ts'

describe('the vocabulary', () => {
  it('has every theme under one heading that knows it', () => {
    expect(new Set([...themeIds, ...headingIds]).size).toBe(themeIds.length + headingIds.length)
    for (const id of themeIds) expect(narrowerThan(headingOf(id))).toContain(id)
    expect(headingIds.flatMap(narrowerThan)).toEqual(themeIds)
  })

  it('names ids in small letters, since they stand in addresses and keys', () => {
    for (const id of [...themeIds, ...headingIds]) expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/)
  })

  it('says of each theme its EuroVoc concept, goals, acquis chapters and commissions', () => {
    for (const { id, eurovoc, sdg, acquis, commissions: dealing } of themes) {
      expect(eurovoc, id).toMatch(/^(\d+|c_[0-9a-f]{8})$/)
      for (const [numbers, last] of [
        [sdg, 17],
        [acquis, 35],
      ] as const) {
        expect(numbers.length, id).toBeGreaterThan(0)
        expect(new Set(numbers).size, id).toBe(numbers.length)
        for (const number of numbers) expect(number >= 1 && number <= last, `${id} ${number}`).toBe(true)
      }
      expect(dealing.length, id).toBeGreaterThan(0)
      for (const commission of dealing) expect(commissions).toContain(commission)
    }
    expect(new Set(themes.map(({ eurovoc }) => eurovoc)).size).toBe(themes.length)
    expect(new Set(themes.flatMap((theme) => theme.commissions)).size).toBe(commissions.length)
  })

  it('names related themes from both sides, and only under other headings', () => {
    const pairs = themes.flatMap(({ id, related }) => related.map((other) => [id, other] as const))
    expect(pairs.length).toBeGreaterThan(0)
    for (const [id, other] of pairs) {
      expect(isThemeId(other), `${id} names ${other}`).toBe(true)
      expect(themeOf(other).related, `${other} ↔ ${id}`).toContain(id)
      expect(headingOf(other)).not.toBe(headingOf(id))
    }
  })

  it('knows a theme from anything else', () => {
    expect(isThemeId('waste-management')).toBe(true)
    for (const other of ['environment', 'constructor', '', undefined, 7]) expect(isThemeId(other)).toBe(false)
  })
})

describe('the words', () => {
  it('are read in every language that has a folder', () => {
    expect(readdirSync('shared/themes/words').sort()).toEqual([...wordLanguages].sort())
  })

  it.each(languages)('in %s say what belongs to each theme, and how officers call it', (language) => {
    for (const id of themeIds) {
      expect(labelOf(id, language), id).toMatch(/\S/)
      expect(scopeNotesIn(language)[id], id).toMatch(/\.$/)
      expect(alternativesIn(language)[id]?.length ?? 0, id).toBeGreaterThan(1)
    }
  })

  it.each(['de', 'el', 'es', 'it', 'mk', 'nl', 'pl', 'pt', 'ro', 'sq', 'sr-Cyrl', 'tr'] as const)(
    'in %s have other names for every theme, too',
    (language) => {
      for (const id of themeIds) expect(alternativesIn(language)[id] ?? [], id).not.toHaveLength(0)
    },
  )

  it.each(wordLanguages)('in %s name every heading and theme, each by a name of its own', (language) => {
    const labels = labelsIn(language)
    expect(Object.keys(labels)).toEqual([...headingIds, ...themeIds])
    expect(new Set(Object.values(labels)).size).toBe(headingIds.length + themeIds.length)
  })

  it.each(wordLanguages)('in %s are of themes that exist, clean, and in its own script', (language) => {
    const script = scripts[language] ?? /\p{Script=Latin}/u
    const known: readonly string[] = [...headingIds, ...themeIds]
    for (const [id, words] of [
      ...Object.entries(labelsIn(language)).map(([id, label]) => [id, [label]] as const),
      ...Object.entries(alternativesIn(language)),
    ]) {
      expect(known, language).toContain(id)
      for (const word of words) {
        expect(word, id).toBe(word.trim().normalize('NFC'))
        expect(word, id).not.toMatch(/'| {2}/)
        if (!/^(Interreg|LEADER|INSPIRE)$/.test(word)) expect(word, id).toMatch(script)
      }
    }
  })

  it.each(wordLanguages)('in %s call no theme by one word twice', (language) => {
    for (const id of themeIds) {
      const words = [labelOf(id, language), ...(alternativesIn(language)[id] ?? [])]
      expect(new Set(words.map((word) => word.toLocaleLowerCase(language))).size, id).toBe(words.length)
    }
  })

  it.each(wordLanguages)('in %s call no two themes by one word', (language) => {
    const owners = new Map<string, Set<string>>()
    for (const id of themeIds)
      for (const word of [labelOf(id, language), ...(alternativesIn(language)[id] ?? [])]) {
        const folded = word.toLocaleLowerCase(language)
        owners.set(folded, (owners.get(folded) ?? new Set()).add(id))
      }
    expect([...owners].filter(([, ids]) => ids.size > 1).map(([word, ids]) => [word, ...ids])).toEqual([])
  })
})

/** Languages that are not written in Latin letters. */
const scripts: Readonly<Record<string, RegExp>> = {
  ar: /\p{Script=Arabic}/u,
  el: /\p{Script=Greek}/u,
  uk: /\p{Script=Cyrillic}/u,
  mk: /\p{Script=Cyrillic}/u,
  bg: /\p{Script=Cyrillic}/u,
  'sr-Cyrl': /\p{Script=Cyrillic}/u,
  he: /\p{Script=Hebrew}/u,
  hy: /\p{Script=Armenian}/u,
  ka: /\p{Script=Georgian}/u,
}
