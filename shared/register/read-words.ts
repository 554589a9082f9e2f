import { type Token, tokensOf } from './folding.ts'

/** One thing that was typed: a word, or words in quotes that must stand side by side. */
export type QueryUnit =
  | {
      readonly kind: 'word'
      readonly word: Token
      /** The last word of a query may be unfinished: it also finds what begins with it. */
      readonly unfinished: boolean
    }
  | { readonly kind: 'phrase'; readonly words: readonly Token[] }

const quotes = /["“”„«»]/u

/**
 * What was typed, in order. The last word counts as unfinished unless a space or quotes follow it. A quote
 * without its partner is a quote at the end of what comes before it.
 */
export const readWords = (q: string): QueryUnit[] => {
  const parts = q.split(quotes)
  const units: QueryUnit[] = []
  for (const [at, part] of parts.entries()) {
    const words = tokensOf(part)
    const quoted = at % 2 === 1 && at < parts.length - 1
    if (quoted) {
      if (words.length > 0) units.push({ kind: 'phrase', words })
      continue
    }
    const open = at === parts.length - 1 && !/\s$/u.test(part)
    for (const [n, word] of words.entries())
      units.push({ kind: 'word', word, unfinished: open && n === words.length - 1 })
  }
  return units
}
