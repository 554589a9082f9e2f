import type { OtherNames } from '../places/other-names.ts'
import { keysOf, type Token, tokensOf } from './folding.ts'
import { placeSpellings } from './place-spellings.ts'
import { begunBy, namedBy, spellingsOf } from './spelling-column.ts'

/** A beginning that could mean more places than this names none of them. */
const mostPlacesBegun = 2
/** Shorter beginnings are too often of other words. */
const shortestBeginning = 4

/**
 * The places that have several names and are called by these words in one of them: 'Kiev', 'Київ' and 'Київська' all
 * give Kyiv. While its one word may be unfinished, also by the beginning of a name, unless that could mean more than two.
 */
export const placesCalled = (words: readonly Token[], unfinished = false): readonly OtherNames[] => {
  const { column, places, longest } = placeSpellings()
  const [word] = words
  if (!word || words.length > longest) return []
  const found = new Set([...spellingsOf(words, [])].flatMap((spelling) => namedBy(column, spelling)))
  if (found.size === 0 && words.length === 1 && unfinished) {
    const begun = new Set(
      keysOf(word)
        .filter((key) => [...key].length >= shortestBeginning)
        .flatMap((key) => begunBy(column, key)),
    )
    if (begun.size <= mostPlacesBegun) for (const number of begun) found.add(number)
  }
  return [...found].sort((a, b) => a - b).flatMap((number) => places.slice(number, number + 1))
}

/** How many words the longest name of such a place has. */
export const longestPlaceName = (): number => placeSpellings().longest

/** A name of a place as words, and whether people are shown it. */
export type OtherName = { readonly text: string; readonly words: readonly Token[]; readonly shown: boolean }

/** The names of places that are not what was typed, each spelling once. */
export const otherNamesOf = (
  places: readonly OtherNames[],
  typed: readonly Token[],
): readonly OtherName[] => {
  const seen = new Set([...spellingsOf(typed, [])])
  return places
    .flatMap(({ names, inflected }) => [
      ...names.map((text) => ({ text, words: tokensOf(text), shown: true })),
      ...inflected.map((text) => ({ text, words: tokensOf(text), shown: false })),
    ])
    .filter(({ words }) => {
      const folded = words.map((word) => word.folded).join(' ')
      if (words.length === 0 || seen.has(folded)) return false
      seen.add(folded)
      return true
    })
}
