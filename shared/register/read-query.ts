import type { OtherNames } from '../places/other-names.ts'
import type { ThemeId } from '../themes/themes.ts'
import { asTyped, type Token } from './folding.ts'
import { bestOfEither, type Hits, inBoth, inEither, multiply, noHits } from './hits.ts'
import type { Extent, Layer } from './layer.ts'
import { isKnown, termsNear } from './near-terms.ts'
import { type Places, phraseHits } from './phrase-hits.ts'
import { longestPlaceName, otherNamesOf, placesCalled } from './place-names.ts'
import type { QueryUnit } from './read-words.ts'
import type { WordReading } from './register-index.ts'
import { rarity, themeWorth } from './relevance.ts'
import { longestThemeName, themesNamed } from './theme-names.ts'
import { publicHits, readNumber, wordHits } from './word-hits.ts'

/** A word or a phrase, or several words that name themes together, with their hits in each layer. */
export type Read = {
  readonly hits: readonly Hits[]
  readonly several: boolean
  /** Each word or phrase of it, and how many public items have it. */
  readonly counted: readonly { readonly unit: QueryUnit; readonly publicItems: number }[]
  readonly reading: WordReading
}

/** Reads what was typed: each word, phrase or theme's name with what it is worth for each item of each layer. */
export const readingsOf = (
  layers: readonly Layer[],
  units: readonly QueryUnit[],
  extent: Extent,
  places: readonly Places[],
): Read[] => groupsOf(units).map((group) => readGroup(layers, group, extent, places))

type Group = {
  readonly units: readonly QueryUnit[]
  readonly themes: readonly ThemeId[]
  readonly places: readonly OtherNames[]
}

/** The words in order, those together that name themes or places, longest names first. */
const groupsOf = (units: readonly QueryUnit[]): Group[] => {
  const groups: Group[] = []
  const longest = Math.max(longestThemeName(), longestPlaceName())
  for (let at = 0; at < units.length; ) {
    let taken: Group = { units: units.slice(at, at + 1), themes: [], places: [] }
    for (let length = Math.min(longest, units.length - at); length > 0; length--) {
      const span = units.slice(at, at + length)
      // What stands in quotes is meant as it stands.
      const words = span.flatMap((unit) => (unit.kind === 'word' ? [unit.word] : []))
      const last = span.at(-1)
      const unfinished = last?.kind === 'word' && last.unfinished
      const themes = words.length === length ? themesNamed(words, unfinished) : []
      const places = words.length === length ? placesCalled(words, unfinished) : []
      if (themes.length > 0 || places.length > 0) {
        taken = { units: span, themes, places }
        break
      }
    }
    groups.push(taken)
    at += taken.units.length
  }
  return groups
}

const readGroup = (
  layers: readonly Layer[],
  { units, themes, places: called }: Group,
  extent: Extent,
  places: readonly Places[],
): Read => {
  const similar: string[] = []
  const hitsOfUnit = (unit: QueryUnit): readonly Hits[] => {
    if (unit.kind === 'phrase')
      return layers.map((layer, n) => phraseHits(layer, unit.words, places[n] ?? new Map()))
    const { word, unfinished } = unit
    const near = isKnown(layers, word, unfinished) ? [] : termsNear(layers, word)
    similar.push(...near)
    const options = { unfinished, similar: near, averageWords: extent.averageWords }
    return layers.map((layer) => wordHits(layer, word, options))
  }
  const parts = units.map((unit) => ({ unit, ...byRarity(layers, hitsOfUnit(unit), extent) }))
  let hits = parts
    .map(({ hits: own }) => own)
    .reduce((one, other) => one.map((each, n) => inBoth(each, other[n] ?? noHits)))
  if (themes.length > 0) {
    const { hits: named } = byRarity(
      layers,
      layers.map((layer) => themeHits(layer, themes)),
      extent,
    )
    hits = hits.map((each, n) => inEither(each, named[n] ?? noHits))
  }
  const words = units.flatMap((unit) => (unit.kind === 'word' ? [unit.word] : unit.words))
  const names = otherNamesOf(called, words).filter(({ words: parts }) =>
    parts.every((part) => isKnown(layers, part, false)),
  )
  for (const name of names) {
    const named = name.words
      .map((part) => byRarity(layers, exactHits(layers, part, extent), extent).hits)
      .reduce((one, other) => one.map((each, n) => inBoth(each, other[n] ?? noHits)))
    hits = hits.map((each, n) => bestOfEither(each, named[n] ?? noHits))
  }
  const word = words.map(asTyped).join(' ')
  return {
    hits,
    several: units.length > 1,
    counted: parts.map(({ unit, publicItems }) => ({ unit, publicItems })),
    reading: {
      word,
      themes,
      names: names.filter(({ shown }) => shown).map(({ text }) => text),
      similar: [...new Set(similar)].sort(),
    },
  }
}

const exactHits = (layers: readonly Layer[], word: Token, { averageWords }: Extent): readonly Hits[] =>
  layers.map((layer) => wordHits(layer, word, { unfinished: false, similar: [], averageWords }))

/** Hits that were just made are worth more the fewer public items have them: what is hidden does not show in the order either. */
const byRarity = (
  layers: readonly Layer[],
  hits: readonly Hits[],
  { items }: Extent,
): { readonly hits: readonly Hits[]; readonly publicItems: number } => {
  const publicItems = layers.reduce((sum, layer, n) => sum + publicHits(layer, hits[n] ?? noHits), 0)
  const factor = rarity(publicItems, items)
  for (const each of hits) multiply(each, factor)
  return { hits, publicItems }
}

const themeHits = ({ segment }: Layer, themes: readonly ThemeId[]): Hits => {
  const { meta, themeStarts, themePostings } = segment.columns
  const { values, sets } = meta.facets.theme
  let found = noHits
  for (const [set, numbers] of sets.entries()) {
    if (!numbers.some((value) => (themes as readonly string[]).includes(values[value] ?? ''))) continue
    const items: number[] = []
    const reader = { at: themeStarts[set] as number }
    for (let item = -1; reader.at < (themeStarts[set + 1] as number); ) {
      item += readNumber(themePostings, reader) >>> 1
      items.push(item)
    }
    found = inEither(found, {
      items: Uint32Array.from(items),
      worth: new Float64Array(items.length).fill(themeWorth),
    })
  }
  return found
}

/** Every item that has all of the words. */
export const allOf = (reads: readonly Read[], layer: number): Hits =>
  reads.map(({ hits }) => hits[layer] ?? noHits).reduce(inBoth)

/** Every item that has at least one of the words or themes. */
export const anyOf = (reads: readonly Read[], layer: number): Hits =>
  reads.map(({ hits }) => hits[layer] ?? noHits).reduce(inEither)
