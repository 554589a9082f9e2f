import { languages } from '../messages/languages.ts'
import { alternativesIn, labelsIn, wordLanguages } from '../themes/theme-words.ts'
import { headingIds, narrowerThan, type ThemeId, themeIds } from '../themes/themes.ts'
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

/** A word that could mean more themes than this names none of them. */
const mostThemesOfPart = 2
/** Shorter words of a label are articles and prepositions. */
const shortestPart = 4

type ThemesOf = ReadonlyMap<string, ReadonlySet<ThemeId>>
let names:
  | {
      readonly themesOf: ThemesOf
      readonly themesOfPart: ThemesOf
      /** Both, in order of the spelling. */
      readonly sorted: readonly (readonly [string, ReadonlySet<ThemeId>])[]
      readonly longest: number
    }
  | undefined

const learnIn = (known: Map<string, Set<ThemeId>>, spellings: Iterable<string>, ids: readonly ThemeId[]) => {
  for (const spelling of spellings) {
    const themesThere = known.get(spelling) ?? new Set()
    for (const id of ids) themesThere.add(id)
    known.set(spelling, themesThere)
  }
}

/** Every label of every theme in every language; a heading's labels stand for all themes under it. */
const allNames = () => {
  if (names) return names
  const themesOf = new Map<string, Set<ThemeId>>()
  const themesOfPart = new Map<string, Set<ThemeId>>()
  let longest = 0
  const learn = (label: string, language: string, ids: readonly ThemeId[], byParts: boolean) => {
    const words = tokensOf(label)
    if (words.length === 0) return
    longest = Math.max(longest, words.length)
    learnIn(themesOf, spellingsOf(words, [language]), ids)
    if (byParts)
      for (const word of words)
        if (word.folded.length >= shortestPart) learnIn(themesOfPart, spellingsOf([word], [language]), ids)
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
  const sorted = [...themesOf, ...themesOfPart].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  names = { themesOf, themesOfPart, sorted, longest }
  return names
}

/**
 * The themes of which these words are a label in some language: 'Abfallwirtschaft' → waste-management. One word
 * alone also names a theme as a part of its label in a language of the pages ('water' → water-supply) and, while it
 * may be unfinished, as the beginning of any label ('abfall'), unless it could mean more than two themes.
 */
export const themesNamed = (words: readonly Token[], unfinished = false): readonly ThemeId[] => {
  const { themesOf, themesOfPart, longest } = allNames()
  const [word] = words
  if (!word || words.length > longest) return []
  const spellings = spellingsOf(words, stemmedLanguages)
  const found = new Set([...spellings].flatMap((spelling) => [...(themesOf.get(spelling) ?? [])]))
  if (found.size === 0 && words.length === 1 && word.folded.length >= shortestPart) {
    for (const id of few([...spellings].flatMap((spelling) => [...(themesOfPart.get(spelling) ?? [])])))
      found.add(id)
    if (found.size === 0 && unfinished) for (const id of few(begunBy(word))) found.add(id)
  }
  return [...found].sort()
}

const few = (ids: readonly ThemeId[]): readonly ThemeId[] => {
  const different = [...new Set(ids)]
  return different.length <= mostThemesOfPart ? different : []
}

const begunBy = (word: Token): ThemeId[] => {
  const { sorted } = allNames()
  return word.forms
    .filter((form) => form.length >= shortestPart)
    .flatMap((form) => {
      let [low, high] = [0, sorted.length]
      while (low < high) {
        const middle = (low + high) >> 1
        if ((sorted[middle]?.[0] ?? '') < form) low = middle + 1
        else high = middle
      }
      const found: ThemeId[] = []
      for (let at = low; sorted[at]?.[0].startsWith(form); at++) found.push(...(sorted[at]?.[1] ?? []))
      return found
    })
}

/** How many words the longest label has. */
export const longestThemeName = (): number => allNames().longest
