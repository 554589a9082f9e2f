import { type CountryCode, isCountryCode } from '../places/countries.ts'
import type { Direction } from '../register/entry.ts'
import type { RegisterIndex } from '../register/register-index.ts'

/** How many authorities there are, and how many of them offer and ask for something. */
type Counts = {
  readonly authorities: number
  readonly offering: number
  readonly asking: number
}

/** The register in four figures, and the same by country: those with most authorities first. */
export type RegisterNumbers = Counts & {
  readonly countries: number
  readonly byCountry: readonly (Counts & { readonly country: CountryCode })[]
}

/** Counts what a visitor may see, nothing else: the counts are those of the search's own facets. */
export const registerNumbers = (index: RegisterIndex): RegisterNumbers => {
  const all = index.search({ limit: 1 }, 'visitor')
  const byCountryOf = (direction: Direction) =>
    index.search({ direction: [direction], limit: 1 }, 'visitor').facets.country
  const [offering, asking] = [byCountryOf('offer'), byCountryOf('request')]
  return {
    authorities: all.total,
    countries: all.facets.country.size,
    offering: all.facets.direction.get('offer') ?? 0,
    asking: all.facets.direction.get('request') ?? 0,
    byCountry: [...all.facets.country]
      .flatMap(([country, authorities]) =>
        isCountryCode(country)
          ? [{ country, authorities, offering: offering.get(country) ?? 0, asking: asking.get(country) ?? 0 }]
          : [],
      )
      .sort((a, b) => b.authorities - a.authorities || (a.country < b.country ? -1 : 1)),
  }
}
