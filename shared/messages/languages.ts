/** The languages that the pages and mails have, by BCP 47 code. The first is the fallback. */
export const languages = ['en', 'fr', 'uk', 'ar'] as const
export type Language = (typeof languages)[number]
export const fallbackLanguage: Language = 'en'

/** The official languages of the EU, by code (Regulation No 1 of 1958, article 1, as it stands). */
export const euLanguages = [
  'bg',
  'cs',
  'da',
  'de',
  'el',
  'en',
  'es',
  'et',
  'fi',
  'fr',
  'ga',
  'hr',
  'hu',
  'it',
  'lt',
  'lv',
  'mt',
  'nl',
  'pl',
  'pt',
  'ro',
  'sk',
  'sl',
  'sv',
] as const

/** Each language's own name for itself, as it stands in the language choice. */
export const ownNames: Readonly<Record<Language, string>> = {
  en: 'English',
  fr: 'Français',
  uk: 'Українська',
  ar: 'العربية',
}

export const isLanguage = (value: unknown): value is Language =>
  (languages as readonly unknown[]).includes(value)

/**
 * The locale in which a language's dates and numbers are written: for English as the EU writes it, the day
 * before the month.
 */
export const localeOf = (language: Language): string => (language === 'en' ? 'en-GB' : language)

/** The direction in which a language is written, for `dir`. */
export const directionOf = (language: string): 'ltr' | 'rtl' =>
  ['ar', 'he', 'fa', 'ur'].includes(language.split('-')[0] ?? '') ? 'rtl' : 'ltr'

/**
 * The best of our languages for an `Accept-Language` header (RFC 9110, 12.5.4): highest weight first,
 * the order of the header among equals, `en-GB` served by `en`.
 */
export const acceptedLanguage = (header: string | undefined): Language => {
  const ranked = (header ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';')
      const weight = parameters.map((p) => /^\s*q=([\d.]+)\s*$/.exec(p)?.[1]).find((q) => q !== undefined)
      return { language: tag.split('-')[0], weight: weight === undefined ? 1 : Number(weight) }
    })
    .filter(({ language, weight }) => isLanguage(language) && weight > 0)
    .sort((a, b) => b.weight - a.weight)
  return (ranked[0]?.language as Language | undefined) ?? fallbackLanguage
}
