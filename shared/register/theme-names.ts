import { type ThemeId, themeIds } from '../themes/themes.ts'
import type { Token } from './folding.ts'
import { begunBy, namedBy, type SpellingColumn, spellingsOf } from './spelling-column.ts'
import { stemmedLanguages } from './stemming.ts'
import { shortestPart, themeSpellings } from './theme-spellings.ts'

/** A word that could mean more themes than this names none of them. */
const mostThemesOfPart = 2

/**
 * The themes of which these words are a label in some language: 'Abfallwirtschaft' → waste-management. One word
 * alone also names a theme as a part of its label in a language of the pages ('water' → water-supply) and, while it
 * may be unfinished, as the beginning of any label ('abfall'), unless it could mean more than two themes.
 */
export const themesNamed = (words: readonly Token[], unfinished = false): readonly ThemeId[] => {
  const { names, parts, longest } = themeSpellings()
  const [word] = words
  if (!word || words.length > longest) return []
  const spellings = [...spellingsOf(words, stemmedLanguages)]
  const found = new Set(spellings.flatMap((spelling) => themesAt(names, spelling)))
  if (found.size === 0 && words.length === 1 && word.folded.length >= shortestPart) {
    for (const id of few(spellings.flatMap((spelling) => themesAt(parts, spelling)))) found.add(id)
    if (found.size === 0 && unfinished)
      for (const id of few([names, parts].flatMap((column) => themesBegunBy(word, column)))) found.add(id)
  }
  return [...found].sort()
}

const few = (ids: readonly ThemeId[]): readonly ThemeId[] => {
  const different = [...new Set(ids)]
  return different.length <= mostThemesOfPart ? different : []
}

const themeNumbered = (number: number): readonly ThemeId[] => themeIds.slice(number, number + 1)

const themesAt = (column: SpellingColumn, spelling: string): readonly ThemeId[] =>
  namedBy(column, spelling).flatMap(themeNumbered)

const themesBegunBy = (word: Token, column: SpellingColumn): readonly ThemeId[] =>
  word.forms
    .filter((form) => form.length >= shortestPart)
    .flatMap((form) => begunBy(column, form).flatMap(themeNumbered))

/** How many words the longest name of a theme has. */
export const longestThemeName = (): number => themeSpellings().longest
