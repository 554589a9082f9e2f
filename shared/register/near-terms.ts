import { asTyped, keysOf, type Token } from './folding.ts'
import type { Layer } from './layer.ts'
import type { QueryUnit } from './read-words.ts'
import { numberOf, oneEditFrom, rangeOf, wordAt } from './segment/dictionary.ts'
import { publicHits, standsInPublic, wordHits } from './word-hits.ts'

/** Words shorter than this are too often one edit from another word to be corrected (DEFINITIONS, Search 3). */
const shortestCorrected = 4

/** Below this many items a word that exists gets 'did you mean' (DEFINITIONS, Search 3). */
const rare = 5

/** Whether a word (unfinished: or one that begins with it) stands in anything public, whatever the filters. */
export const isKnown = (layers: readonly Layer[], word: Token, unfinished: boolean): boolean =>
  layers.some((layer) =>
    keysOf(word).some((key) => {
      const { terms } = layer.segment.columns
      if (!unfinished) {
        const term = numberOf(terms, key)
        return term !== undefined && standsInPublic(layer, term)
      }
      const [from, to] = rangeOf(terms, key)
      for (let term = from; term < to; term++) if (standsInPublic(layer, term)) return true
      return false
    }),
  )

/** The public words one edit away from a word of four letters or more, sorted. */
export const termsNear = (layers: readonly Layer[], word: Token): string[] => {
  const long = keysOf(word).filter((key) => [...key].length >= shortestCorrected)
  const found = new Set<string>()
  for (const layer of layers)
    for (const key of long)
      for (const term of oneEditFrom(layer.segment.columns.terms, key))
        if (standsInPublic(layer, term)) found.add(wordAt(layer.segment.columns.terms, term))
  return [...found].sort()
}

/**
 * 'Did you mean' for a word that exists but stands in few public items: up to three others that stand in more.
 *
 * @param hits how many public items have it
 */
export const rareWord = (
  layers: readonly Layer[],
  unit: QueryUnit,
  hits: number,
): readonly { readonly word: string; readonly instead: readonly string[] }[] => {
  // A common word, as most are, costs nothing.
  if (hits >= rare || unit.kind === 'phrase' || !isKnown(layers, unit.word, unit.unfinished)) return []
  const itemsWith = (word: Token, unfinished: boolean): number => {
    let count = 0
    for (const layer of layers)
      count += publicHits(layer, wordHits(layer, word, { unfinished, similar: [], averageWords: 1 }))
    return count
  }
  const keys = keysOf(unit.word)
  const instead = termsNear(layers, unit.word)
    .filter((term) => !keys.some((key) => (unit.unfinished ? term.startsWith(key) : term === key)))
    .map((term) => ({ term, count: itemsWith({ typed: term, folded: term, forms: [term] }, false) }))
    .filter(({ count }) => count > hits)
    .sort((a, b) => b.count - a.count || (a.term < b.term ? -1 : 1))
    .slice(0, 3)
    .map(({ term }) => term)
  return instead.length > 0 ? [{ word: asTyped(unit.word), instead }] : []
}

const latin = /\p{Script=Latin}/u

/**
 * The terms to show somebody who typed `word`. A term of another script than theirs is a key that was made by
 * transliteration (`lnfyt`), which nobody wrote and nobody could read.
 */
export const shownNear = (word: string, terms: readonly string[]): readonly string[] =>
  terms.filter((term) => latin.test(term) === latin.test(word))
