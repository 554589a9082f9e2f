import { keysOf, type Token, tokensOf } from './folding.ts'
import { readWords } from './read-words.ts'
import { stemOf } from './stemming.ts'

/** A piece of a text, and whether it is what was searched for. */
export type TextPiece = { readonly text: string; readonly marked: boolean }

/** Marks the words of a text (in a language, for its stems) that a search met. */
export type MarkWords = (text: string, language?: string) => readonly TextPiece[]

/**
 * Marks what was typed, in any of its forms, and the words that stood in for it.
 *
 * @param q as it was typed
 * @param similar words that were searched as well: one typing error away, or other names of a place
 */
export const markerOf = (q: string, similar: readonly string[]): MarkWords => {
  const units = readWords(q)
  const words = units.flatMap((unit) => (unit.kind === 'word' ? [unit.word] : unit.words))
  const last = units.at(-1)
  const begun = last?.kind === 'word' && last.unfinished ? keysOf(last.word) : []
  const exact = new Set([...words, ...similar.flatMap(tokensOf)].flatMap(keysOf))
  const meets = (token: Token, language: string | undefined): boolean =>
    keysOf(token).some(
      (key) =>
        exact.has(key) ||
        begun.some((beginning) => key.startsWith(beginning)) ||
        (language !== undefined &&
          stemOf(key, language) !== undefined &&
          words.some((word) => stemOf(word.folded, language) === stemOf(key, language))),
    )
  return (text, language) => {
    if (exact.size === 0) return [{ text, marked: false }]
    const pieces: { text: string; marked: boolean }[] = []
    const add = (piece: string, marked: boolean) => {
      const before = pieces.at(-1)
      if (before && before.marked === marked) before.text += piece
      else if (piece !== '') pieces.push({ text: piece, marked })
    }
    let end = 0
    for (const match of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
      const [run] = match
      add(text.slice(end, match.index), false)
      add(
        run,
        tokensOf(run).some((token) => meets(token, language)),
      )
      end = match.index + run.length
    }
    add(text.slice(end), false)
    return pieces
  }
}
