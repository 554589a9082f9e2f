import type { Language } from '../messages/languages.ts'

/** Languages people can work in: the 24 of the EU and those of the partner countries (DESIGN 15). */
export const workingLanguages = [
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
  'ar',
  'az',
  'bs',
  'cnr',
  'he',
  'hy',
  'ka',
  'mk',
  'ru',
  'sq',
  'sr',
  'tr',
  'uk',
] as const

/** Names that people use where `Intl.DisplayNames` does not: it calls Montenegrin a Serbian in some languages. */
const usedNames: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: {},
  fr: { cnr: 'monténégrin' },
  uk: { cnr: 'чорногорська' },
  ar: { cnr: 'لغة الجبل الأسود' },
}

/** What a language (BCP 47) is called in a language of the pages. */
export const languageLabel = (code: string, language: Language): string =>
  usedNames[language][code] ?? new Intl.DisplayNames(language, { type: 'language' }).of(code) ?? code
