import { stemmer as arabic } from '@orama/stemmers/arabic'
import { stemmer as dutch } from '@orama/stemmers/dutch'
import { stemmer as english } from '@orama/stemmers/english'
import { stemmer as french } from '@orama/stemmers/french'
import { stemmer as german } from '@orama/stemmers/german'
import { stemmer as italian } from '@orama/stemmers/italian'
import { stemmer as spanish } from '@orama/stemmers/spanish'
import { stemmer as ukrainian } from '@orama/stemmers/ukrainian'

/** Snowball's stemmers for the languages most written here: 58 kB of a function's 600; the rest would be 150 more. */
const stemmers: Readonly<Record<string, (word: string) => string>> = {
  ar: arabic,
  de: german,
  en: english,
  es: spanish,
  fr: french,
  it: italian,
  nl: dutch,
  uk: ukrainian,
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
  const stem = Object.hasOwn(stemmers, base) ? stemmers[base] : undefined
  return stem && `${base}:${stem(folded)}`
}
