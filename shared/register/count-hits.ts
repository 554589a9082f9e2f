import { headingIds, narrowerThan, type ThemeId } from '../themes/themes.ts'
import { type FacetName, facetNames } from './facets.ts'
import type { Hits } from './hits.ts'
import type { Layer } from './layer.ts'
import { entriesIn, type FacetTable } from './segment/columns.ts'
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
} from './segment/rows.ts'

/** Chosen values by facet; a facet without any does not narrow. */
export type Filters = Readonly<Partial<Record<FacetName, ReadonlySet<string>>>>

/** Entries under each value of each facet, each facet counted without its own filter. Mutable while it is added up. */
export type Counts = { readonly [F in FacetName | 'heading']: Map<string, number> }

export const noCounts = (): Counts =>
  Object.fromEntries([...facetNames, 'heading'].map((name) => [name, new Map()])) as Counts

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

/** Counts of one facet while they are added up, of entries each once under every value. */
class FacetCount {
  /** Entries that were counted whole, by the number of their set. */
  readonly bySet: Uint32Array
  readonly #byValue: Uint32Array
  readonly #last: Int32Array
  readonly #sets: FacetTable['sets']

  constructor({ values, sets }: Pick<FacetTable, 'values' | 'sets'>) {
    this.bySet = new Uint32Array(sets.length)
    this.#byValue = new Uint32Array(values.length)
    this.#last = new Int32Array(values.length).fill(-1)
    this.#sets = sets
  }

