import { Failure } from '../failures.ts'
import { fallbackLanguage } from '../messages/languages.ts'
import { type Counts, countHits, type Filters, noCounts, type Tally } from './count-hits.ts'
import { cursorOf, placeOf } from './cursor.ts'
import { type Entry, type EntryItem, maySee, type Viewer } from './entry.ts'
import { facetNames, valuesOf } from './facets.ts'
import { type Hits, placeIn } from './hits.ts'
import { extentOf, type Layer, rankOf } from './layer.ts'
import { rareWord } from './near-terms.ts'
import { type Places, termsOfPhrase, wholeNames } from './phrase-hits.ts'
import {
  byFreshness,
  byName,
  firstByName,
  firstByRelevance,
  mergedOrder,
  type Ranked,
} from './rank-entries.ts'
import { allOf, anyOf, type Read, readingsOf } from './read-query.ts'
import { type QueryUnit, readWords } from './read-words.ts'
import type { FoundEntry, RegisterAnswer, SearchIndex, WholeQuery } from './register-index.ts'
import { everythingSeen, freshestSeen } from './seen-without-question.ts'
import { entryOf } from './segment/segment.ts'

/**
 * One version of the register, searched.
 *
 * @param layers the snapshot, and the changes since; together one version
 * @param earlier gives an earlier version, for cursors, if it can still be read
 */
export const registerIndexOf = ({
  version,
  layers,
  earlier,
}: {
  readonly version: string
  readonly layers: readonly Layer[]
  readonly earlier: (version: string) => SearchIndex | undefined
}): SearchIndex => {
  const extent = extentOf(layers)
  const answered = async (query: WholeQuery, viewer: Viewer) => {
    const units = readWords(query.q ?? '')
    const places = await placesFor(layers, units)
    const reads = readingsOf(layers, units, extent, places)
    return { units, reads, found: hitEntries(layers, reads, query, viewer) }
  }
  return {
    version,
    async all(query, viewer) {
      const { units, found } = await answered(query, viewer)
      const ranked = await inOrder(layers, found, units, query, Number.POSITIVE_INFINITY)
      return { total: found.total, entries: inTurn(layers, ranked, found, viewer) }
    },
    async search(query, viewer) {
      const place = query.cursor === undefined ? undefined : placeOf(query.cursor, query, viewer)
      if (place && place.version !== version) {
        const index = earlier(place.version)
        if (!index) throw new Failure('gone', 'expired-cursor')
        return index.search(query, viewer)
      }
      const { units, reads, found } = await answered(query, viewer)
      const before = place?.before ?? 0
      const ranked = await inOrder(layers, found, units, query, before + query.limit + 1)
      const page = ranked.slice(before, before + query.limit)
      return {
        total: found.total,
        entries: await shown(layers, page, found, viewer),
        facets: found.counts,
        ...(ranked.length > before + query.limit && {
          nextCursor: cursorOf({ version, before: before + query.limit }, query, viewer),
        }),
        searchedAs: reads
          .map(({ reading }) => reading)
          .filter(({ themes, names, similar }) => themes.length + names.length + similar.length > 0),
        words: found.words,
        absent: found.total > 0 ? [] : absentIn(layers, reads, viewer),
        didYouMean: reads.flatMap(({ counted }) =>
          counted.flatMap(({ unit, publicItems }) => rareWord(layers, unit, publicItems)),
        ),
      }
    },
  }
}

/** Where the words of phrases stand, from each layer. */
const placesFor = (layers: readonly Layer[], units: readonly QueryUnit[]): Promise<readonly Places[]> => {
  const phrases = units.flatMap((unit) =>
    unit.kind === 'phrase' && unit.words.length > 0 ? [unit.words] : [],
  )
  return Promise.all(
    layers.map((layer) => {
      const terms = [...new Set(phrases.flatMap((words) => termsOfPhrase(layer, words)))]
      return terms.length === 0 ? new Map() : layer.segment.places(terms)
    }),
  )
}

/** What was found in all layers, before it is put in order. */
type Found = {
  readonly total: number
  readonly counts: Counts
  readonly words: 'all' | 'any'
  readonly filters: Filters
  /** By layer; undefined hits: all items. Undefined tally: everything the viewer may see, counted beforehand. */
  readonly layers: readonly { readonly hits: Hits | undefined; readonly tally: Tally | undefined }[]
  readonly rank: number
}

/** Whether a viewer may see any of the hits. */
const anySeen = (layer: Layer | undefined, { items }: Hits, rank: number): boolean => {
  if (!layer) return false
  const { segment, dead } = layer
  const { visibility } = segment.columns
  return items.some(
    (item) =>
      (visibility[item] as number) <= rank && (dead === undefined || dead[entryOf(segment, item)] !== 1),
  )
}

