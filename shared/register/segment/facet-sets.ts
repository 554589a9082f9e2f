import { type HeadingId, headingIds, narrowerThan, type ThemeId } from '../../themes/themes.ts'
import { type FacetName, facetNames } from '../facets.ts'
import type { Columns } from './columns.ts'

/** What entries are counted under: the facets, and themes by their heading. */
export type CountName = FacetName | 'heading'
export const countNames: readonly CountName[] = [...facetNames, 'heading']

/** The sets of values of all facets as one numbered list, so that one array counts them all. */
export type FacetSets = {
  /** The number of each facet's first set; those of the columns are counted from there. */
  readonly first: Readonly<Record<FacetName, number>>
  /** Where the values of a set begin in `valuesOfSets`, and at last where they end. */
  readonly starts: Uint32Array
  readonly valuesOfSets: Uint32Array
  /** What each number of a value stands for. A theme's set has its heading, too. */
  readonly values: readonly { readonly name: CountName; readonly value: string }[]
}

const headingsByTheme: ReadonlyMap<string, HeadingId> = new Map(
  headingIds.flatMap((id) => narrowerThan(id).map((theme: ThemeId) => [theme, id] as const)),
)

export const facetSetsOf = ({ meta }: Columns): FacetSets => {
  const values: { name: CountName; value: string }[] = []
  const numbers = new Map<string, number>()
  const numberOf = (name: CountName, value: string): number => {
    const key = `${name}=${value}`
    const known = numbers.get(key)
    if (known !== undefined) return known
    numbers.set(key, values.length)
    values.push({ name, value })
    return values.length - 1
  }
  const first: Partial<Record<FacetName, number>> = {}
  const starts: number[] = []
  const valuesOfSets: number[] = []
  for (const facet of facetNames) {
    first[facet] = starts.length
    const { values: own, sets } = meta.facets[facet]
    for (const set of sets) {
      starts.push(valuesOfSets.length)
      const texts = set.map((value) => own[value] as string)
      valuesOfSets.push(...texts.map((text) => numberOf(facet, text)))
      if (facet !== 'theme') continue
      const headings = new Set(texts.flatMap((text) => headingsByTheme.get(text) ?? []))
      valuesOfSets.push(...[...headings].map((heading) => numberOf('heading', heading)))
    }
  }
  starts.push(valuesOfSets.length)
  return {
    first: first as Record<FacetName, number>,
    starts: Uint32Array.from(starts),
    valuesOfSets: Uint32Array.from(valuesOfSets),
    values,
  }
}
