import { existsSync, readFileSync } from 'node:fs'
import { languages } from '../messages/languages.ts'
import { alternativesIn, labelsIn, wordLanguages } from '../themes/theme-words.ts'
import { headingIds, narrowerThan, type ThemeId, themeIds } from '../themes/themes.ts'
import { type Token, tokensOf } from './folding.ts'
import { stemOf } from './stemming.ts'

/** Spellings in the order of their code units, each with the themes (by their place in `themeIds`) that it names. */
export type SpellingColumn = {
  readonly spellings: readonly string[]
  readonly themes: readonly (readonly number[])[]
}

/** How themes are spelled in every language and script. */
export type ThemeSpellings = {
  /** Whole labels and alternatives; a heading's label stands for all themes under it. */
  readonly names: SpellingColumn
  /** Single words of the labels in the languages of the pages. */
  readonly parts: SpellingColumn
  /** How many words the longest name has. */
  readonly longest: number
}

/** Shorter words of a label are articles and prepositions. */
export const shortestPart = 4

/** Words as one text in each form: folded, each Latin spelling, and stemmed in each of some languages. */
export const spellingsOf = (words: readonly Token[], languages: readonly string[]): Set<string> => {
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

type Known = Map<string, Set<ThemeId>>

const learnIn = (known: Known, spellings: Iterable<string>, ids: readonly ThemeId[]) => {
  for (const spelling of spellings) {
    const themesThere = known.get(spelling) ?? new Set()
    for (const id of ids) themesThere.add(id)
    known.set(spelling, themesThere)
  }
}

const columnOf = (known: Known): SpellingColumn => {
  const sorted = [...known].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  return {
    spellings: sorted.map(([spelling]) => spelling),
    themes: sorted.map(([, ids]) => [...ids].map((id) => themeIds.indexOf(id))),
  }
}

/** Spells every name of every theme: some 0.2 s of folding, transliterating and stemming. */
export const spellThemes = (): ThemeSpellings => {
  const names: Known = new Map()
  const parts: Known = new Map()
  let longest = 0
  const learn = (label: string, language: string, ids: readonly ThemeId[], byParts: boolean) => {
    const words = tokensOf(label)
    if (words.length === 0) return
    longest = Math.max(longest, words.length)
    learnIn(names, spellingsOf(words, [language]), ids)
    if (byParts)
      for (const word of words)
        if (word.folded.length >= shortestPart) learnIn(parts, spellingsOf([word], [language]), ids)
  }
  for (const language of wordLanguages) {
    const labels = labelsIn(language)
    const alternatives = alternativesIn(language)
    for (const id of themeIds) {
      learn(labels[id], language, [id], (languages as readonly string[]).includes(language))
      for (const other of alternatives[id] ?? []) learn(other, language, [id], false)
    }
    for (const id of headingIds) learn(labels[id], language, narrowerThan(id), false)
  }
  return { names: columnOf(names), parts: columnOf(parts), longest }
}

/** Where a bundle has them beside itself, spelled when it was made, so that no cold start spends the time. */
export const spellingsFile = 'theme-spellings.json'

let spelled: ThemeSpellings | undefined

/** How themes are spelled: read from beside the bundle, or worked out where nothing was bundled. */
export const themeSpellings = (): ThemeSpellings => {
  if (spelled) return spelled
  const file = new URL(`./${spellingsFile}`, import.meta.url)
  spelled = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as ThemeSpellings) : spellThemes()
  return spelled
}

/** The first place in a column with a spelling that is not before the given one. */
export const placeOf = ({ spellings }: SpellingColumn, spelling: string): number => {
  let [low, high] = [0, spellings.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((spellings[middle] ?? '') < spelling) low = middle + 1
    else high = middle
  }
  return low
}
