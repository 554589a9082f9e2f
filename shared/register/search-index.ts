import { Failure } from '../failures.ts'
import { cursorOf, placeOf } from './cursor.ts'
import { type Entry, type EntryItem, maySee, type Viewer } from './entry.ts'
import { rareWord } from './near-terms.ts'
import { readWords } from './read-words.ts'
import type { RegisterAnswer, RegisterIndex, RegisterQuery } from './register-index.ts'
import { type AnalysedItem, analysisOf, type TermIndex, termIndexOf } from './term-index.ts'
import { allOf, anyOf, hitWeights, isWholeName, readingsOf } from './weigh-words.ts'

export { hitWeights }

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
  let built: TermIndex | undefined
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
      built ??= termIndexOf(inOrder())
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
  index: TermIndex,
  version: string,
  query: RegisterQuery,
  viewer: Viewer,
  after: Place | undefined,
): RegisterAnswer => {
  const units = readWords(query.q ?? '')
  const reads = readingsOf(index, units)
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
