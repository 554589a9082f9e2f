import { type Entry, visibilities } from '../entry.ts'
import { type FacetName, facetNames, valuesOf } from '../facets.ts'
import { keysOf, tokensOf } from '../folding.ts'
import { stemOf } from '../stemming.ts'
import { type Columns, entryFacets, type FacetTable } from './columns.ts'
import { dictionaryOf, inDictionaryOrder } from './dictionary.ts'
import { ByteWriter, NumberList } from './growing.ts'

/** The columns of entries, and what of them is read only as needed. */
export type BuiltSegment = {
  readonly columns: Columns
  readonly textPostings: Uint8Array
  readonly places: Uint8Array
}

/** A name may have more words; the rest do not make it another whole name. */
const mostNameWords = 255
const mostTextWords = 65_535

/** The first subtag of a language: texts in `en-GB` are stemmed as `en`. */
const baseLanguage = (language: string): string => language.split('-')[0]?.toLowerCase() ?? ''

/** The numbers of things in the order of their first appearance. */
class Numbering {
  readonly numbers = new Map<string, number>()

  of(name: string): number {
    const known = this.numbers.get(name)
    if (known !== undefined) return known
    this.numbers.set(name, this.numbers.size)
    return this.numbers.size - 1
  }
}

/** Sets of a facet's values, each numbered once. */
class FacetSets {
  readonly values = new Numbering()
  readonly sets = new Numbering()

  of(values: readonly string[]): number {
    return this.sets.of([...new Set(values.map((value) => this.values.of(value)))].join(' '))
  }

  table(): FacetTable {
    const sets = [...this.sets.numbers.keys()].map((set) => (set === '' ? [] : set.split(' ').map(Number)))
    return { values: [...this.values.numbers.keys()], sets }
  }
}

/** Words as they come, in three columns: which term, of which item or entry, at which place. */
type Occurrences = { readonly term: NumberList; readonly owner: NumberList; readonly place: NumberList }
const occurrences = (): Occurrences => ({
  term: new NumberList(),
  owner: new NumberList(),
  place: new NumberList(),
})

/** Takes words apart once each: registers repeat themselves. */
const keysOfWords = () => {
  const known = new Map<string, readonly (readonly string[])[]>()
  return (text: string): readonly (readonly string[])[] => {
    const cached = known.get(text)
    if (cached) return cached
    const keys = tokensOf(text).map(keysOf)
    if (text.length < 40) known.set(text, keys)
    return keys
  }
}

/**
 * The columns of entries. Takes about 30 µs an entry.
 *
 * @param entries in order of id, each id once
 */
