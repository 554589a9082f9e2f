import { type FacetName, facetNames } from './facets.ts'
import type { Hits } from './hits.ts'
import type { Layer } from './layer.ts'
import { entriesIn } from './segment/columns.ts'
import { type CountName, countNames, type FacetSets } from './segment/facet-sets.ts'
import {
  entryFields,
  itemEntry,
  itemFields,
  itemFields32,
  ofCountry,
  ofDirection,
  ofFormat,
  ofLanguage,
  ofPopulation,
  ofProgramme,
  ofTheme,
  ofTier,
  ofVisibility,
} from './segment/rows.ts'

/** Chosen values by facet; a facet without any does not narrow. */
export type Filters = Readonly<Partial<Record<FacetName, ReadonlySet<string>>>>

/** Entries under each value of each facet, each facet counted without its own filter. Mutable while it is added up. */
export type Counts = { readonly [F in CountName]: Map<string, number> }

export const noCounts = (): Counts =>
  Object.fromEntries(countNames.map((name) => [name, new Map()])) as Counts

/** Adds to a count, and takes a value out that comes to nothing. */
export const addTo = (counts: Map<string, number>, value: string, more: number): void => {
  const sum = (counts.get(value) ?? 0) + more
  if (sum === 0) counts.delete(value)
  else counts.set(value, sum)
}

/** The entries of a layer with at least one hit that passes, each with what its best is worth. */
export type Tally = { readonly entries: Uint32Array; readonly worth: Float64Array | undefined }

/** For each set of a facet whether it passes; undefined: everything does. */
const passing = ({ segment }: Layer, filters: Filters) =>
  Object.fromEntries(
    facetNames.map((facet) => {
      const chosen = filters[facet]
      const { values, sets } = segment.columns.meta.facets[facet]
      return [
        facet,
        chosen &&
          Uint8Array.from(sets, (set) => (set.some((value) => chosen.has(values[value] ?? '')) ? 1 : 0)),
      ]
    }),
  ) as Record<FacetName, Uint8Array | undefined>

/** What a layer's hits come to while they are gone through, with room for as many entries as there can be. */
class Gathering {
  /** Entries that were counted whole, by the number of their set. */
  readonly bySet: Uint32Array
  readonly #byValue: Uint32Array
  readonly #last: Int32Array
  readonly #sets: FacetSets
  readonly #entries: Uint32Array
  readonly #worth: Float64Array | undefined
  #size = 0

  constructor(sets: FacetSets, most: number, hasWorth: boolean) {
    this.#sets = sets
    this.bySet = new Uint32Array(sets.starts.length - 1)
    this.#byValue = new Uint32Array(sets.values.length)
    this.#last = new Int32Array(sets.values.length).fill(-1)
    this.#entries = new Uint32Array(most)
    this.#worth = hasWorth ? new Float64Array(most) : undefined
  }

