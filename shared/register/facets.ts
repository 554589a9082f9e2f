import type { Entry, EntryItem } from './entry.ts'

/** What the register can be narrowed by, in the order of the page. */
export const facetNames = [
  'direction',
  'theme',
  'country',
  'tier',
  'population',
  'language',
  'programme',
  'format',
] as const
export type FacetName = (typeof facetNames)[number]

/** Most inhabitants of each band but the last (DEFINITIONS, Fit 4). */
const bandLimits = [5_000, 20_000, 100_000, 500_000, 1_000_000] as const

/** Bands of population, the smallest first: `to-5000` … `to-1000000`, `above-1000000`. */
export const populationBands = [
  'to-5000',
  'to-20000',
  'to-100000',
  'to-500000',
  'to-1000000',
  'above-1000000',
] as const
export type PopulationBand = (typeof populationBands)[number]

const bandOf = (population: number): PopulationBand => {
  const at = bandLimits.findIndex((limit) => population <= limit)
  return populationBands[at < 0 ? bandLimits.length : at] as PopulationBand
}

/** The values by which an item of an entry is found under a facet; none where nothing is stated. */
export const valuesOf = (facet: FacetName, entry: Entry, item: EntryItem): readonly string[] => {
  const { authority } = entry
  switch (facet) {
    case 'direction':
      return [item.direction]
    case 'theme':
      return [item.theme]
    case 'country':
      return [authority.country]
    case 'tier':
      return authority.tier ? [authority.tier] : []
    case 'population':
      return authority.population === undefined ? [] : [bandOf(authority.population)]
    case 'language':
      return entry.languages
    case 'programme':
      return item.programmes
    case 'format':
      return item.formats
  }
}
