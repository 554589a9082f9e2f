import { Failure } from '../failures.ts'
import type { ThemeId } from '../themes/themes.ts'
import { cursorOf, placeOf } from './cursor.ts'
import { type Entry, type EntryItem, maySee, type Viewer } from './entry.ts'
import { keysOf, type Token, tokensOf } from './folding.ts'
import { oneEditApart } from './one-edit-apart.ts'
import { type QueryUnit, readWords } from './read-words.ts'
import type { RegisterAnswer, RegisterIndex, RegisterQuery, WordReading } from './register-index.ts'
import { stemmedLanguages, stemOf } from './stemming.ts'
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

/** Words shorter than this are too often one edit from another word to be corrected (DEFINITIONS, Search 3). */
const shortestCorrected = 4

/** Below this many items a word that exists gets 'did you mean' (DEFINITIONS, Search 3). */
const rare = 5

type AnalysedItem = {
  readonly item: EntryItem
  readonly words: readonly Token[]
  readonly stems: readonly string[]
}
type Analysed = { readonly name: readonly Token[]; readonly items: readonly AnalysedItem[] }

/** Entries never change, so each is taken apart once in a process. */
const analyses = new WeakMap<Entry, Analysed>()

const analysisOf = (entry: Entry): Analysed => {
  const known = analyses.get(entry)
  if (known) return known
  const analysed = {
    name: tokensOf(entry.authority.name),
    items: entry.items.map((item) => {
      const words = tokensOf(item.description)
      const stems = words.flatMap(({ folded }) => stemOf(folded, item.language) ?? [])
      return { item, words, stems }
    }),
  }
  analyses.set(entry, analysed)
  return analysed
}

/** Items by number, grouped by entry; postings are ascending item numbers. */
type Postings = Map<string, number[]>

type Built = {
  readonly entries: readonly Entry[]
  readonly items: readonly AnalysedItem[]
  /** The entry of an item, as its position in `entries`. */
  readonly entryOf: readonly number[]
  readonly names: Postings
  readonly texts: Postings
  readonly stems: Postings
  readonly themes: ReadonlyMap<ThemeId, readonly number[]>
  /** The terms of names and texts, sorted. */
  readonly terms: readonly string[]
  /** Of those, the ones that stand in something public: what corrections are made with. Sorted. */
  readonly dictionary: readonly string[]
  readonly inDictionary: ReadonlySet<string>
}

const build = (entries: readonly Entry[]): Built => {
  const items: AnalysedItem[] = []
  const entryOf: number[] = []
  const names: Postings = new Map()
  const texts: Postings = new Map()
  const stems: Postings = new Map()
  const themes = new Map<ThemeId, number[]>()
  const inDictionary = new Set<string>()
  const post = <K>(postings: Map<K, number[]>, key: K, item: number) => {
    const posted = postings.get(key)
    if (!posted) postings.set(key, [item])
    else if (posted.at(-1) !== item) posted.push(item)
  }
  for (const [position, entry] of entries.entries()) {
    const { name, items: analysed } = analysisOf(entry)
    for (const each of analysed) {
      const number = items.length
      items.push(each)
      entryOf.push(position)
      post(themes, each.item.theme, number)
      for (const stem of each.stems) post(stems, stem, number)
      for (const [postings, words] of [
        [names, name],
        [texts, each.words],
      ] as const)
        for (const word of words)
          for (const key of keysOf(word)) {
            post(postings, key, number)
            if (each.item.visibility === 'public') inDictionary.add(key)
          }
    }
  }
  return {
    entries,
    items,
    entryOf,
    names,
    texts,
    stems,
    themes,
    terms: [...new Set([...names.keys(), ...texts.keys()])].sort(),
    dictionary: [...inDictionary].sort(),
    inDictionary,
  }
}

/** The terms that begin with a text, out of a sorted list. */
const beginningWith = (sorted: readonly string[], beginning: string): string[] => {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] as string) < beginning) low = middle + 1
    else high = middle
  }
  const found: string[] = []
  for (let at = low; at < sorted.length && (sorted[at] as string).startsWith(beginning); at++)
    found.push(sorted[at] as string)
  return found
}

