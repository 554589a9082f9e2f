import type { CountryCode } from '../places/countries.ts'
import type { ThemeId } from '../themes/themes.ts'
import type { Direction, Entry, EntryItem, Viewer } from './entry.ts'

/** What is asked of the register. Several values of one facet widen, different facets narrow. */
export type RegisterQuery = {
  readonly q?: string
  readonly direction?: readonly Direction[]
  readonly theme?: readonly ThemeId[]
  readonly country?: readonly CountryCode[]
  readonly limit: number
  /** Where to go on, as `nextCursor` gave it. */
  readonly cursor?: string
}

/** Exact counts over all hits, each facet counted without its own filter; labels are added for the reader. */
export type FacetCounts = Readonly<Record<'direction' | 'theme' | 'country', ReadonlyMap<string, number>>>

export type RegisterAnswer = {
  /** Entries with at least one matching item that the viewer may see. */
  readonly total: number
  readonly entries: readonly { readonly entry: Entry; readonly matching: readonly EntryItem[] }[]
  readonly facets: FacetCounts
  readonly nextCursor?: string
  /** How words were understood, e.g. `{word: 'abfallwirtschaft', as: ['waste-management']}`. */
  readonly searchedAs: readonly { readonly word: string; readonly themes: readonly ThemeId[] }[]
}

/** One version of the register, as of its opening: public entries only, items of every visibility. */
export type RegisterIndex = {
  /** Names the snapshot and the delta rows it includes; cursors carry it. */
  readonly version: string
  search(query: RegisterQuery, viewer: Viewer): RegisterAnswer
  /** All entries in order of id. Callers respect `maySee` for each item. */
  entries(): Iterable<Entry>
  entry(entryId: string): Entry | undefined
}

/** Opens the current register: nothing that was confirmed before the call is missing. */
export type RegisterReader = { open(): Promise<RegisterIndex> }
