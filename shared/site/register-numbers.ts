import type { RegisterIndex } from '../register/register-index.ts'

/** The register in four figures: authorities in all, their countries, and how many of them offer and ask. */
export type RegisterNumbers = {
  readonly authorities: number
  readonly countries: number
  readonly offering: number
  readonly asking: number
}

/** Counts what a visitor may see, nothing else: the counts are those of the search's own facets. */
export const registerNumbers = (index: RegisterIndex): RegisterNumbers => {
  const { total, facets } = index.search({ limit: 1 }, 'visitor')
  return {
    authorities: total,
    countries: facets.country.size,
    offering: facets.direction.get('offer') ?? 0,
    asking: facets.direction.get('request') ?? 0,
  }
}