/** For each item what it is worth; 0 is no hit. */
type Weights = Uint16Array

/** A word or a phrase with its hits, or several words that name themes together. */
type Read = {
  readonly parts: readonly Weights[]
  readonly themed: Weights | undefined
  readonly reading: WordReading
}

/**
 * One version of the register, searched in memory. Built when first asked: those who only list entries (the
 * matching) do not pay for it.
 *
 * @param entries public ones only
 * @param earlier gives an earlier version, for cursors, if it can still be read
 */
export const registerIndexOf = ({
  version,
  entries,
  earlier,
}: {
  readonly version: string
  readonly entries: ReadonlyMap<string, Entry>
  readonly earlier: (version: string) => RegisterIndex | undefined
}): RegisterIndex => {
  let ordered: readonly Entry[] | undefined
  const inOrder = () => {
    ordered ??= [...entries.values()].sort((a, b) => (a.entryId < b.entryId ? -1 : 1))
    return ordered
  }
  let built: Built | undefined
  return {
    version,
    entries: inOrder,
    entry: (entryId) => entries.get(entryId),
    search(query, viewer) {
      const place = query.cursor === undefined ? undefined : placeOf(query.cursor, query, viewer)
      if (place && place.version !== version) {
        const index = earlier(place.version)
        if (!index) throw new Failure('gone', 'expired-cursor')
        return index.search(query, viewer)
      }
      built ??= build(inOrder())
      return searchIn(built, version, query, viewer, place)
    },
  }
}

type Place = { readonly relevance: number; readonly updatedAt: string; readonly entryId: string }

/** Relevance, then freshness, then id: a total order, since ids differ. */
const before = (a: Place, b: Place): number =>
  b.relevance - a.relevance ||
  (a.updatedAt === b.updatedAt ? 0 : a.updatedAt > b.updatedAt ? -1 : 1) ||
  (a.entryId === b.entryId ? 0 : a.entryId < b.entryId ? -1 : 1)

const searchIn = (
  index: Built,
  version: string,
  query: RegisterQuery,
  viewer: Viewer,
  after: Place | undefined,
): RegisterAnswer => {
  const units = readWords(query.q ?? '')
  const reads = groupsOf(units).map(({ units: group, themes }) => readGroup(index, group, themes))
  const visible = index.items.map(({ item }) => maySee(viewer, item.visibility))
  let hits = units.length === 0 ? undefined : allOf(index, reads)
  let words: RegisterAnswer['words'] = 'all'
  if (hits && !hits.some((weight, item) => weight > 0 && visible[item])) {
    const several = reads.length > 1 || reads.some(({ parts }) => parts.length > 1)
    if (several) {
      const any = anyOf(index, reads)
      if (any.some((weight, item) => weight > 0 && visible[item])) {
        hits = any
        words = 'any'
      }
    }
  }

  const typed = units.flatMap((unit) => (unit.kind === 'word' ? [unit.word] : unit.words))
  const filters = {
    direction: query.direction?.length ? new Set<string>(query.direction) : undefined,
    theme: query.theme?.length ? new Set<string>(query.theme) : undefined,
    country: query.country?.length ? new Set<string>(query.country) : undefined,
  }
  const counts = {
    direction: new Map<string, number>(),
    theme: new Map<string, number>(),
    country: new Map<string, number>(),
  }
  const found: (Place & { readonly entry: Entry; readonly matching: EntryItem[] })[] = []

  for (let item = 0; item < index.items.length; ) {
    const position = index.entryOf[item] as number
    const entry = index.entries[position] as Entry
    const values = { direction: new Set<string>(), theme: new Set<string>(), country: new Set<string>() }
    const matching: EntryItem[] = []
    let relevance = 0
    for (; index.entryOf[item] === position; item++) {
      const weight = hits ? (hits[item] as number) : 0
      if (!visible[item] || (hits && weight === 0)) continue
      const analysed = index.items[item] as AnalysedItem
      const of = {
        direction: analysed.item.direction,
        theme: analysed.item.theme,
        country: entry.authority.country,
      }
      const passes = {
        direction: filters.direction?.has(of.direction) ?? true,
        theme: filters.theme?.has(of.theme) ?? true,
        country: filters.country?.has(of.country) ?? true,
      }
      // Each facet is counted without its own filter.
      if (passes.theme && passes.country) values.direction.add(of.direction)
      if (passes.direction && passes.country) values.theme.add(of.theme)
      if (passes.direction && passes.theme) values.country.add(of.country)
      if (passes.direction && passes.theme && passes.country) {
        matching.push(analysed.item)
        relevance = Math.max(relevance, weight)
      }
    }
    for (const facet of ['direction', 'theme', 'country'] as const)
      for (const value of values[facet]) counts[facet].set(value, (counts[facet].get(value) ?? 0) + 1)
    if (matching.length > 0)
      found.push({
        entry,
        matching,
        relevance: relevance + (isWholeName(typed, analysisOf(entry).name) ? hitWeights.wholeName : 0),
        updatedAt: entry.updatedAt,
        entryId: entry.entryId,
      })
  }

  found.sort(before)
  const start = after ? found.findIndex((each) => before(after, each) < 0) : 0
  const page = start < 0 ? [] : found.slice(start, start + query.limit)
  const last = page.at(-1)
  const more = last !== undefined && start + page.length < found.length
  return {
    total: found.length,
    entries: page.map(({ entry, matching }) => ({ entry, matching })),
    facets: counts,
    ...(more && { nextCursor: cursorOf({ ...placeIn(last), version }, query, viewer) }),
    searchedAs: reads
      .map(({ reading }) => reading)
      .filter(({ themes, similar }) => themes.length > 0 || similar.length > 0),
    words,
    didYouMean: units.flatMap((unit) => rareWord(index, unit)),
  }
}

