import { readFileSync } from 'node:fs'
import { IntlMessageFormat } from 'intl-messageformat'
import { fallbackLanguage, type Language, localeOf } from './languages.ts'

/** Values for a message's ICU placeholders. */
type MessageValues = Readonly<Record<string, string | number | Date>>

/**
 * Gives a text in one language. `key` is `<catalogue>.<rest>`: the part before the first dot names the
 * file under `catalogs/<language>/`. Throws on a key that no catalogue has: a missing text is a defect,
 * found by the test that reads every key in the code.
 */
export type Messages = {
  readonly language: Language
  /** For `Intl`: how dates, numbers and lists are written. */
  readonly locale: string
  (key: string, values?: MessageValues): string
  /** Whether the text exists (in this language or the fallback). */
  has(key: string): boolean
}

type Catalogue = Readonly<Record<string, string>>

const catalogues = new Map<string, Catalogue>()
const formats = new Map<string, IntlMessageFormat>()

/**
 * Reads one feature's texts in one language: `catalogs/<language>/<feature>.json` beside this module (and
 * beside the bundle when deployed), so that a cold start reads only the files its pages use.
 */
const catalogue = (language: Language, feature: string): Catalogue => {
  const id = `${language}/${feature}`
  let found = catalogues.get(id)
  if (!found) {
    if (!/^[a-z-]+$/.test(feature)) throw new Error(`no catalogue is named '${feature}'`)
    found = JSON.parse(readFileSync(new URL(`./catalogs/${id}.json`, import.meta.url), 'utf8')) as Catalogue
    catalogues.set(id, found)
  }
  return found
}

const textOf = (language: Language, key: string): { text: string; language: Language } | undefined => {
  const feature = key.slice(0, key.indexOf('.'))
  for (const candidate of [language, fallbackLanguage]) {
    const text = catalogue(candidate, feature)[key]
    if (text !== undefined) return { text, language: candidate }
  }
  return undefined
}

/** The messages of a language, with English where a text is not translated. */
export const messagesIn = (language: Language): Messages => {
  const format = (key: string, values?: MessageValues): string => {
    const found = textOf(language, key)
    if (!found) throw new Error(`no message '${key}'`)
    const id = `${found.language}/${key}`
    let compiled = formats.get(id)
    if (!compiled) {
      compiled = new IntlMessageFormat(found.text, localeOf(found.language), undefined, { ignoreTag: true })
      formats.set(id, compiled)
    }
    return String(compiled.format(values as Record<string, string>))
  }
  return Object.assign(format, {
    language,
    locale: localeOf(language),
    has: (key: string) => textOf(language, key) !== undefined,
  })
}
