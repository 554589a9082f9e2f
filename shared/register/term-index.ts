import type { ThemeId } from '../themes/themes.ts'
import type { Entry, EntryItem } from './entry.ts'
import { keysOf, type Token, tokensOf } from './folding.ts'
import { stemOf } from './stemming.ts'

export type AnalysedItem = {
  readonly item: EntryItem
  readonly words: readonly Token[]
  readonly stems: readonly string[]
}

type Analysed = { readonly name: readonly Token[]; readonly items: readonly AnalysedItem[] }

/** Entries never change, so each is taken apart once in a process. */
const analyses = new WeakMap<Entry, Analysed>()

/** An entry taken apart: the words of its name, and each item's words and stems. */
export const analysisOf = (entry: Entry): Analysed => {
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

/** Where each term, stem and theme stands in one version of the register. */
export type TermIndex = {
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

/** Takes all entries apart and notes where each term stands. */
export const termIndexOf = (entries: readonly Entry[]): TermIndex => {
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
export const beginningWith = (sorted: readonly string[], beginning: string): string[] => {
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
