import type { Language } from '../messages/languages.ts'
import type { CountryCode } from '../places/countries.ts'
import type { ProgrammeId } from '../programmes/programmes.ts'
import type { ThemeId } from '../themes/themes.ts'
import type { Direction, Entry, EntryItem, Format, Tier, Viewer } from './entry.ts'
import type { FacetName, PopulationBand } from './facets.ts'

/** By relevance (then freshness), by freshness alone, or by name as the reader's language sorts. */
export const sortOrders = ['relevance', 'newest', 'name'] as const
export type SortOrder = (typeof sortOrders)[number]

/** What is asked of the register. Several values of one facet widen, different facets narrow. */
export type RegisterQuery = {
  readonly q?: string | undefined
  readonly direction?: readonly Direction[] | undefined
  readonly theme?: readonly ThemeId[] | undefined
  readonly country?: readonly CountryCode[] | undefined
  readonly tier?: readonly Tier[] | undefined
  readonly population?: readonly PopulationBand[] | undefined
  /** Working languages of the authority. */
  readonly language?: readonly string[] | undefined
  readonly programme?: readonly ProgrammeId[] | undefined
  readonly format?: readonly Format[] | undefined
  /** `relevance` unless stated. */
  readonly sort?: SortOrder | undefined
  /** The reader's, for `name`; the fallback language unless stated. */
  readonly reader?: Language | undefined
  readonly limit: number
  /** Where to go on, as `nextCursor` gave it. */
  readonly cursor?: string | undefined
}

/**
 * Exact counts over all hits, each facet counted without its own filter; labels are added for the reader.
 * `heading` counts entries with any theme under it.
 */
type FacetCounts = Readonly<Record<FacetName | 'heading', ReadonlyMap<string, number>>>

/** How one word (or several that name a theme together) was understood beyond its own letters. */
export type WordReading = {
  /** As typed: `Abfallwirtschaft`. */
  readonly word: string
  /** Themes that have this name in some language; their items are found as well. */
  readonly themes: readonly ThemeId[]
  /** Other names of the place that it names, as far as they occur: for 'kiev' Kyiv and Київ; found as well. */
  readonly names: readonly string[]
  /** Words one typing error away that stand in for a word that nobody wrote. */
  readonly similar: readonly string[]
}

/** An entry that was found, with its items that match and that the viewer may see. */
export type FoundEntry = { readonly entry: Entry; readonly matching: readonly EntryItem[] }

export type RegisterAnswer = {
  /** Entries with at least one matching item that the viewer may see. */
  readonly total: number
  readonly entries: readonly FoundEntry[]
  readonly facets: FacetCounts
  readonly nextCursor?: string
  /** Only the words that were widened, e.g. `{word: 'abfallwirtschaft', themes: ['waste-management'], …}`. */
  readonly searchedAs: readonly WordReading[]
  /** `any`: no item has all the words, so those with at least one are shown. */
  readonly words: 'all' | 'any'
  /** Words and phrases that stand in nothing that the viewer may see; told only where nothing was found. */
  readonly absent: readonly string[]
  /** For words that exist but are rare: others one typing error away that are found more often. */
  readonly didYouMean: readonly { readonly word: string; readonly instead: readonly string[] }[]
}

/** One version of the register, as of its opening: public entries only, items of every visibility. */
export type SearchIndex = {
  /** Names the snapshot and the delta rows it includes; cursors carry it. */
  readonly version: string
  /**
   * @throws Failure `gone` `expired-cursor` when the cursor's version can no longer be read, `invalid` at
   *   `?cursor` when it is none of ours
   */
  search(query: RegisterQuery, viewer: Viewer): Promise<RegisterAnswer>
  /** All that a search finds, in its order, from this version to the end: each entry is read when it is taken. */
  all(query: WholeQuery, viewer: Viewer): Promise<WholeAnswer>
}

export type WholeQuery = Omit<RegisterQuery, 'limit' | 'cursor'>
type WholeAnswer = { readonly total: number; readonly entries: AsyncIterable<FoundEntry> }

/** The same with every entry in memory, for those who compare them all. */
export type RegisterIndex = SearchIndex & {
  /** All entries in order of id. Callers respect `maySee` for each item. */
  entries(): Iterable<Entry>
  entry(entryId: string): Entry | undefined
}

/** Opens the current register to search it: nothing that was confirmed before the call is missing. */
export type SearchReader = { open(): Promise<SearchIndex> }

/** Opens the current register with all its entries: nothing that was confirmed before the call is missing. */
export type RegisterReader = { open(): Promise<RegisterIndex> }
