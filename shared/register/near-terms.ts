import { keysOf, type Token } from './folding.ts'
import { oneEditApart } from './one-edit-apart.ts'
import type { QueryUnit } from './read-words.ts'
import type { RegisterAnswer } from './register-index.ts'
import { beginningWith, type TermIndex } from './term-index.ts'

/** Words shorter than this are too often one edit from another word to be corrected (DEFINITIONS, Search 3). */
const shortestCorrected = 4

/** Below this many items a word that exists gets 'did you mean' (DEFINITIONS, Search 3). */
const rare = 5

/** Whether a word (unfinished: or one that begins with it) stands in anything public, whatever the filters. */
export const isKnown = (index: TermIndex, word: Token, unfinished: boolean): boolean =>
  keysOf(word).some((key) =>
    unfinished ? beginningWith(index.dictionary, key).length > 0 : index.inDictionary.has(key),
  )

/** The public words one edit away from a word of four letters or more. */
export const termsNear = (index: TermIndex, keys: readonly string[]): string[] => {
  const long = keys.filter((key) => [...key].length >= shortestCorrected)
  return long.length === 0
    ? []
    : index.dictionary.filter((term) => long.some((key) => oneEditApart(key, term)))
}

/** 'Did you mean' for a word that exists but stands in few public items: up to three others that stand in more. */
export const rareWord = (index: TermIndex, unit: QueryUnit): RegisterAnswer['didYouMean'] => {
  if (unit.kind === 'phrase' || !isKnown(index, unit.word, unit.unfinished)) return []
  const itemsWith = (terms: readonly string[]): number => {
    const items = new Set(
      terms.flatMap((term) => [...(index.names.get(term) ?? []), ...(index.texts.get(term) ?? [])]),
    )
    let found = 0
    for (const item of items) if (index.items[item]?.item.visibility === 'public') found++
    return found
  }
  const keys = keysOf(unit.word)
  const own = unit.unfinished ? keys.flatMap((key) => beginningWith(index.dictionary, key)) : keys
  const hits = itemsWith(own)
  if (hits >= rare) return []
  const instead = termsNear(index, keys)
    .filter((term) => !own.includes(term))
    .map((term) => ({ term, count: itemsWith([term]) }))
    .filter(({ count }) => count > hits)
    .sort((a, b) => b.count - a.count || (a.term < b.term ? -1 : 1))
    .slice(0, 3)
    .map(({ term }) => term)
  return instead.length > 0 ? [{ word: unit.word.folded, instead }] : []
}
