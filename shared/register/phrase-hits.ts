import { keysOf, type Token } from './folding.ts'
import { type Hits, noHits } from './hits.ts'
import type { Layer } from './layer.ts'
import { phraseWorth } from './relevance.ts'
import { numberOf } from './segment/dictionary.ts'
import { readNumber } from './word-hits.ts'

/** Where terms stand in texts, as a segment's part `places` has it. */
export type Places = ReadonlyMap<number, Uint8Array>

/** The terms of a layer that a phrase needs the places of. */
export const termsOfPhrase = ({ segment }: Layer, words: readonly Token[]): number[] =>
  words.flatMap((word) => keysOf(word).flatMap((key) => numberOf(segment.columns.terms, key) ?? []))

/** An owner (item or entry) and a place in its text, as one number that sorts by owner. */
const placesPerOwner = 2 ** 20
type Spots = Set<number>

/** Where a phrase would begin if its word number `offset` stood at each place of the term. */
const spotsInTexts = (layer: Layer, term: number, offset: number, places: Places): number[] => {
  const { textStarts } = layer.segment.columns
  const bytes = places.get(term)
  if (!bytes) return []
  const spots: number[] = []
  const posting = { at: textStarts[term] as number }
  const end = textStarts[term + 1] as number
  const textPostings = layer.segment.textPostings(posting.at, end)
  const spot = { at: 0 }
  for (let item = -1; posting.at < end; ) {
    const value = readNumber(textPostings, posting)
    const often = (value & 1) === 1 ? readNumber(textPostings, posting) : 1
    item += value >>> 1
    let place = -1
    for (let n = 0; n < often; n++) {
      place += readNumber(bytes, spot)
      if (place >= offset) spots.push(item * placesPerOwner + place - offset)
    }
  }
  return spots
}

const spotsInNames = (layer: Layer, term: number, offset: number): number[] => {
  const { nameStarts, namePostings } = layer.segment.columns
  const spots: number[] = []
  const reader = { at: nameStarts[term] as number }
  for (let entry = -1; reader.at < (nameStarts[term + 1] as number); ) {
    entry += readNumber(namePostings, reader)
    const place = readNumber(namePostings, reader)
    if (place >= offset) spots.push(entry * placesPerOwner + place - offset)
  }
  return spots
}

/** Where all the words stand side by side, each in any of its forms. */
const spotsOf = (
  layer: Layer,
  words: readonly Token[],
  spotsOfTerm: (term: number, offset: number) => readonly number[],
): Spots => {
  const { terms } = layer.segment.columns
  let found: Spots | undefined
  for (const [offset, word] of words.entries()) {
    const here = new Set(
      keysOf(word).flatMap((key) => {
        const term = numberOf(terms, key)
        return term === undefined ? [] : spotsOfTerm(term, offset)
      }),
    )
    found = found ? new Set([...found].filter((spot) => here.has(spot))) : here
    if (found.size === 0) break
  }
  return found ?? new Set()
}

/** The items in whose text or whose entry's name the words stand side by side in this order. */
export const phraseHits = (layer: Layer, words: readonly Token[], places: Places): Hits => {
  const { itemStarts } = layer.segment.columns
  const worth = new Map<number, number>()
  const add = (item: number, more: number) => worth.set(item, (worth.get(item) ?? 0) + more * words.length)
  for (const item of ownersOf(spotsOf(layer, words, (term, at) => spotsInTexts(layer, term, at, places))))
    add(item, phraseWorth.inText)
  for (const entry of ownersOf(spotsOf(layer, words, (term, at) => spotsInNames(layer, term, at))))
    for (let item = itemStarts[entry] as number; item < (itemStarts[entry + 1] as number); item++)
      add(item, phraseWorth.inName)
  if (worth.size === 0) return noHits
  const items = Uint32Array.from(worth.keys()).sort()
  return { items, worth: Float64Array.from(items, (item) => worth.get(item) ?? 0) }
}

/** The entries whose name these words are, from the first to the last, each in any of its forms. */
export const wholeNames = (layer: Layer, words: readonly Token[]): ReadonlySet<number> => {
  if (words.length === 0) return new Set()
  const { nameLengths } = layer.segment.columns
  const spots = spotsOf(layer, words, (term, offset) =>
    spotsInNames(layer, term, offset).filter(
      (spot) =>
        spot % placesPerOwner === 0 && nameLengths[Math.floor(spot / placesPerOwner)] === words.length,
    ),
  )
  return ownersOf(spots)
}

const ownersOf = (spots: Spots): Set<number> =>
  new Set([...spots].map((spot) => Math.floor(spot / placesPerOwner)))
