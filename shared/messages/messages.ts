import { existsSync, readFileSync } from 'node:fs'
import { IntlMessageFormat } from 'intl-messageformat'
import { choosingIn, type Parsed } from './compile-catalogue.ts'
import { markedAs } from './fallback-marks.ts'
import { isolated } from './isolate.ts'
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

/** A text as translators write it or, beside a bundle, parsed already (`compile-catalogue.ts`): the bundles have no parser. */
type Text = string | Parsed
type Catalogue = Readonly<Record<string, Text>>

/** A text ready to be filled in, and the names of the values that choose between its words. */
type Format = { readonly fillIn: IntlMessageFormat; readonly choosing: ReadonlySet<string> }

const catalogues = new Map<string, Catalogue>()
const formats = new Map<string, Format>()

/**
 * Reads one feature's texts in one language: `catalogs/<language>/<feature>.json` beside this module (and
 * beside the bundle when deployed), so that a cold start reads only the files its pages use. A language need not have
 * every file: what it lacks is said in the fallback's words.
 */
const catalogue = (language: Language, feature: string): Catalogue => {
  const id = `${language}/${feature}`
  let found = catalogues.get(id)
  if (!found) {
    if (!/^[a-z-]+$/.test(feature)) throw new Error(`no catalogue is named '${feature}'`)
    const file = new URL(`./catalogs/${id}.json`, import.meta.url)
    found =
      language === fallbackLanguage || existsSync(file)
        ? (JSON.parse(readFileSync(file, 'utf8')) as Catalogue)
        : {}
    catalogues.set(id, found)
  }
  return found
}

const textOf = (language: Language, key: string): { text: Text; language: Language } | undefined => {
  const feature = key.slice(0, key.indexOf('.'))
  for (const candidate of [language, fallbackLanguage]) {
    const text = catalogue(candidate, feature)[key]
    if (text !== undefined) return { text, language: candidate }
  }
  return undefined
}

const formatOf = (text: Text, language: Language): Format => {
  const fillIn = new IntlMessageFormat(text as Parsed, localeOf(language), undefined, { ignoreTag: true })
  return { fillIn, choosing: choosingIn(fillIn.getAst()) }
}

/**
 * The values as they go into a text of a language: names of the other direction are isolated, but not what chooses
 * between words.
 */
const valuesFor = (choosing: ReadonlySet<string>, language: Language, values: MessageValues = {}) =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' && !choosing.has(name) ? isolated(value, language) : value,
    ]),
  ) as Record<string, string>

/**
 * The messages of a language, with English where a text is not translated.
 *
 * @param marked whether texts of another language are marked as such inside the string (`fallback-marks.ts`): for
 *   what becomes HTML by `renderPage` or a letter; never for what leaves us as plain text or JSON
 */
export const messagesIn = (language: Language, { marked = false } = {}): Messages => {
  const format = (key: string, values?: MessageValues): string => {
    const found = textOf(language, key)
    if (!found) throw new Error(`no message '${key}'`)
    const id = `${found.language}/${key}`
    let compiled = formats.get(id)
    if (!compiled) {
      compiled = formatOf(found.text, found.language)
      formats.set(id, compiled)
    }
    const { fillIn, choosing } = compiled
    const text = String(fillIn.format(valuesFor(choosing, found.language, values)))
    return marked && found.language !== language ? markedAs(found.language, text) : text
  }
  return Object.assign(format, {
    language,
    locale: localeOf(language),
    has: (key: string) => textOf(language, key) !== undefined,
  })
}
