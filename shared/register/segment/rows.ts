import { type Columns, entriesIn, itemsIn } from './columns.ts'
import { type FacetSets, facetSetsOf } from './facet-sets.ts'

/**
 * What a search looks at for each hit, side by side: a hit then costs one line of the processor's cache, not one a
 * column, which is most of the time of a query over a large register.
 */
export type Rows = {
  /** `itemFields` numbers an item, at the places below. */
  readonly items: Uint16Array
  /** The entry of an item is at `itemEntry` of the same bytes, read as numbers of 32 bits. */
  readonly entryOfItem: Uint32Array
  /** `entryFields` numbers an entry: its sets of countries, tiers, population bands and languages. */
  readonly entries: Uint16Array
  readonly sets: FacetSets
}

export const itemFields = 8
export const [ofVisibility, ofDirection, ofTheme, ofProgramme, ofFormat, ofLength] = [0, 1, 2, 3, 4, 5]
export const [itemFields32, itemEntry] = [4, 3]
export const entryFields = 4
export const [ofCountry, ofTier, ofPopulation, ofLanguage] = [0, 1, 2, 3]

/** Puts the columns side by side: some 20 ns an item. */
export const rowsOf = (columns: Columns): Rows => {
  const { facets, itemStarts, visibility, textLengths } = columns
  const { direction, theme, programme, format, country, tier, population, language } = facets
  const items = new Uint16Array(itemsIn(columns) * itemFields)
  const entryOfItem = new Uint32Array(items.buffer)
  const entries = new Uint16Array(entriesIn(columns) * entryFields)
  for (let entry = 0, item = 0; entry < itemStarts.length - 1; entry++) {
    const at = entry * entryFields
    entries[at + ofCountry] = country[entry] as number
    entries[at + ofTier] = tier[entry] as number
    entries[at + ofPopulation] = population[entry] as number
    entries[at + ofLanguage] = language[entry] as number
    for (const end = itemStarts[entry + 1] as number; item < end; item++) {
      const row = item * itemFields
      items[row + ofVisibility] = visibility[item] as number
      items[row + ofDirection] = direction[item] as number
      items[row + ofTheme] = theme[item] as number
      items[row + ofProgramme] = programme[item] as number
      items[row + ofFormat] = format[item] as number
      items[row + ofLength] = textLengths[item] as number
      entryOfItem[item * itemFields32 + itemEntry] = entry
    }
  }
  return { items, entryOfItem, entries, sets: facetSetsOf(columns) }
}
