import { type FacetName, facetNames } from '../facets.ts'
import type { Dictionary } from './dictionary.ts'
import { type Column, pack, unpack } from './layout.ts'

/** Facets whose value every item of an entry shares; the others are the item's own. */
export const entryFacets = ['country', 'tier', 'population', 'language'] as const satisfies FacetName[]

/** The values of a facet in this segment, and the sets of them that occur; a column holds the number of the set. */
export type FacetTable = {
  readonly values: readonly string[]
  readonly sets: readonly (readonly number[])[]
}

/** Entries that a viewer sees in all, and under each value of each facet; `heading` counts themes by heading. */
export type StoredCounts = {
  readonly total: number
  readonly facets: Readonly<Record<FacetName | 'heading', Readonly<Record<string, number>>>>
}

/** Where the bytes of a part lie that is read only as needed: pieces of equal size, compressed one by one. */
export type PartPlace = {
  /** The chunk of its first piece, counted after the columns' chunks. */
  readonly first: number
  readonly pieces: number
  readonly pieceBytes: number
  readonly bytes: number
}

/** The small tables of a segment. */
type SegmentMeta = {
  readonly facets: Readonly<Record<FacetName, FacetTable>>
  /** The languages of descriptions, by their first subtag. */
  readonly textLanguages: readonly string[]
  /** Items that everybody may see, and the words of their texts in all. */
  readonly publicItems: number
  readonly publicWords: number
  /** By viewer; empty in a segment that is not stored. */
  readonly counts: Readonly<Record<string, StoredCounts>>
  readonly parts: Readonly<Record<string, PartPlace>>
  /** The postings in texts, in pieces of so many bytes that compressed have the lengths given; they follow the columns. */
  readonly postings: {
    readonly bytes: number
    readonly pieceBytes: number
    readonly lengths: readonly number[]
  }
}

/**
 * One immutable part of the register as columns. Entries are numbered in order of id, items by entry; a posting
 * is a number and what follows it, as LEB128, in order of number, each number less the one before (−1 at first).
 */
export type Columns = {
  readonly meta: SegmentMeta
  readonly entryIds: Dictionary
  /** Where an entry's items begin, and at last how many items there are. */
  readonly itemStarts: Uint32Array
  /** Milliseconds since 1970. */
  readonly updated: Float64Array
  /** Entries from the freshest to the oldest, by id where equal. */
  readonly freshest: Uint32Array
  /** Words of an entry's name. */
  readonly nameLengths: Uint8Array
  /** Where an entry's JSON begins in the part `texts`. */
  readonly entryTexts: Uint32Array
  /** The number of the set of values, by entry for `entryFacets`, else by item. */
  readonly facets: Readonly<Record<FacetName, Uint16Array>>
  /** By item: its place in `visibilities`, its place in `textLanguages`, the words of its text. */
  readonly visibility: Uint8Array
  readonly textLanguage: Uint8Array
  readonly textLengths: Uint16Array
  /** Every form of every word of a name or text. */
  readonly terms: Dictionary
  /** One bit a term: stands in something public. */
  readonly publicTerms: Uint32Array
  /** Where a term's postings in texts begin, which a segment gives: (item << 1 | more than once) and, if so, how often. */
  readonly textStarts: Uint32Array
  /** Entries: number less the one before (0 for another place in the same name), place in the name. */
  readonly nameStarts: Uint32Array
  readonly namePostings: Uint8Array
  /** Where a term's places begin in the part `places`: for each posting of the text, each less the one before. */
  readonly placeStarts: Uint32Array
  /** Stems as `en:collect`, and the terms that have them. */
  readonly stems: Dictionary
  readonly stemStarts: Uint32Array
  readonly stemTerms: Uint8Array
  /** Items by the number of their theme's set. */
  readonly themeStarts: Uint32Array
  readonly themePostings: Uint8Array
}

const dictionaries = ['entryIds', 'terms', 'stems'] as const

/** The columns as one buffer. */
export const bytesOfColumns = ({ meta, facets, ...columns }: Columns): Uint8Array => {
  const flat: Record<string, Column> = {}
  for (const [name, column] of Object.entries(columns))
    if ('starts' in column) {
      flat[`${name}.bytes`] = column.bytes
      flat[`${name}.starts`] = column.starts
    } else flat[name] = column
  for (const facet of facetNames) flat[`facet.${facet}`] = facets[facet]
  return pack(meta, flat)
}

/** The columns of a buffer, as views; undefined for other bytes. */
export const columnsOfBytes = (bytes: Uint8Array): Columns | undefined => {
  const unpacked = unpack(bytes)
  if (!unpacked) return undefined
  const { meta, columns } = unpacked
  const found: Record<string, unknown> = { meta, facets: {} }
  for (const [name, column] of Object.entries(columns)) {
    const [whole, part] = name.split('.') as [string, string | undefined]
    if (part === undefined) found[whole] = column
    else if (whole === 'facet') (found.facets as Record<string, unknown>)[part] = column
  }
  for (const name of dictionaries)
    found[name] = { bytes: columns[`${name}.bytes`], starts: columns[`${name}.starts`] }
  // What `bytesOfColumns` of this layout packed: its mark says so.
  return found as Columns
}

export const entriesIn = (columns: Columns): number => columns.itemStarts.length - 1
export const itemsIn = (columns: Columns): number => columns.visibility.length