  /** Counts an entry under the values of a set, except those that it was counted under by this already. */
  once(set: number, entry: number): void {
    const values = this.#sets[set] as readonly number[]
    for (let at = 0; at < values.length; at++) {
      const value = values[at] as number
      if (this.#last[value] === entry) continue
      this.#last[value] = entry
      this.#byValue[value] = (this.#byValue[value] as number) + 1
    }
  }

  /** By the number of the value. */
  total(): Uint32Array {
    const sum = this.#byValue.slice()
    for (const [set, count] of this.bySet.entries())
      if (count > 0)
        for (const value of this.#sets[set] as readonly number[]) sum[value] = (sum[value] as number) + count
    return sum
  }
}

const headingNumbers: ReadonlyMap<string, number> = new Map(
  headingIds.flatMap((id, number) => narrowerThan(id).map((theme: ThemeId) => [theme, number] as const)),
)

/** The headings of the sets of themes. */
const headingTable = ({ values, sets }: FacetTable): FacetTable => ({
  values: headingIds,
  sets: sets.map((set) => [
    ...new Set(set.flatMap((value) => headingNumbers.get(values[value] ?? '') ?? [])),
  ]),
})

type FacetCounts = { readonly [F in FacetName | 'heading']: FacetCount }

/** What a layer's hits come to while they are gone through, with room for as many entries as there can be. */
class Gathering {
  readonly counts: FacetCounts
  readonly #entries: Uint32Array
  readonly #worth: Float64Array | undefined
  #size = 0

  constructor({ segment }: Layer, most: number, hasWorth: boolean) {
    const { facets } = segment.columns.meta
    this.counts = {
      ...(Object.fromEntries(facetNames.map((facet) => [facet, new FacetCount(facets[facet])])) as Record<
        FacetName,
        FacetCount
      >),
      heading: new FacetCount(headingTable(facets.theme)),
    }
    this.#entries = new Uint32Array(most)
    this.#worth = hasWorth ? new Float64Array(most) : undefined
  }

  add(entry: number, worth: number): void {
    this.#entries[this.#size] = entry
    if (this.#worth) this.#worth[this.#size] = worth
    this.#size++
  }

  /** Adds what was counted. */
  end({ segment }: Layer, counts: Counts): Tally {
    const { facets } = segment.columns.meta
    for (const name of [...facetNames, 'heading' as const]) {
      const values = name === 'heading' ? headingIds : facets[name].values
      for (const [value, count] of this.counts[name].total().entries())
        if (count > 0) addTo(counts[name], values[value] as string, count)
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
  const gathering = new Gathering(layer, most, hits !== undefined)
  const isFiltered = facetNames.some((facet) => filters[facet])
  if (isFiltered) countFiltered(layer, hits, rank, passing(layer, filters), gathering)
  else countAll(layer, hits, rank, gathering)
  return gathering.end(layer, counts)
}

/**
 * Without filters. An entry with one hit, as most are, is counted by the sets that its values are; when a second
 * one comes, its first is taken back and its values are counted once each.
 */
const countAll = (
  { segment, dead }: Layer,
  hits: Hits | undefined,
  rank: number,
  gathering: Gathering,
): void => {
  const { items: rows, entryOfItem, entries: entryRows } = segment.rows()
  const { counts } = gathering
  const { direction, theme, heading, programme, format } = counts
  const [directions, themes, headings] = [direction.bySet, theme.bySet, heading.bySet]
  const [programmes, formats] = [programme.bySet, format.bySet]
  const [countries, tiers] = [counts.country.bySet, counts.tier.bySet]
  const [populations, languages] = [counts.population.bySet, counts.language.bySet]
  const add = (to: Uint32Array, set: number, more: number) => {
    to[set] = (to[set] as number) + more
  }
  const addItem = (row: number, more: number) => {
    const themeSet = rows[row + ofTheme] as number
    add(directions, rows[row + ofDirection] as number, more)
    add(themes, themeSet, more)
    add(headings, themeSet, more)
    add(programmes, rows[row + ofProgramme] as number, more)
    add(formats, rows[row + ofFormat] as number, more)
  }
  const addOnce = (row: number, entry: number) => {
    const themeSet = rows[row + ofTheme] as number
    direction.once(rows[row + ofDirection] as number, entry)
    theme.once(themeSet, entry)
    heading.once(themeSet, entry)
    programme.once(rows[row + ofProgramme] as number, entry)
    format.once(rows[row + ofFormat] as number, entry)
  }
  const items = hits?.items
  const worths = hits?.worth
  const size = items ? items.length : rows.length / itemFields
  let current = -1
  let firstRow = -1
  let best = 0
  for (let at = 0; at < size; at++) {
    const item = items ? (items[at] as number) : at
    const row = item * itemFields
    if ((rows[row] as number) > rank) continue
    const entry = entryOfItem[item * itemFields32 + itemEntry] as number
    const worth = worths ? (worths[at] as number) : 0
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
    add(countries, entryRows[place + ofCountry] as number, 1)
    add(tiers, entryRows[place + ofTier] as number, 1)
    add(populations, entryRows[place + ofPopulation] as number, 1)
    add(languages, entryRows[place + ofLanguage] as number, 1)
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
  const { items: rows, entryOfItem, entries: entryRows } = segment.rows()
  const { itemStarts } = segment.columns
  const { direction, theme, heading, programme, format, ...ofEntry } = gathering.counts
  const { country: countryPass, tier: tierPass, population: populationPass, language: languagePass } = pass
  const { direction: directionPass, theme: themePass, programme: programmePass, format: formatPass } = pass
  // By their places in a row of the entry.
  const entryCounts = [ofEntry.country, ofEntry.tier, ofEntry.population, ofEntry.language]
  const addEntry = (entry: number, facet: number) => {
    const { bySet } = entryCounts[facet] as FacetCount
    const set = entryRows[entry * entryFields + facet] as number
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
      if ((rows[row] as number) > rank) continue
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
      if (fails === 0 || failed === ofDirection) direction.once(rows[row + ofDirection] as number, entry)
      if (fails === 0 || failed === ofTheme) {
        theme.once(rows[row + ofTheme] as number, entry)
        heading.once(rows[row + ofTheme] as number, entry)
      }
      if (fails === 0 || failed === ofProgramme) programme.once(rows[row + ofProgramme] as number, entry)
      if (fails === 0 || failed === ofFormat) format.once(rows[row + ofFormat] as number, entry)
    }
    if (best >= 0) gathering.add(entry, best)
  }
}
