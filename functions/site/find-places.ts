import { parseInput } from '../../shared/http/parse-input.ts'
import { type HttpHandler, json } from '../../shared/http/request.ts'
import { findPlaces as find, placesNamed } from '../../shared/places/find-places.ts'
import { knownPlaces } from '../../shared/places/known-places.ts'
import { placeView } from '../../shared/places/place-view.ts'
import { placesQuery } from '../../shared/site/site-operations.ts'

/** The most places that one answer has: what somebody reads before typing another letter. */
const mostPlaces = 10

/**
 * `GET /places`: the places that may be meant by what was typed, in any usual spelling and script.
 *
 * @throws Failure `invalid` without a name, for one that is too long, or an unknown country
 */
export const findPlaces: HttpHandler = async ({ query, t }) => {
  const { q, country } = parseInput(
    placesQuery,
    { q: query.q?.[0], ...(query.country?.[0] && { country: query.country[0] }) },
    '?',
  )
  const found = find(knownPlaces(), q, { country, limit: mostPlaces })
  // An authority's whole name has its place's in it: 'Comune di Palermo'.
  const places =
    found.length === 0 && country !== undefined
      ? placesNamed(knownPlaces(), q, { country, limit: mostPlaces })
      : found
  return json(
    200,
    {
      places: places.map((place) => placeView(place, t.language)),
      source: { name: 'GeoNames', licence: 'CC BY 4.0', url: 'https://www.geonames.org/' },
    },
    { 'cache-control': 'public, max-age=3600' },
  )
}
