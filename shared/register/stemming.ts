import { stemmer as arabic } from '@orama/stemmers/arabic'
import { stemmer as dutch } from '@orama/stemmers/dutch'
import { stemmer as english } from '@orama/stemmers/english'
import { stemmer as french } from '@orama/stemmers/french'
import { stemmer as german } from '@orama/stemmers/german'
import { stemmer as italian } from '@orama/stemmers/italian'
import { stemmer as portuguese } from '@orama/stemmers/portuguese'
import { stemmer as romanian } from '@orama/stemmers/romanian'
import { stemmer as spanish } from '@orama/stemmers/spanish'
import { stemmer as turkish } from '@orama/stemmers/turkish'
import { stemmer as ukrainian } from '@orama/stemmers/ukrainian'

/** Snowball's stemmers for the languages most written here; the rest (110 kB) would cost every cold start. */
const stemmers: Readonly<Record<string, (word: string) => string>> = {
  ar: arabic,
  de: german,
  en: english,
  es: spanish,
  fr: french,
  it: italian,
  nl: dutch,
  pt: portuguese,
  ro: romanian,
  tr: turkish,
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
