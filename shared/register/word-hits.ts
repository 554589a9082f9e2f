import { keysOf, type Token } from './folding.ts'
import { type Hits, noHits } from './hits.ts'
import { type Extent, isPublic, type Layer } from './layer.ts'
import { nameWorth, partsOfOnce, textStrength, timesWorth } from './relevance.ts'
import { numberOf, rangeOf } from './segment/dictionary.ts'
import { itemEntry, itemFields, itemFields32, ofLength } from './segment/rows.ts'
import type { Scratch } from './segment/segment.ts'
import { stemmedLanguages, stemOf } from './stemming.ts'

/** The terms of a layer that meet a word, by how they do. */
type TermsMet = {
  readonly exact: readonly number[]
  readonly similar: readonly number[]
  /** Ranges of terms that begin with the word. */
  readonly begun: readonly (readonly [number, number])[]
  /** Terms with the same stem in some languages: 1 at the number of each such language in this segment. */
  readonly stems: ReadonlyMap<number, Uint8Array>
}

/**
 * The items of a layer that hold a word: in any of its forms, by its stem, as a beginning if it is unfinished,
 * or as one of the words that stand in for it.
 */
export const wordHits = (
  layer: Layer,
  word: Token,
  {
    unfinished,
    similar,
    averageWords,
  }: {
    readonly unfinished: boolean
    /** Terms one typing error away, as text. */
    readonly similar: readonly string[]
    readonly averageWords: Extent['averageWords']
  },
): Hits => {
  const met = termsMet(layer, word, unfinished, similar)
  const { segment } = layer
  // What is damaged must be known before anything is marked.
  const { textStarts } = segment.columns
  const look = (from: number, to: number) =>
    segment.textPostings(textStarts[from] as number, textStarts[to] as number)
  for (const term of [...met.exact, ...met.stems.keys(), ...met.similar]) look(term, term + 1)
  for (const [from, to] of met.begun) look(from, to)
  const scratch = segment.scratch()
  const named: number[] = []
  const counted = new Set<number>()
  for (const term of met.exact) {
    counted.add(term)
    addTimes(layer, scratch, term, timesWorth.exact * partsOfOnce)
    addNames(layer, scratch, named, term, nameWorth.exact)
  }
  for (const [term, inLanguages] of met.stems)
    if (!counted.has(term)) addTimes(layer, scratch, term, timesWorth.stem * partsOfOnce, inLanguages)
  for (const [from, to] of met.begun)
    for (let term = from; term < to; term++) {
      if (counted.has(term)) continue
      addTimes(layer, scratch, term, timesWorth.begins * partsOfOnce)
      addNames(layer, scratch, named, term, nameWorth.begins)
    }
  for (const term of met.similar) {
    addTimes(layer, scratch, term, timesWorth.similar * partsOfOnce)
    addNames(layer, scratch, named, term, nameWorth.similar)
  }
  return gathered(layer, scratch, named, averageWords)
}

const termsMet = (
  { segment }: Layer,
  word: Token,
  unfinished: boolean,
  similar: readonly string[],
): TermsMet => {
  const { terms, stems, stemStarts, stemTerms, meta } = segment.columns
  const keys = keysOf(word)
  const numbers = (words: readonly string[]) => words.flatMap((key) => numberOf(terms, key) ?? [])
  const sameStem = new Map<number, Uint8Array>()
  for (const language of stemmedLanguages) {
    const number = meta.textLanguages.indexOf(language)
    if (number < 0) continue
    for (const key of keys) {
      const stem = numberOf(stems, stemOf(key, language) as string)
      if (stem === undefined) continue
      const reader = { at: stemStarts[stem] as number }
      for (let term = -1; reader.at < (stemStarts[stem + 1] as number); ) {
        term += readNumber(stemTerms, reader)
        const inLanguages = sameStem.get(term) ?? new Uint8Array(meta.textLanguages.length)
        inLanguages[number] = 1
        sameStem.set(term, inLanguages)
      }
    }
  }
  return {
    exact: [...new Set(numbers(keys))],
    similar: numbers(similar),
    begun: unfinished ? apart(keys.map((key) => rangeOf(terms, key))) : [],
    stems: sameStem,
  }
}

/** Ranges of words with a common beginning lie apart or in each other: those that lie in no other. */
const apart = (ranges: readonly (readonly [number, number])[]): (readonly [number, number])[] => {
  const found: (readonly [number, number])[] = []
  for (const range of [...ranges].sort((a, b) => a[0] - b[0] || b[1] - a[1]))
    if (range[0] >= (found.at(-1)?.[1] ?? 0)) found.push(range)
  return found
}

/** A whole number as `ByteWriter` wrote it. */
export const readNumber = (bytes: Uint8Array, reader: { at: number }): number => {
  let byte = bytes[reader.at++] as number
  let value = byte & 0x7f
  for (let shift = 7; byte > 0x7f; shift += 7) {
    byte = bytes[reader.at++] as number
    value |= (byte & 0x7f) << shift
  }
  return value >>> 0
}

/**
 * Adds a term's occurrences in texts, only those in some languages if they are given.
 *
 * @param parts what each counts, in parts of once
 */
