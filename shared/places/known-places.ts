import { readFileSync } from 'node:fs'
import type { CountryCode } from './countries.ts'

/** A town or municipality that people may mean. */
export type KnownPlace = {
  /** GeoNames' number: stable, and open to everybody (https://www.geonames.org/<code>). */
  readonly code: string
  readonly country: CountryCode
  /** The name by which GeoNames lists it, in Latin letters. */
  readonly name: string
  /** Other usual names, in any script. */
  readonly others: readonly string[]
  /** Inhabitants, as GeoNames had them; undefined: not known. */
  readonly population?: number
  /** In degrees, to about 100 m. */
  readonly latitude: number
  readonly longitude: number
  /** `placeKeys` of all names, computed beforehand. */
  readonly keys: readonly string[]
}

/** A line of `known/places.tsv`, as `npm run places` writes it. */
export const lineOf = (place: KnownPlace): string =>
  [
    place.code,
    place.country,
    place.latitude,
    place.longitude,
    place.population ?? '',
    [place.name, ...place.others].join('|'),
    place.keys.join('|'),
  ].join('\t')

const placeOf = (line: string): KnownPlace => {
  const [code = '', country = '', latitude = '', longitude = '', population = '', names = '', keys = ''] =
    line.split('\t')
  const [name = '', ...others] = names.split('|')
  return {
    code,
    country: country as CountryCode,
    name,
    others,
    ...(population !== '' && { population: Number(population) }),
    latitude: Number(latitude),
    longitude: Number(longitude),
    keys: keys.split('|'),
  }
}

let places: readonly KnownPlace[] | undefined

/**
 * The known places, the largest first, read from disk when first asked for: beside this module, and beside the bundle
 * when deployed. Data: GeoNames, CC BY 4.0; other names by hand (`infra/places/other-names.txt`).
 */
export const knownPlaces = (): readonly KnownPlace[] => {
  places ??= readFileSync(new URL('./known/places.tsv', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map(placeOf)
  return places
}

let byCode: ReadonlyMap<string, KnownPlace> | undefined

/** The known place of a code such as `geonames:2745912`. */
export const placeOfCode = (code: string): KnownPlace | undefined => {
  byCode ??= new Map(knownPlaces().map((place) => [`geonames:${place.code}`, place]))
  return byCode.get(code)
}