  /** Counts an entry under the values of a set, except those that it was counted under by this already. */
  once(set: number, entry: number): void {
    const { starts, valuesOfSets } = this.#sets
    const end = starts[set + 1] as number
    for (let at = starts[set] as number; at < end; at++) {
      const value = valuesOfSets[at] as number
      if (this.#last[value] === entry) continue
      this.#last[value] = entry
      this.#byValue[value] = (this.#byValue[value] as number) + 1
    }
  }

  add(entry: number, worth: number): void {
    this.#entries[this.#size] = entry
    if (this.#worth) this.#worth[this.#size] = worth
    this.#size++
  }

  /** Adds what was counted. */
  end(counts: Counts): Tally {
    const { starts, valuesOfSets, values } = this.#sets
    const sums = this.#byValue
    for (let set = 0; set < this.bySet.length; set++) {
      const count = this.bySet[set] as number
      if (count === 0) continue
      for (let at = starts[set] as number; at < (starts[set + 1] as number); at++) {
        const value = valuesOfSets[at] as number
        sums[value] = (sums[value] as number) + count
      }
    }
    for (let number = 0; number < sums.length; number++) {
      const count = sums[number] as number
      const { name, value } = values[number] as FacetSets['values'][number]
      if (count > 0) addTo(counts[name], value, count)
    }
    return {
      entries: this.#entries.subarray(0, this.#size),
      worth: this.#worth?.subarray(0, this.#size),
    }
  }
}

/**
 * Goes through hits (or all items) once: which entries have one that the viewer may see and that passes every
 * filter, and how many entries there are under each value of each facet, counted without the facet's own filter.
 *
 * @param rank of the viewer
 * @param counts are added to
 */
export const countHits = (
  layer: Layer,
  hits: Hits | undefined,
  rank: number,
  filters: Filters,
  counts: Counts,
): Tally => {
  const most = Math.min(hits?.items.length ?? Number.POSITIVE_INFINITY, entriesIn(layer.segment.columns))
  const gathering = new Gathering(layer.segment.rows().sets, most, hits !== undefined)
  const isFiltered = facetNames.some((facet) => filters[facet])
  if (isFiltered) countFiltered(layer, hits, rank, passing(layer, filters), gathering)
  else countAll(layer, hits, rank, gathering)
  return gathering.end(counts)
}

/** Hits that are read at a time. */
const blockSize = 64

/**
 * Without filters. An entry with one hit, as most are, is counted by the sets that its values are; when a second
 * one comes, its first is taken back and its values are counted once each.
 *
 * Hits of a large register lie far apart in memory. A block of them is read first and then counted: short loops let
 * the processor wait for many rows at once, which takes a third of the time of waiting for each.
 */
const countAll = (
  { segment, dead }: Layer,
  hits: Hits | undefined,
  rank: number,
  gathering: Gathering,
): void => {
  const { items: rows, entryOfItem, entries: entryRows, sets } = segment.rows()
  const { country, tier, population, language, direction, theme, programme, format } = sets.first
  const { bySet } = gathering
  const addToSet = (set: number, more: number) => {
    bySet[set] = (bySet[set] as number) + more
  }
  const addItem = (row: number, more: number) => {
    addToSet(direction + (rows[row + ofDirection] as number), more)
    addToSet(theme + (rows[row + ofTheme] as number), more)
    addToSet(programme + (rows[row + ofProgramme] as number), more)
    addToSet(format + (rows[row + ofFormat] as number), more)
  }
  const addOnce = (row: number, entry: number) => {
    gathering.once(direction + (rows[row + ofDirection] as number), entry)
    gathering.once(theme + (rows[row + ofTheme] as number), entry)
    gathering.once(programme + (rows[row + ofProgramme] as number), entry)
    gathering.once(format + (rows[row + ofFormat] as number), entry)
  }
  const items = hits?.items
  const worths = hits?.worth
  const size = items ? items.length : rows.length / itemFields
  const block = {
    row: new Uint32Array(blockSize),
    entry: new Uint32Array(blockSize),
    country: new Uint16Array(blockSize),
    worth: new Float64Array(blockSize),
  }
  let current = -1
  let firstRow = -1
  let best = 0
  for (let from = 0; from < size; from += blockSize) {
    const to = Math.min(size, from + blockSize)
    let seen = 0
    for (let at = from; at < to; at++) {
      const item = items ? (items[at] as number) : at
      const row = item * itemFields
      if ((rows[row + ofVisibility] as number) > rank) continue
      block.row[seen] = row
      block.entry[seen] = entryOfItem[item * itemFields32 + itemEntry] as number
      block.worth[seen] = worths ? (worths[at] as number) : 0
      seen++
    }
    for (let at = 0; at < seen; at++)
      block.country[at] = entryRows[(block.entry[at] as number) * entryFields] as number
    for (let at = 0; at < seen; at++) {
      const entry = block.entry[at] as number
      const row = block.row[at] as number
      const worth = block.worth[at] as number
      if (entry === current) {
        if (worth > best) best = worth
        if (firstRow >= 0) {
          addItem(firstRow, -1)
          addOnce(firstRow, entry)
          firstRow = -1
        }
        addOnce(row, entry)
        continue
      }
      if (dead !== undefined && dead[entry] === 1) continue
      if (current >= 0) gathering.add(current, best)
      current = entry
      firstRow = row
      best = worth
      addItem(row, 1)
      const place = entry * entryFields
      addToSet(country + (block.country[at] as number), 1)
      addToSet(tier + (entryRows[place + ofTier] as number), 1)
      addToSet(population + (entryRows[place + ofPopulation] as number), 1)
      addToSet(language + (entryRows[place + ofLanguage] as number), 1)
    }
  }
  if (current >= 0) gathering.add(current, best)
}

/**
 * With filters. An item that fails none counts everywhere; one that fails a single one counts under that facet
 * alone; one that fails two counts nowhere.
 */
const countFiltered = (
  { segment, dead }: Layer,
  hits: Hits | undefined,
  rank: number,
  pass: ReturnType<typeof passing>,
  gathering: Gathering,
): void => {
  const { items: rows, entryOfItem, entries: entryRows, sets } = segment.rows()
  const { itemStarts } = segment.columns
  const { country, tier, population, language, direction, theme, programme, format } = sets.first
  const { bySet } = gathering
  const { country: countryPass, tier: tierPass, population: populationPass, language: languagePass } = pass
  const { direction: directionPass, theme: themePass, programme: programmePass, format: formatPass } = pass
  // By their places in a row of the entry.
  const firstOfEntry = [country, tier, population, language]
  const addEntry = (entry: number, facet: number) => {
    const set = (firstOfEntry[facet] as number) + (entryRows[entry * entryFields + facet] as number)
    bySet[set] = (bySet[set] as number) + 1
  }
  const items = hits?.items
  const worths = hits?.worth
  const size = items ? items.length : rows.length / itemFields
  for (let at = 0; at < size; ) {
    const first = items ? (items[at] as number) : at
    const entry = entryOfItem[first * itemFields32 + itemEntry] as number
    const end = itemStarts[entry + 1] as number
    const place = entry * entryFields
    let entryFails = dead !== undefined && dead[entry] === 1 ? 2 : 0
    let entryFailed = -1
    if (countryPass && countryPass[entryRows[place + ofCountry] as number] === 0) {
      entryFails++
      entryFailed = ofCountry
    }
    if (tierPass && tierPass[entryRows[place + ofTier] as number] === 0) {
      entryFails++
      entryFailed = ofTier
    }
    if (populationPass && populationPass[entryRows[place + ofPopulation] as number] === 0) {
      entryFails++
      entryFailed = ofPopulation
    }
    if (languagePass && languagePass[entryRows[place + ofLanguage] as number] === 0) {
      entryFails++
      entryFailed = ofLanguage
    }
    let best = -1
    // Of an entry that fails, one item that passes is enough; of one that fails twice, nothing is.
    let isDone = entryFails > 1
    for (; at < size; at++) {
      const item = items ? (items[at] as number) : at
      if (item >= end) break
      if (isDone) {
        if (items) continue
        at = end
        break
      }
      const row = item * itemFields
      if ((rows[row + ofVisibility] as number) > rank) continue
      let fails = 0
      let failed = -1
      if (directionPass && directionPass[rows[row + ofDirection] as number] === 0) {
        fails++
        failed = ofDirection
      }
      if (themePass && themePass[rows[row + ofTheme] as number] === 0) {
        fails++
        failed = ofTheme
      }
      if (programmePass && programmePass[rows[row + ofProgramme] as number] === 0) {
        fails++
        failed = ofProgramme
      }
      if (formatPass && formatPass[rows[row + ofFormat] as number] === 0) {
        fails++
        failed = ofFormat
      }
      if (fails + entryFails > 1) continue
      if (entryFails === 1) {
        addEntry(entry, entryFailed)
        isDone = true
        continue
      }
      if (fails === 0) {
        if (best < 0) for (let facet = 0; facet < entryFields; facet++) addEntry(entry, facet)
        const worth = worths ? (worths[at] as number) : 0
        if (worth > best) best = worth
      }
      if (fails === 0 || failed === ofDirection)
        gathering.once(direction + (rows[row + ofDirection] as number), entry)
      if (fails === 0 || failed === ofTheme) gathering.once(theme + (rows[row + ofTheme] as number), entry)
      if (fails === 0 || failed === ofProgramme)
        gathering.once(programme + (rows[row + ofProgramme] as number), entry)
      if (fails === 0 || failed === ofFormat) gathering.once(format + (rows[row + ofFormat] as number), entry)
    }
    if (best >= 0) gathering.add(entry, best)
  }
}