export const buildSegment = (entries: readonly Entry[]): BuiltSegment => {
  const sets = Object.fromEntries(facetNames.map((facet) => [facet, new FacetSets()])) as Record<
    FacetName,
    FacetSets
  >
  const facetColumns = Object.fromEntries(facetNames.map((facet) => [facet, new NumberList()])) as Record<
    FacetName,
    NumberList
  >
  const itemCount = entries.reduce((sum, { items }) => sum + items.length, 0)
  const itemStarts = new Uint32Array(entries.length + 1)
  const updated = new Float64Array(entries.length)
  const nameLengths = new Uint8Array(entries.length)
  const visibility = new Uint8Array(itemCount)
  const textLanguage = new Uint8Array(itemCount)
  const textLengths = new Uint16Array(itemCount)
  const terms = new Numbering()
  const textLanguages = new Numbering()
  const names = occurrences()
  const texts = occurrences()
  const themes = new NumberList()
  const publicWords = { items: 0, words: 0 }
  const keysIn = keysOfWords()

  let item = 0
  for (const [number, entry] of entries.entries()) {
    itemStarts[number] = item
    updated[number] = Date.parse(entry.updatedAt)
    const name = keysIn(entry.authority.name)
    nameLengths[number] = Math.min(name.length, mostNameWords)
    for (const [place, keys] of name.entries())
      for (const key of keys) {
        names.term.push(terms.of(key))
        names.owner.push(number)
        names.place.push(place)
      }
    for (const each of entry.items) {
      visibility[item] = visibilities.indexOf(each.visibility)
      textLanguage[item] = textLanguages.of(baseLanguage(each.language))
      const words = tokensOf(each.description)
      textLengths[item] = Math.min(words.length, mostTextWords)
      for (const [place, token] of words.entries())
        for (const key of keysOf(token)) {
          texts.term.push(terms.of(key))
          texts.owner.push(item)
          texts.place.push(place)
        }
      if (each.visibility === 'public') {
        publicWords.items++
        publicWords.words += textLengths[item] as number
      }
      for (const facet of facetNames)
        if (item === itemStarts[number] || !(entryFacets as readonly string[]).includes(facet))
          facetColumns[facet].push(sets[facet].of(valuesOf(facet, entry, each)))
      themes.push(item)
      item++
    }
    // An entry without items still has its place in the columns of entries.
    if (entry.items.length === 0)
      for (const facet of entryFacets) facetColumns[facet].push(sets[facet].of([]))
  }
  itemStarts[entries.length] = item

  const sorted = inDictionaryOrder(terms.numbers.keys())
  const rankOfTerm = new Uint32Array(sorted.length)
  for (const [rank, term] of sorted.entries()) rankOfTerm[terms.numbers.get(term) as number] = rank
  const text = groupedByTerm(texts, rankOfTerm)
  const name = groupedByTerm(names, rankOfTerm)
  const languages = [...textLanguages.numbers.keys()]
  const theme = groupedByTerm(
    { term: facetColumns.theme, owner: themes, place: themes },
    Uint32Array.from(sets.theme.sets.numbers.keys(), (_, n) => n),
  )
  const written = writeText(text)
  const stemmed = stemsOf(sorted, text, textLanguage, languages)
  const names_ = writeNames(name)
  const themed = writeText(theme)
  return {
    columns: {
      meta: {
        facets: Object.fromEntries(facetNames.map((facet) => [facet, sets[facet].table()])) as Record<
          FacetName,
          FacetTable
        >,
        textLanguages: languages,
        publicItems: publicWords.items,
        publicWords: publicWords.words,
        counts: {},
        parts: {},
        postings: { bytes: 0, pieceBytes: 1, lengths: [] },
      },
      entryIds: dictionaryOf(entries.map(({ entryId }) => entryId)),
      itemStarts,
      updated,
      freshest: freshestFirst(updated),
      nameLengths,
      entryTexts: new Uint32Array(0),
      facets: Object.fromEntries(
        facetNames.map((facet) => [facet, Uint16Array.from(facetColumns[facet].view())]),
      ) as Record<FacetName, Uint16Array>,
      visibility,
      textLanguage,
      textLengths,
      terms: dictionaryOf(sorted),
      publicTerms: publicTermsOf(text, name, itemStarts, visibility),
      textStarts: written.starts,
      nameStarts: names_.starts,
      namePostings: names_.postings,
      placeStarts: written.placeStarts,
      ...stemmed,
      themeStarts: themed.starts,
      themePostings: themed.postings,
    },
    textPostings: written.postings,
    places: written.places,
  }
}

/** By id where equally fresh: entries come in that order, and the sort is stable. */
const freshestFirst = (updated: Float64Array): Uint32Array =>
  Uint32Array.from(updated.keys()).sort((a, b) => (updated[b] as number) - (updated[a] as number) || a - b)

/** Occurrences by term in order of its rank; within a term as they came. */
type Grouped = {
  readonly starts: Uint32Array
  readonly owner: Uint32Array
  readonly place: Uint32Array
}

const groupedByTerm = ({ term, owner, place }: Occurrences, rankOf: Uint32Array): Grouped => {
  const starts = new Uint32Array(rankOf.length + 1)
  for (const each of term.view()) (starts[(rankOf[each] as number) + 1] as number)++
  for (let rank = 0; rank < rankOf.length; rank++)
    starts[rank + 1] = (starts[rank + 1] as number) + (starts[rank] as number)
  const next = starts.slice()
  const grouped = { starts, owner: new Uint32Array(term.length), place: new Uint32Array(term.length) }
  const [terms, owners, places] = [term.view(), owner.view(), place.view()]
  for (let at = 0; at < terms.length; at++) {
    const rank = rankOf[terms[at] as number] as number
    const to = next[rank] as number
    next[rank] = to + 1
    grouped.owner[to] = owners[at] as number
    grouped.place[to] = places[at] as number
  }
  return grouped
}

