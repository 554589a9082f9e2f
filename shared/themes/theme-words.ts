import { existsSync, readFileSync } from 'node:fs'
import { euLanguages, languages } from '../messages/languages.ts'
import type { HeadingId, ThemeId } from './themes.ts'

/** The languages that the vocabulary has words in, by BCP 47 code: the pages' own, the other ones of the EU, and of its partners. */
export const wordLanguages = [
  ...new Set([
    ...languages,
    ...euLanguages,
    ...(['az', 'bs', 'cnr', 'he', 'hy', 'ka', 'mk', 'sq', 'sr-Cyrl', 'sr-Latn', 'tr'] as const),
  ]),
] as const
export type WordLanguage = (typeof wordLanguages)[number]

type Labels = Readonly<Record<HeadingId | ThemeId, string>>
type Alternatives = Readonly<Partial<Record<ThemeId, readonly string[]>>>
type Notes = Readonly<Partial<Record<ThemeId, string>>>

const read = new Map<string, unknown>()

/**
 * Reads `words/<language>/<part>.json` beside this module (and beside the bundle when deployed): a page reads the
 * labels of its language, and only the search reads every language. A part that a language lacks is empty.
 */
const wordsOf = (language: WordLanguage, part: 'labels' | 'alternatives' | 'notes'): unknown => {
  const name = `${language}/${part}`
  let found = read.get(name)
  if (!found) {
    const file = new URL(`./words/${name}.json`, import.meta.url)
    found = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
    read.set(name, found)
  }
  return found
}

/** What the headings and themes are called in a language: the preferred labels, as in SKOS. */
export const labelsIn = (language: WordLanguage): Labels => wordsOf(language, 'labels') as Labels

/** A theme's or heading's preferred label. */
export const labelOf = (id: ThemeId | HeadingId, language: WordLanguage): string => labelsIn(language)[id]

/** Words that officers really use for each theme beside its label: 'rubbish' for waste management. */
export const alternativesIn = (language: WordLanguage): Alternatives =>
  wordsOf(language, 'alternatives') as Alternatives

/** What belongs to each theme, and what does not, where people could doubt: in the languages of the pages. */
export const scopeNotesIn = (language: WordLanguage): Notes => wordsOf(language, 'notes') as Notes
