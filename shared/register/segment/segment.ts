import type { Entry } from '../entry.ts'
import { type BuiltSegment, buildSegment } from './build-segment.ts'
import { type Columns, entriesIn, itemsIn } from './columns.ts'
import { itemEntry, itemFields32, type Rows, rowsOf } from './rows.ts'

/** An open segment: its columns in memory, the rest behind questions. */
export type Segment = {
  readonly columns: Columns
  /** Its items and entries as rows; made when first asked for. */
  rows(): Rows
  /** The place of each entry in `freshest`; made when first asked for. */
  freshness(): Uint32Array
  /** What a search needs while it runs, kept so that no query allocates it anew. Empty between searches. */
  scratch(): Scratch
  /**
   * All postings in texts, of which those from one byte up to another can be read now.
   *
   * @throws MissingBytes where they are damaged
   */
  textPostings(from: number, to: number): Uint8Array
  /** These entries, in this order. */
  entries(numbers: readonly number[]): Promise<readonly Entry[]>
  /** All entries in order of id. */
  allEntries(): Promise<readonly Entry[]>
  /** The places of these terms in texts: `placeStarts[term]` to `placeStarts[term + 1]` of the part. */
  places(terms: readonly number[]): Promise<ReadonlyMap<number, Uint8Array>>
  /** Reads everything once, to see that it is there and whole. */
  verify(): Promise<void>
  /** Names in the order of a language, for sorting. */
  nameOrder(language: string): Promise<NameOrder>
}

/** Names, and where each stands in the order of a language. */
export type NameOrder = { readonly rank: Uint32Array; name(entry: number): string }

/** Dense columns that the hits of one word are gathered in. All zero between uses. */
export type Scratch = {
  /** By item: how often, weighed by how the word was met, in `partsOfOnce`. */
  readonly times: Uint16Array
  /** By entry: the best way the word was met in the name. */
  readonly inName: Float32Array
  /** One bit an item. */
  readonly hit: Uint32Array
}

/** The parts of every open segment that follow from its columns. */
export const derivedFrom = (
  columns: Columns,
): Pick<Segment, 'columns' | 'rows' | 'freshness' | 'scratch'> => {
  let rows: Rows | undefined
  let freshness: Uint32Array | undefined
  let scratch: Scratch | undefined
  return {
    columns,
    rows() {
      rows ??= rowsOf(columns)
      return rows
    },
    freshness() {
      if (!freshness) {
        freshness = new Uint32Array(entriesIn(columns))
        for (let place = 0; place < freshness.length; place++)
          freshness[columns.freshest[place] as number] = place
      }
      return freshness
    },
    scratch() {
      scratch ??= {
        times: new Uint16Array(itemsIn(columns)),
        inName: new Float32Array(entriesIn(columns)),
        hit: new Uint32Array((itemsIn(columns) >> 5) + 1),
      }
      return scratch
    },
  }
}

/** Names in the order in which a language's readers look them up; by id where that makes no difference. */
export const rankedNames = (names: readonly string[], language: string): Uint32Array => {
  const { compare } = new Intl.Collator(language)
  const order = Uint32Array.from(names.keys()).sort(
    (a, b) => compare(names[a] as string, names[b] as string) || a - b,
  )
  const rank = new Uint32Array(names.length)
  for (const [place, entry] of order.entries()) rank[entry] = place
  return rank
}

/** A segment of entries in memory: the changes since a snapshot, or a whole small register. */
export const segmentInMemory = (entries: Iterable<Entry>): Segment => {
  const ordered = inOrderOfId(entries)
  return segmentOf(ordered, buildSegment(ordered))
}

export const inOrderOfId = (entries: Iterable<Entry>): Entry[] =>
  [...entries].sort((a, b) => (a.entryId < b.entryId ? -1 : 1))

/** The same, of entries in order of id whose columns were built before. */
export const segmentOf = (
  ordered: readonly Entry[],
  { columns, textPostings, places }: BuiltSegment,
): Segment => {
  const orders = new Map<string, Uint32Array>()
  return {
    ...derivedFrom(columns),
    textPostings: () => textPostings,
    entries: async (numbers) => numbers.map((number) => ordered[number] as Entry),
    allEntries: async () => ordered,
    verify: async () => {},
    places: async (terms) =>
      new Map(
        terms.map((term) => [
          term,
          places.subarray(columns.placeStarts[term], columns.placeStarts[term + 1]),
        ]),
      ),
    async nameOrder(language) {
      const name = (entry: number) => ordered[entry]?.authority.name ?? ''
      let rank = orders.get(language)
      if (!rank) {
        rank = rankedNames(
          ordered.map((_, entry) => name(entry)),
          language,
        )
        orders.set(language, rank)
      }
      return { rank, name }
    },
  }
}

/** The entry of an item. */
export const entryOf = (segment: Segment, item: number): number =>
  segment.rows().entryOfItem[item * itemFields32 + itemEntry] as number
