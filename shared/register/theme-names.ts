import type { ThemeId } from '../themes/themes.ts'
import { headings, narrowerThan, themes } from '../themes/vocabulary.ts'
import { type Token, tokensOf } from './folding.ts'
import { stemmedLanguages, stemOf } from './stemming.ts'

/** Words as one text in each form: folded, each Latin spelling, and stemmed in each of some languages. */
const spellingsOf = (words: readonly Token[], languages: readonly string[]): Set<string> => {
  const spellings = new Set<string>()
  const forms = Math.max(...words.map((word) => word.forms.length))
  for (let form = 0; form < forms; form++)
    spellings.add(words.map((word) => word.forms[form] ?? word.folded).join(' '))
  for (const language of languages) {
    const stems = words.map((word) => stemOf(word.folded, language))
    if (stems.every((stem) => stem !== undefined)) spellings.add(stems.join(' '))
  }
  return spellings
}

let names:
  | { readonly themesOf: ReadonlyMap<string, ReadonlySet<ThemeId>>; readonly longest: number }
  | undefined

/** Every label of every theme in every language; a heading's labels stand for all themes under it. */
const allNames = () => {
  if (names) return names
  const themesOf = new Map<string, Set<ThemeId>>()
  let longest = 0
  const learn = (label: string, language: string, ids: readonly ThemeId[]) => {
    const words = tokensOf(label)
    if (words.length === 0) return
    longest = Math.max(longest, words.length)
    for (const spelling of spellingsOf(words, [language])) {
      const known = themesOf.get(spelling) ?? new Set()
      for (const id of ids) known.add(id)
      themesOf.set(spelling, known)
    }
  }
  for (const { id, labels, alternatives } of themes) {
    for (const [language, label] of Object.entries(labels)) learn(label, language, [id])
    for (const [language, others] of Object.entries(alternatives))
      for (const other of others) learn(other, language, [id])
  }
  for (const { id, labels } of headings)
    for (const [language, label] of Object.entries(labels)) learn(label, language, narrowerThan(id))
  names = { themesOf, longest }
  return names
}

/**
 * The themes of which these words are a label in some language: 'Abfallwirtschaft' → waste-management.
 * Empty for words that are a part of a label only.
 */
export const themesNamed = (words: readonly Token[]): readonly ThemeId[] => {
  const { themesOf, longest } = allNames()
  if (words.length === 0 || words.length > longest) return []
  const found = new Set<ThemeId>()
  for (const spelling of spellingsOf(words, stemmedLanguages))
    for (const id of themesOf.get(spelling) ?? []) found.add(id)
  return [...found].sort()
}

/** How many words the longest label has. */
export const longestThemeName = (): number => allNames().longest