const addTimes = (
  { segment }: Layer,
  { times, hit }: Scratch,
  term: number,
  parts: number,
  inLanguages?: Uint8Array,
): void => {
  const { textStarts, textLanguage } = segment.columns
  const end = textStarts[term + 1] as number
  let at = textStarts[term] as number
  const textPostings = segment.textPostings(at, end)
  let item = -1
  while (at < end) {
    let byte = textPostings[at++] as number
    let value = byte & 0x7f
    for (let shift = 7; byte > 0x7f; shift += 7) {
      byte = textPostings[at++] as number
      value |= (byte & 0x7f) << shift
    }
    item += value >>> 1
    let often = 1
    if ((value & 1) === 1) {
      byte = textPostings[at++] as number
      often = byte & 0x7f
      for (let shift = 7; byte > 0x7f; shift += 7) {
        byte = textPostings[at++] as number
        often |= (byte & 0x7f) << shift
      }
    }
    if (inLanguages && inLanguages[textLanguage[item] as number] === 0) continue
    times[item] = (times[item] as number) + parts * often
    hit[item >>> 5] = (hit[item >>> 5] as number) | (1 << (item & 31))
  }
}

/** Marks the entries in whose name a term stands, and all their items. */
const addNames = (
  { segment }: Layer,
  { inName, hit }: Scratch,
  named: number[],
  term: number,
  worth: number,
): void => {
  const { nameStarts, namePostings, itemStarts } = segment.columns
  const end = nameStarts[term + 1] as number
  const reader = { at: nameStarts[term] as number }
  let entry = -1
  while (reader.at < end) {
    entry += readNumber(namePostings, reader)
    readNumber(namePostings, reader)
    const before = inName[entry] as number
    if (before >= worth) continue
    inName[entry] = worth
    if (before > 0) continue
    named.push(entry)
    for (let item = itemStarts[entry] as number; item < (itemStarts[entry + 1] as number); item++)
      hit[item >>> 5] = (hit[item >>> 5] as number) | (1 << (item & 31))
  }
}

/** What was marked, as hits in order; leaves the scratch empty. */
const gathered = (
  { segment }: Layer,
  { times, inName, hit }: Scratch,
  named: readonly number[],
  averageWords: number,
): Hits => {
  const { items: rows, entryOfItem } = segment.rows()
  let size = 0
  for (let word = 0; word < hit.length; word++) size += bitsIn(hit[word] as number)
  if (size === 0) return noHits
  const items = new Uint32Array(size)
  const worth = new Float64Array(size)
  let place = 0
  for (let word = 0; word < hit.length; word++) {
    let bits = hit[word] as number
    if (bits === 0) continue
    hit[word] = 0
    while (bits !== 0) {
      const lowest = bits & -bits
      bits ^= lowest
      items[place++] = (word << 5) + (31 - Math.clz32(lowest))
    }
  }
  // A short loop of its own: the processor waits for many rows at once.
  for (let at = 0; at < size; at++) {
    const item = items[at] as number
    const often = times[item] as number
    if (often === 0) continue
    times[item] = 0
    const length = rows[item * itemFields + ofLength] as number
    worth[at] = textStrength(often / partsOfOnce, length, averageWords)
  }
  if (named.length > 0)
    for (let at = 0; at < size; at++) {
      const entry = entryOfItem[(items[at] as number) * itemFields32 + itemEntry] as number
      worth[at] = (worth[at] as number) + (inName[entry] as number)
    }
  for (const entry of named) inName[entry] = 0
  return { items, worth }
}

const bitsIn = (word: number): number => {
  let bits = word - ((word >>> 1) & 0x55555555)
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333)
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

/** How many of the hits everybody may see. */
export const publicHits = (layer: Layer, { items }: Hits): number => {
  const { visibility } = layer.segment.columns
  let count = 0
  for (let at = 0; at < items.length; at++) {
    const item = items[at] as number
    if (visibility[item] === 0 && (layer.dead === undefined || isPublic(layer, item))) count++
  }
  return count
}

/** Whether a term stands in something that everybody may see. */
export const standsInPublic = (layer: Layer, term: number): boolean => {
  const { columns } = layer.segment
  if ((((columns.publicTerms[term >> 5] as number) >>> (term & 31)) & 1) === 0) return false
  if (!layer.dead) return true
  const text = { at: columns.textStarts[term] as number }
  const textEnd = columns.textStarts[term + 1] as number
  const textPostings = layer.segment.textPostings(text.at, textEnd)
  for (let item = -1; text.at < textEnd; ) {
    const value = readNumber(textPostings, text)
    if ((value & 1) === 1) readNumber(textPostings, text)
    item += value >>> 1
    if (isPublic(layer, item)) return true
  }
  const name = { at: columns.nameStarts[term] as number }
  for (let entry = -1; name.at < (columns.nameStarts[term + 1] as number); ) {
    entry += readNumber(columns.namePostings, name)
    readNumber(columns.namePostings, name)
    for (
      let item = columns.itemStarts[entry] as number;
      item < (columns.itemStarts[entry + 1] as number);
      item++
    )
      if (isPublic(layer, item)) return true
  }
  return false
}