const placeIn = ({ relevance, updatedAt, entryId }: Place): Place => ({ relevance, updatedAt, entryId })

/** Whether the words are a name from its first to its last word, in any form. */
const isWholeName = (words: readonly Token[], name: readonly Token[]): boolean =>
  words.length > 0 && words.length === name.length && words.every((word, n) => isSame(word, name[n] as Token))

const isSame = (one: Token, other: Token): boolean => {
  const forms = keysOf(other)
  return keysOf(one).some((form) => forms.includes(form))
}

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

const readGroup = (index: Built, units: readonly QueryUnit[], themes: readonly ThemeId[]): Read => {
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
const allOf = (index: Built, reads: readonly Read[]): Weights =>
  combined(index, reads, (weights) => (weights.every((weight) => weight > 0) ? sum(weights) : 0), true)

/** Every item that has at least one of the words or themes. */
const anyOf = (index: Built, reads: readonly Read[]): Weights => combined(index, reads, sum, false)

const sum = (weights: readonly number[]): number => weights.reduce((total, weight) => total + weight, 0)

const combined = (
  index: Built,
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
  index: Built,
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

/** Whether a word (unfinished: or one that begins with it) stands in anything public, whatever the filters. */
const isKnown = (index: Built, word: Token, unfinished: boolean): boolean =>
  keysOf(word).some((key) =>
    unfinished ? beginningWith(index.dictionary, key).length > 0 : index.inDictionary.has(key),
  )

/** The public words one edit away from a word of four letters or more. */
const termsNear = (index: Built, keys: readonly string[]): string[] => {
  const long = keys.filter((key) => [...key].length >= shortestCorrected)
  return long.length === 0
    ? []
    : index.dictionary.filter((term) => long.some((key) => oneEditApart(key, term)))
}

/** Items in which the words stand side by side in this order, each in any form, in the name or the text. */
const phraseHits = (index: Built, words: readonly Token[]): Weights => {
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

/** 'Did you mean' for a word that exists but stands in few public items: up to three others that stand in more. */
const rareWord = (index: Built, unit: QueryUnit): RegisterAnswer['didYouMean'] => {
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
