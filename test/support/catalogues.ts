import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { IntlMessageFormat } from 'intl-messageformat'
import { fallbackLanguage, type Language } from '../../shared/messages/languages.ts'

const messages = join(import.meta.dirname, '../../shared/messages')

type Texts = Readonly<Record<string, string>>

const textsIn = (folder: string, name: string): Texts =>
  JSON.parse(readFileSync(join(messages, folder, `${name}.json`), 'utf8'))

/** The names of the files in a folder under `shared/messages`, without `.json`. */
export const namesIn = (folder: string): readonly string[] =>
  readdirSync(join(messages, folder))
    .map((file) => file.replace(/\.json$/, ''))
    .sort()

/** The features that have texts. */
export const catalogueNames: readonly string[] = namesIn(`catalogs/${fallbackLanguage}`)

/** One feature's texts in a language, as they are on disk. */
export const catalogueOf = (language: Language, name: string): Texts => textsIn(`catalogs/${language}`, name)

/** Every text of a language, by key. */
export const textsOf = (language: Language): Texts =>
  Object.assign({}, ...catalogueNames.map((name) => catalogueOf(language, name)))

/** One feature's notes for translators. */
export const notesOf = (name: string): Texts => textsIn('notes', name)

/**
 * The values of a text: those it shows, and all, with those that only choose between words (a verb's number, say,
 * which another language may not need); and the plural forms that it has.
 */
export const partsOf = (text: string, language: Language) => {
  const all = new Set<string>()
  const shown = new Set<string>()
  const plurals: string[][] = []
  type Node = {
    type: number
    value?: string
    options?: Record<string, { value: Node[] }>
    pluralType?: string
  }
  const visit = (nodes: readonly Node[]): void => {
    for (const node of nodes) {
      // In the syntax tree 0 is text, 5 a select, 6 a plural and 7 its #.
      if (node.type !== 0 && node.type !== 7 && node.value !== undefined) {
        all.add(node.value)
        const choices = Object.values(node.options ?? {}).flatMap(({ value }) => value)
        if (node.type < 5 || choices.some(({ type }) => type === 7)) shown.add(node.value)
      }
      if (node.type === 6) plurals.push(Object.keys(node.options ?? {}))
      for (const option of Object.values(node.options ?? {})) visit(option.value)
    }
  }
  visit(new IntlMessageFormat(text, language, undefined, { ignoreTag: true }).getAst() as Node[])
  return { all, shown, plurals }
}
