import type { ThemeId } from '../themes/themes.ts'
import type { Entry } from './entry.ts'
import { keysOf, type Token } from './folding.ts'
import { isKnown, termsNear } from './near-terms.ts'
import type { QueryUnit } from './read-words.ts'
import type { WordReading } from './register-index.ts'
import { stemmedLanguages, stemOf } from './stemming.ts'
import { type AnalysedItem, analysisOf, beginningWith, type TermIndex } from './term-index.ts'
import { longestThemeName, themesNamed } from './theme-names.ts'

/**
 * What a hit is worth, by how the word was met. An item's relevance is the sum over the words of the best of
 * each, an entry's the best of its items; an entry whose whole name was typed comes before all others
 * (DEFINITIONS, Search 5).
 */
export const hitWeights = {
  inName: 8,
  beginsInName: 6,
  theme: 5,
  inText: 4,
  stem: 3,
  beginsInText: 2,
  similar: 1,
  wholeName: 1_000_000,
} as const

/** For each item what it is worth; 0 is no hit. */
type Weights = Uint16Array

/** A word or a phrase with its hits, or several words that name themes together. */
type Read = {
  readonly parts: readonly Weights[]
  readonly themed: Weights | undefined
  readonly reading: WordReading
}

/** Reads what was typed: each word, phrase or theme's name with what it is worth for each item. */
export const readingsOf = (index: TermIndex, units: readonly QueryUnit[]): Read[] =>
  groupsOf(units).map(({ units: group, themes }) => readGroup(index, group, themes))

/** The words in order, those together that name themes, longest names first. */
const groupsOf = (
  units: readonly QueryUnit[],
): { readonly units: readonly QueryUnit[]; readonly themes: readonly ThemeId[] }[] => {
  const groups: { units: readonly QueryUnit[]; themes: readonly ThemeId[] }[] = []
  for (let at = 0; at < units.length; ) {
    let taken: (typeof groups)[number] = { units: units.slice(at, at + 1), themes: [] }
    for (let length = Math.min(longestThemeName(), units.length - at); length > 0; length--) {
      const span = units.slice(at, at + length)
      // What stands in quotes is meant as it stands.
      const words = span.flatMap((unit) => (unit.kind === 'word' ? [unit.word] : []))
      const last = span.at(-1)
      const unfinished = last?.kind === 'word' && last.unfinished
      const themes = words.length === length ? themesNamed(words, unfinished) : []
      if (themes.length > 0) {
        taken = { units: span, themes }
        break
      }
    }
    groups.push(taken)
    at += taken.units.length
  }
  return groups
}

const readGroup = (index: TermIndex, units: readonly QueryUnit[], themes: readonly ThemeId[]): Read => {
  const similar: string[] = []
  const parts = units.map((unit) =>
    unit.kind === 'phrase' ? phraseHits(index, unit.words) : wordHits(index, unit, similar),
  )
  let themed: Weights | undefined
  if (themes.length > 0) {
    themed = new Uint16Array(index.items.length)
    for (const theme of themes)
      for (const item of index.themes.get(theme) ?? []) themed[item] = hitWeights.theme * units.length
  }
  const words = units.flatMap((unit) => (unit.kind === 'word' ? [unit.word] : unit.words))
  const word = words.map(({ folded }) => folded).join(' ')
  return { parts, themed, reading: { word, themes, similar: [...new Set(similar)].sort() } }
}

/** Every item that has every word, or for words that name a theme together has that theme. */
export const allOf = (index: TermIndex, reads: readonly Read[]): Weights =>
  combined(index, reads, (weights) => (weights.every((weight) => weight > 0) ? sum(weights) : 0), true)

/** Every item that has at least one of the words or themes. */
export const anyOf = (index: TermIndex, reads: readonly Read[]): Weights => combined(index, reads, sum, false)

const sum = (weights: readonly number[]): number => weights.reduce((total, weight) => total + weight, 0)

const combined = (
  index: TermIndex,
  reads: readonly Read[],
  join: (weights: readonly number[]) => number,
  every: boolean,
): Weights => {
  const joined = new Uint16Array(index.items.length)
  for (let item = 0; item < joined.length; item++) {
    let total = 0
    for (const { parts, themed } of reads) {
      const weight = Math.max(join(parts.map((part) => part[item] as number)), themed?.[item] ?? 0)
      if (weight === 0 && every) {
        total = 0
        break
      }
      total += weight
    }
    joined[item] = total
  }
  return joined
}

const wordHits = (
  index: TermIndex,
  { word, unfinished }: Extract<QueryUnit, { kind: 'word' }>,
  similar: string[],
): Weights => {
  const weights = new Uint16Array(index.items.length)
  const mark = (items: readonly number[] | undefined, weight: number) => {
    for (const item of items ?? []) if ((weights[item] as number) < weight) weights[item] = weight
  }
  const keys = keysOf(word)
  for (const key of keys) {
    mark(index.names.get(key), hitWeights.inName)
    mark(index.texts.get(key), hitWeights.inText)
    if (unfinished)
      for (const term of beginningWith(index.terms, key)) {
        mark(index.names.get(term), hitWeights.beginsInName)
        mark(index.texts.get(term), hitWeights.beginsInText)
      }
  }
  for (const language of stemmedLanguages)
    mark(index.stems.get(stemOf(word.folded, language) as string), hitWeights.stem)
  if (!isKnown(index, word, unfinished))
    for (const term of termsNear(index, keys)) {
      similar.push(term)
      mark(index.names.get(term), hitWeights.similar)
      mark(index.texts.get(term), hitWeights.similar)
    }
  return weights
}

/** Items in which the words stand side by side in this order, each in any form, in the name or the text. */
const phraseHits = (index: TermIndex, words: readonly Token[]): Weights => {
  const weights = new Uint16Array(index.items.length)
  const [first] = words
  if (!first) return weights
  const stands = (text: readonly Token[]): boolean =>
    text.some((_, at) =>
      words.every((word, n) => {
        const there = text[at + n]
        return there !== undefined && isSame(word, there)
      }),
    )
  for (const key of keysOf(first)) {
    for (const item of index.texts.get(key) ?? [])
      if (stands((index.items[item] as AnalysedItem).words))
        weights[item] = Math.max(weights[item] as number, hitWeights.inText * words.length)
    for (const item of index.names.get(key) ?? [])
      if (stands(analysisOf(index.entries[index.entryOf[item] as number] as Entry).name))
        weights[item] = hitWeights.inName * words.length
  }
  return weights
}

/** Whether the words are a name from its first to its last word, in any form. */
export const isWholeName = (words: readonly Token[], name: readonly Token[]): boolean =>
  words.length > 0 && words.length === name.length && words.every((word, n) => isSame(word, name[n] as Token))

const isSame = (one: Token, other: Token): boolean => {
  const forms = keysOf(other)
  return keysOf(one).some((form) => forms.includes(form))
}
