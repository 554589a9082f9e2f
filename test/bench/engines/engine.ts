import { keysOf, type Token, tokensOf } from '../../../shared/register/folding.ts'
import { stemmedLanguages, stemOf } from '../../../shared/register/stemming.ts'

/** An item as every engine gets it: its number and the same tokens (DEFINITIONS, Search 6). */
export type Document = { readonly id: number; readonly tokens: readonly string[] }

/** A word of a query: the tokens that it is the same as, of which the first ones may be beginnings. */
export type AskedWord = {
  readonly typed: Token
  readonly keys: readonly string[]
  readonly stems: readonly string[]
  readonly prefix: boolean
}
export type AskedQuery = {
  readonly words: readonly AskedWord[]
  readonly combine: 'AND' | 'OR'
  /** One typing error is forgiven. */
  readonly fuzzy?: true
}

/** An engine under test. `build` and `open` run in processes of their own. */
export type Engine = {
  /** Puts the documents into files below a folder; gives their bytes. */
  build(documents: () => Iterable<Document>, folder: string): Promise<number>
  open(folder: string): Promise<OpenEngine>
}
export type OpenEngine = {
  /** Whether the engine can be asked this. */
  answers(query: AskedQuery): boolean
  /** The numbers of all documents that are hit, in any order. */
  hits(query: AskedQuery): Promise<ArrayLike<number>> | ArrayLike<number>
}

/** The tokens of a text in a language: every form of every word, and its stems as `en:collect`. */
export const tokensIn = (text: string, language: string): string[] =>
  tokensOf(text).flatMap((token) =>
    keysOf(token).flatMap((key) => {
      const stem = stemOf(key, language)
      return stem === undefined ? [key] : [key, stem]
    }),
  )

export const askedWord = (typed: Token, prefix: boolean): AskedWord => {
  const keys = keysOf(typed)
  const stems = [
    ...new Set(keys.flatMap((key) => stemmedLanguages.map((language) => stemOf(key, language) as string))),
  ]
  return { typed, keys, stems, prefix }
}

/** Letters and digits only, whatever the word, and beginnings stay beginnings: four hex digits a code unit. */
export const hexOf = (token: string): string => {
  let hex = ''
  for (let at = 0; at < token.length; at++) hex += token.charCodeAt(at).toString(16).padStart(4, '0')
  return hex
}
