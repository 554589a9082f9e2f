import { languages } from '../messages/languages.ts'
import { alternativesIn, labelOf, scopeNotesIn, wordLanguages } from '../themes/theme-words.ts'
import type { HeadingId, ThemeId } from '../themes/themes.ts'

/** A word in each of some languages; those that have none are left out. */
export const inEach = <L extends string, T>(
  given: readonly L[],
  word: (language: L) => T | undefined,
): Record<string, T> =>
  Object.fromEntries(
    given.flatMap((language) => {
      const found = word(language)
      return found === undefined ? [] : [[language, found]]
    }),
  )

/** What a theme or heading is called, by BCP 47 code. */
export const labelsOf = (id: HeadingId | ThemeId) =>
  inEach(wordLanguages, (language) => labelOf(id, language))

/** What else a theme is called, by BCP 47 code. */
export const alternativesOf = (id: ThemeId) =>
  inEach(wordLanguages, (language) => alternativesIn(language)[id])

/** What belongs to a theme, in the languages of the pages. */
export const notesOf = (id: ThemeId) => inEach(languages, (language) => scopeNotesIn(language)[id])
