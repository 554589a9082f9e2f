import { displayName } from '../messages/display-names.ts'
import { euLanguages, type Language } from '../messages/languages.ts'

/** Languages people can work in: the 24 of the EU and those of the partner countries (DESIGN 15). */
export const workingLanguages = [
  ...euLanguages,
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

/** Names that people use where CLDR's are others: it calls Montenegrin a Serbian in some languages. */
const usedNames: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: {},
  fr: { cnr: 'monténégrin' },
  uk: { cnr: 'чорногорська' },
  ar: { cnr: 'لغة الجبل الأسود' },
}

/** What a language (BCP 47) is called in a language of the pages. */
export const languageLabel = (code: string, language: Language): string =>
  usedNames[language][code] ?? displayName('language', code, language)