const writeText = ({ starts, owner, place }: Grouped) => {
  const count = starts.length - 1
  const postings = new ByteWriter()
  const places = new ByteWriter()
  const postingStarts = new Uint32Array(count + 1)
  const placeStarts = new Uint32Array(count + 1)
  for (let term = 0; term < count; term++) {
    postingStarts[term] = postings.length
    placeStarts[term] = places.length
    const end = starts[term + 1] as number
    let before = -1
    for (let at = starts[term] as number; at < end; ) {
      const here = owner[at] as number
      let to = at
      let last = -1
      while (to < end && owner[to] === here) {
        places.number((place[to] as number) - last)
        last = place[to] as number
        to++
      }
      const times = to - at
      postings.number(((here - before) << 1) | (times > 1 ? 1 : 0))
      if (times > 1) postings.number(times)
      before = here
      at = to
    }
  }
  postingStarts[count] = postings.length
  placeStarts[count] = places.length
  return { starts: postingStarts, postings: postings.written(), placeStarts, places: places.written() }
}

const writeNames = ({ starts, owner, place }: Grouped) => {
  const postings = new ByteWriter()
  const postingStarts = new Uint32Array(starts.length)
  for (let term = 0; term < starts.length - 1; term++) {
    postingStarts[term] = postings.length
    let before = -1
    for (let at = starts[term] as number; at < (starts[term + 1] as number); at++) {
      postings.number((owner[at] as number) - before)
      postings.number(place[at] as number)
      before = owner[at] as number
    }
  }
  postingStarts[starts.length - 1] = postings.length
  return { starts: postingStarts, postings: postings.written() }
}

const publicTermsOf = (
  text: Grouped,
  name: Grouped,
  itemStarts: Uint32Array,
  visibility: Uint8Array,
): Uint32Array => {
  const count = text.starts.length - 1
  const entryIsPublic = (entry: number): boolean => {
    for (let item = itemStarts[entry] as number; item < (itemStarts[entry + 1] as number); item++)
      if (visibility[item] === 0) return true
    return false
  }
  const found = new Uint32Array((count >> 5) + 1)
  for (let term = 0; term < count; term++) {
    const has =
      text.owner.subarray(text.starts[term], text.starts[term + 1]).some((item) => visibility[item] === 0) ||
      name.owner.subarray(name.starts[term], name.starts[term + 1]).some(entryIsPublic)
    if (has) found[term >> 5] = (found[term >> 5] as number) | (1 << (term & 31))
  }
  return found
}

/** For each language with a stemmer, the stems of the terms that stand in its texts. */
const stemsOf = (
  terms: readonly string[],
  { starts, owner }: Grouped,
  textLanguage: Uint8Array,
  languages: readonly string[],
): Pick<Columns, 'stems' | 'stemStarts' | 'stemTerms'> => {
  const termsOf = new Map<string, number[]>()
  for (const [term, word] of terms.entries()) {
    const seen = new Set<number>()
    for (let at = starts[term] as number; at < (starts[term + 1] as number); at++)
      seen.add(textLanguage[owner[at] as number] as number)
    for (const language of seen) {
      const stem = stemOf(word, languages[language] as string)
      if (stem === undefined) continue
      const known = termsOf.get(stem)
      if (known) known.push(term)
      else termsOf.set(stem, [term])
    }
  }
  const sorted = inDictionaryOrder(termsOf.keys())
  const stemStarts = new Uint32Array(sorted.length + 1)
  const writer = new ByteWriter()
  for (const [number, stem] of sorted.entries()) {
    stemStarts[number] = writer.length
    let before = -1
    for (const term of termsOf.get(stem) ?? []) {
      writer.number(term - before)
      before = term
    }
  }
  stemStarts[sorted.length] = writer.length
  return { stems: dictionaryOf(sorted), stemStarts, stemTerms: writer.written() }
}
