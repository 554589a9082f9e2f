import { existsSync, readFileSync } from 'node:fs'
import { languages } from '../messages/languages.ts'
import { alternativesIn, labelsIn, wordLanguages } from '../themes/theme-words.ts'
import { headingIds, narrowerThan, type ThemeId, themeIds } from '../themes/themes.ts'
import { tokensOf } from './folding.ts'
import { columnOf, type Learned, learnIn, type SpellingColumn, spellingsOf } from './spelling-column.ts'

/** How themes, by their place in `themeIds`, are spelled in every language and script. */
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

/** Spells every name of every theme: some 0.2 s of folding, transliterating and stemming. */
export const spellThemes = (): ThemeSpellings => {
  const names: Learned = new Map()
  const parts: Learned = new Map()
  let longest = 0
  const numbersOf = (ids: readonly ThemeId[]) => ids.map((id) => themeIds.indexOf(id))
  const learn = (label: string, language: string, ids: readonly ThemeId[], byParts: boolean) => {
    const words = tokensOf(label)
    if (words.length === 0) return
    longest = Math.max(longest, words.length)
    learnIn(names, spellingsOf(words, [language]), numbersOf(ids))
    if (byParts)
      for (const word of words)
        if (word.folded.length >= shortestPart)
          learnIn(parts, spellingsOf([word], [language]), numbersOf(ids))
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
