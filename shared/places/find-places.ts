import type { CountryCode } from './countries.ts'
import type { KnownPlace } from './known-places.ts'
import { placeKeys } from './place-keys.ts'

/** How well a place's name fits what was typed; less is better. */
const exact = 0
const begins = 1
const near = 2

/** Below this length a name one letter off could be any. */
const shortestNear = 4

/**
 * The places whose name, in any usual spelling, is what was typed, begins with it or is one letter off (one more, one
 * less, another one, or two neighbours exchanged). Exact names first, then the larger place.
 *
 * @param places the largest first
 */
export const findPlaces = (
  places: readonly KnownPlace[],
  typed: string,
  { country, limit }: { readonly country?: CountryCode | undefined; readonly limit: number },
): readonly KnownPlace[] => {
  const asked = placeKeys(typed)
  if (asked.length === 0) return []
  const found: { readonly place: KnownPlace; readonly fit: number }[] = []
  for (const place of places) {
    if (country !== undefined && place.country !== country) continue
    const fit = fitOf(place, asked)
    if (fit !== undefined) found.push({ place, fit })
  }
  // A sort keeps the order of equals, so the largest stays first. One letter off counts only where nothing fits better.
  const best = found.some(({ fit }) => fit < near) ? found.filter(({ fit }) => fit < near) : found
  return best
    .sort((a, b) => a.fit - b.fit)
    .slice(0, limit)
    .map(({ place }) => place)
}

const fitOf = ({ keys }: KnownPlace, asked: readonly string[]): number | undefined => {
  if (keys.some((key) => asked.includes(key))) return exact
  if (keys.some((key) => asked.some((each) => key.startsWith(each)))) return begins
  return keys.some((key) => asked.some((each) => each.length >= shortestNear && isOneOff(key, each)))
    ? near
    : undefined
}

/** Whether two different words are one edit apart; an exchange of neighbours is one (optimal string alignment). */
const isOneOff = (a: string, b: string): boolean => {
  if (Math.abs(a.length - b.length) > 1) return false
  let start = 0
  while (start < a.length && a[start] === b[start]) start++
  const [restA, restB] = [a.slice(start), b.slice(start)]
  return (
    restA.slice(1) === restB ||
    restA === restB.slice(1) ||
    restA.slice(1) === restB.slice(1) ||
    (restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2))
  )
}

/**
 * The places that an authority's name may mean: the whole name, or words of it that stand together, exactly as a place
 * there is called ('Comune di Palermo', 'بلدية زليتن'), the longest first; else what the whole is near to.
 */
export const placesNamed = (
  places: readonly KnownPlace[],
  authority: string,
  given: { readonly country: CountryCode; readonly limit: number },
): readonly KnownPlace[] => {
  const words = authority
    .split(/[\s,()]+/u)
    .filter((word) => word !== '')
    .slice(0, 12)
  const inCountry = places.filter(({ country }) => country === given.country)
  for (let length = words.length; length > 0; length--) {
    const runs = Array.from({ length: words.length - length + 1 }, (_, at) =>
      words.slice(at, at + length).join(' '),
    )
    const asked = new Set(runs.flatMap(placeKeys).filter((key) => key.length > 2))
    const found = inCountry.filter(({ keys }) => keys.some((key) => asked.has(key)))
    if (found.length > 0) return found.slice(0, given.limit)
  }
  return findPlaces(inCountry, authority, given)
}
