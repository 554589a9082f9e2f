import type { Language } from './languages.ts'

const made = new Map<string, Intl.DisplayNames>()

/**
 * What a region (ISO 3166-1) or language (BCP 47) is called in a language of the pages, as CLDR has it; the code itself
 * where CLDR has no name. The tables behind it are kept: making them costs more than a page's other words together.
 */
export const displayName = (type: 'region' | 'language', code: string, language: Language): string => {
  const key = `${type} ${language}`
  let names = made.get(key)
  if (!names) {
    names = new Intl.DisplayNames(language, { type, fallback: 'code' })
    made.set(key, names)
  }
  return names.of(code) ?? code
}
