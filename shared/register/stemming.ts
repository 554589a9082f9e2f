import { createRequire } from 'node:module'

/**
 * Snowball's stemmers for the languages most written here, 58 kB, each read when a word of its language is first
 * stemmed: most requests stem none (`#late/…`: infra/bundle.ts).
 */
const stemmers = {
  ar: '#late/stemmer-arabic',
  de: '#late/stemmer-german',
  en: '#late/stemmer-english',
  es: '#late/stemmer-spanish',
  fr: '#late/stemmer-french',
  it: '#late/stemmer-italian',
  nl: '#late/stemmer-dutch',
  uk: '#late/stemmer-ukrainian',
} as const

const isStemmed = (language: string): language is keyof typeof stemmers => Object.hasOwn(stemmers, language)

const load = createRequire(import.meta.url)
const loaded = new Map<string, (word: string) => string>()

const stemmerOf = (language: keyof typeof stemmers): ((word: string) => string) => {
  const known = loaded.get(language)
  if (known) return known
  const { stemmer }: typeof import('#late/stemmer-english') = load(stemmers[language])
  loaded.set(language, stemmer)
  return stemmer
}

export const stemmedLanguages: readonly string[] = Object.keys(stemmers)

/**
 * The key under which a folded word meets other forms of itself in a text of one language: `en:collect` for
 * 'collecting'. Undefined for languages without a stemmer. Both sides are folded first, so 'sécurité' and
 * 'securite' have one stem.
 *
 * @param language BCP 47, of which the first part counts
 */
export const stemOf = (folded: string, language: string): string | undefined => {
  const base = language.split('-')[0]?.toLowerCase() ?? ''
  return isStemmed(base) ? `${base}:${stemmerOf(base)(folded)}` : undefined
}