const absentIn = (layers: readonly Layer[], reads: readonly Read[], viewer: Viewer): string[] =>
  reads
    .filter(({ hits }) => !hits.some((each, n) => anySeen(layers[n], each, rankOf(viewer))))
    .map(({ reading }) => reading.word)

const filtersOf = (query: WholeQuery): Filters =>
  Object.fromEntries(
    facetNames.flatMap((facet) => {
      const values: readonly string[] = query[facet] ?? []
      return values.length > 0 ? [[facet, new Set(values)]] : []
    }),
  )

const hitEntries = (
  layers: readonly Layer[],
  reads: readonly Read[],
  query: WholeQuery,
  viewer: Viewer,
): Found => {
  const rank = rankOf(viewer)
  const filters = filtersOf(query)
  if (reads.length === 0 && Object.keys(filters).length === 0) {
    const { total, counts } = everythingSeen(layers, viewer)
    return {
      total,
      counts,
      words: 'all',
      filters,
      layers: layers.map(() => ({ hits: undefined, tally: undefined })),
      rank,
    }
  }
  const hitsBy = (join: typeof allOf): readonly (Hits | undefined)[] =>
    layers.map((_, n) => (reads.length === 0 ? undefined : join(reads, n)))
  const isSeen = (hits: readonly (Hits | undefined)[]) =>
    hits.some((each, n) => each && anySeen(layers[n], each, rank))
  let hits = hitsBy(allOf)
  let words: RegisterAnswer['words'] = 'all'
  if (!isSeen(hits) && (reads.length > 1 || reads.some(({ several }) => several))) {
    const any = hitsBy(anyOf)
    if (isSeen(any)) {
      hits = any
      words = 'any'
    }
  }
  const counts = noCounts()
  const counted = layers.map((layer, n) => ({
    hits: hits[n],
    tally: countHits(layer, hits[n], rank, filters, counts),
  }))
  return {
    total: counted.reduce((sum, { tally }) => sum + tally.entries.length, 0),
    counts,
    words,
    filters,
    layers: counted,
    rank,
  }
}

/** The first `most` entries in the order that was asked for. */
const inOrder = async (
  layers: readonly Layer[],
  found: Found,
  units: readonly QueryUnit[],
  { sort = 'relevance', reader = fallbackLanguage }: WholeQuery,
  most: number,
): Promise<Ranked[]> => {
  const typed = units.flatMap((unit) => (unit.kind === 'word' ? [unit.word] : unit.words))
  const orders =
    sort === 'name' ? await Promise.all(layers.map(({ segment }) => segment.nameOrder(reader))) : []
  const lists = layers.map((layer, n) => {
    const order = orders[n]
    const tally =
      found.layers[n]?.tally ?? freshestSeen(layer, found.rank, order ? Number.POSITIVE_INFINITY : most)
    if (order) return firstByName(tally, order, most).map((ranked) => ({ layer: n, ...ranked }))
    const whole = sort === 'relevance' ? wholeNames(layer, typed) : undefined
    return firstByRelevance(tally, whole, layer, most).map((ranked) => ({ layer: n, ...ranked }))
  })
  const before = sort === 'name' ? byName(layers, orders, reader) : byFreshness(layers)
  return mergedOrder(lists, before, most)
}

/** Entries that are looked up together while all are taken. */
const entriesTogether = 250

async function* inTurn(
  layers: readonly Layer[],
  ranked: readonly Ranked[],
  found: Found,
  viewer: Viewer,
): AsyncIterable<FoundEntry> {
  for (let from = 0; from < ranked.length; from += entriesTogether)
    yield* await shown(layers, ranked.slice(from, from + entriesTogether), found, viewer)
}

/** The entries of a page, each with its items that match. */
const shown = async (
  layers: readonly Layer[],
  page: readonly Ranked[],
  found: Found,
  viewer: Viewer,
): Promise<RegisterAnswer['entries']> => {
  const texts = await Promise.all(
    layers.map(async ({ segment }, layer) => {
      const numbers = page.filter((each) => each.layer === layer).map(({ entry }) => entry)
      const entries = numbers.length > 0 ? await segment.entries(numbers) : []
      return new Map(numbers.map((number, at) => [number, entries[at]]))
    }),
  )
  return page.flatMap(({ layer, entry: number }) => {
    const entry = texts[layer]?.get(number)
    const { segment } = layers[layer] as Layer
    const first = segment.columns.itemStarts[number] as number
    const hits = found.layers[layer]?.hits
    return entry
      ? [
          {
            entry,
            matching: entry.items.filter(
              (item, at) =>
                maySee(viewer, item.visibility) &&
                (!hits || placeIn(hits, first + at) !== undefined) &&
                passes(found.filters, entry, item),
            ),
          },
        ]
      : []
  })
}

const passes = (filters: Filters, entry: Entry, item: EntryItem): boolean =>
  facetNames.every((facet) => {
    const chosen = filters[facet]
    return !chosen || valuesOf(facet, entry, item).some((value) => chosen.has(value))
  })
