import { knownPlaces } from '../../../../shared/places/known-places.ts'
import type { Place } from './place.ts'

/** In whose name something is said: what suits a small town may be absurd for a capital. */
export const speakers = ['town', 'city', 'union', 'region', 'association', 'company'] as const
export type Speaker = (typeof speakers)[number]

/** From so many inhabitants a town is a city: the usual limit in the statistics of the EU and of its members. */
const inhabitantsOfACity = 100_000

let inhabitants: ReadonlyMap<string, number> | undefined
const inhabitantsOf = ({ country, town }: Place): number => {
  // The largest comes first; a village of the same name must not make it small.
  inhabitants ??= new Map(
    knownPlaces()
      .map((known) => [`${known.country} ${known.name}`, known.population ?? 0] as const)
      .toReversed(),
  )
  return inhabitants.get(`${country} ${town}`) ?? 0
}

const isCity = (place: Place): boolean =>
  place.traits.some((trait) => trait === 'capital' || trait === 'large') ||
  (place.tier === 'municipality' && (place.population ?? inhabitantsOf(place)) >= inhabitantsOfACity)

/**
 * Those in whose name a place speaks: a sentence suits it if all of them may say it. A body around a big city, and a
 * region that is one (Hamburg), speak for a city too.
 */
export const speakersOf = (place: Place): readonly Speaker[] => {
  const city = isCity(place)
  switch (place.tier) {
    case 'inter-municipal':
      return city ? ['union', 'city'] : ['union']
    case 'municipal-company':
      return city ? ['company', 'city'] : ['company']
    case 'county':
    case 'region':
      return place.traits.includes('city-state') ? ['region', 'city'] : ['region']
    case 'association':
      return ['association']
    default:
      return [city ? 'city' : 'town']
  }
}
