import { type HeadingId, headingIds, narrowerThan, type ThemeId } from '../themes/themes.ts'
import { type FacetName, facetNames } from './facets.ts'
import type { Hits } from './hits.ts'
import type { Layer } from './layer.ts'
import { entryFacets } from './segment/columns.ts'
import { NumberList } from './segment/growing.ts'

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

/** Counts entries once under each number, whatever number of their items comes under it. */
class OnceAnEntry {
  readonly counts: Uint32Array
  readonly #last: Int32Array

  constructor(size: number) {
    this.counts = new Uint32Array(size)
    this.#last = new Int32Array(size).fill(-1)
  }

  add(number: number, entry: number): void {
    if (this.#last[number] === entry) return
    this.#last[number] = entry
    this.counts[number] = (this.counts[number] as number) + 1
  }
}

const headingNumbers: ReadonlyMap<string, number> = new Map(
  headingIds.flatMap((id, number) => narrowerThan(id).map((theme: ThemeId) => [theme, number] as const)),
)

const addOne = (counts: Uint32Array, set: number): void => {
  counts[set] = (counts[set] as number) + 1
}

const [country, tier, population, language] = [0, 1, 2, 3]
const [direction, theme, programme, format] = [4, 5, 6, 7]
/** One bit for each facet that all items of an entry share. */
const allOfEntry = (1 << entryFacets.length) - 1

/**
 * Goes through hits (or all items) once: which entries have one that the viewer may see and that passes every
 * filter, and how many entries there are under each value of each facet, counted without the facet's own filter.
 *
 * An item that fails no filter counts everywhere; one that fails a single filter counts under that facet alone;
 * one that fails two counts nowhere.
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
  const { segment, dead } = layer
  const { visibility, facets, meta } = segment.columns
  const { entryOf } = segment
  const pass = passing(layer, filters)
  const sizeOf = (facet: FacetName) => meta.facets[facet].sets.length
  // The first four by set, once an entry by nature; direction and theme by set, which has one value.
  const bySet = {
    country: new Uint32Array(sizeOf('country')),
    tier: new Uint32Array(sizeOf('tier')),
    population: new Uint32Array(sizeOf('population')),
    language: new Uint32Array(sizeOf('language')),
  }
  const directions = new OnceAnEntry(sizeOf('direction'))
  const themes = new OnceAnEntry(sizeOf('theme'))
  const underHeading = new OnceAnEntry(headingIds.length)
  const programmes = new OnceAnEntry(meta.facets.programme.values.length)
  const formats = new OnceAnEntry(meta.facets.format.values.length)
  const headingOfSet = meta.facets.theme.sets.map(
    ([value]) => headingNumbers.get(meta.facets.theme.values[value ?? -1] ?? '') ?? -1,
  )
  const programmeSets = meta.facets.programme.sets
  const formatSets = meta.facets.format.sets
  // Columns by a name of their own: this loop runs over a million items.
  const { country: countryOf, tier: tierOf, population: populationOf, language: languageOf } = facets
  const { direction: directionOf, theme: themeOf, programme: programmeOf, format: formatOf } = facets
  const items = hits?.items
  const worthOf = hits?.worth

  const countTheme = (set: number, entry: number) => {
    themes.add(set, entry)
    const heading = headingOfSet[set] as number
    if (heading >= 0) underHeading.add(heading, entry)
  }
  const countSet = (set: readonly number[], to: OnceAnEntry, entry: number) => {
    for (let at = 0; at < set.length; at++) to.add(set[at] as number, entry)
  }

  const entries = new NumberList()
  const worth: number[] | undefined = hits ? [] : undefined
  let current = -1
  let best = -1
  let skipped = false
  let entryFails = 0
  let entryFailed = -1
  let counted = 0
  const fail = (which: number) => {
    entryFails++
    entryFailed = which
  }
  const size = items ? items.length : visibility.length
  for (let at = 0; at < size; at++) {
    const item = items ? (items[at] as number) : at
    if ((visibility[item] as number) > rank) continue
    const entry = entryOf[item] as number
    if (entry !== current) {
      if (best >= 0) {
        entries.push(current)
        worth?.push(best)
      }
      current = entry
      best = -1
      skipped = dead !== undefined && dead[entry] === 1
      entryFails = 0
      entryFailed = -1
      counted = 0
      if (pass.country && pass.country[countryOf[entry] as number] === 0) fail(country)
      if (pass.tier && pass.tier[tierOf[entry] as number] === 0) fail(tier)
      if (pass.population && pass.population[populationOf[entry] as number] === 0) fail(population)
      if (pass.language && pass.language[languageOf[entry] as number] === 0) fail(language)
    }
    if (skipped || entryFails > 1) continue
    let fails = entryFails
    let failed = entryFailed
    if (pass.direction && pass.direction[directionOf[item] as number] === 0) {
      fails++
      failed = direction
    }
    if (pass.theme && pass.theme[themeOf[item] as number] === 0) {
      fails++
      failed = theme
    }
    if (pass.programme && pass.programme[programmeOf[item] as number] === 0) {
      fails++
      failed = programme
    }
    if (pass.format && pass.format[formatOf[item] as number] === 0) {
      fails++
      failed = format
    }
    if (fails > 1) continue
    if (fails === 0) {
      const here = worthOf ? (worthOf[at] as number) : 0
      if (here > best) best = here
      directions.add(directionOf[item] as number, entry)
      countTheme(themeOf[item] as number, entry)
      countSet(programmeSets[programmeOf[item] as number] as number[], programmes, entry)
      countSet(formatSets[formatOf[item] as number] as number[], formats, entry)
    } else if (failed === direction) directions.add(directionOf[item] as number, entry)
    else if (failed === theme) countTheme(themeOf[item] as number, entry)
    else if (failed === programme)
      countSet(programmeSets[programmeOf[item] as number] as number[], programmes, entry)
    else if (failed === format) countSet(formatSets[formatOf[item] as number] as number[], formats, entry)
    // The facets of the entry: all of them when nothing fails, else the one that fails.
    const wanted = fails === 0 ? allOfEntry : failed <= language ? 1 << failed : 0
    const fresh = wanted & ~counted
    if (fresh === 0) continue
    counted |= fresh
    if ((fresh & (1 << country)) !== 0) addOne(bySet.country, countryOf[entry] as number)
    if ((fresh & (1 << tier)) !== 0) addOne(bySet.tier, tierOf[entry] as number)
    if ((fresh & (1 << population)) !== 0) addOne(bySet.population, populationOf[entry] as number)
    if ((fresh & (1 << language)) !== 0) addOne(bySet.language, languageOf[entry] as number)
  }
  if (best >= 0) {
    entries.push(current)
    worth?.push(best)
  }

  const addSets = (facet: FacetName, perSet: Uint32Array) => {
    const { values, sets } = meta.facets[facet]
    for (const [set, count] of perSet.entries())
      if (count > 0) for (const value of sets[set] ?? []) addTo(counts[facet], values[value] ?? '', count)
  }
  const addValues = (facet: FacetName, perValue: Uint32Array) => {
    for (const [value, count] of perValue.entries())
      if (count > 0) addTo(counts[facet], meta.facets[facet].values[value] ?? '', count)
  }
  for (const facet of entryFacets) addSets(facet, bySet[facet])
  addSets('direction', directions.counts)
  addSets('theme', themes.counts)
  addValues('programme', programmes.counts)
  addValues('format', formats.counts)
  for (const [number, count] of underHeading.counts.entries())
    if (count > 0) addTo(counts.heading, headingIds[number] as HeadingId, count)
  return { entries: entries.view(), worth: worth && Float64Array.from(worth) }
}
