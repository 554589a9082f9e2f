import { describe, expect, it } from 'vitest'
import { findPlaces as showPlaces } from '../../../functions/site/find-places.ts'
import type { HttpRequest } from '../../../shared/http/request.ts'
import { countryCodes } from '../../../shared/places/countries.ts'
import { findPlaces, placesNamed } from '../../../shared/places/find-places.ts'
import { knownPlaces, lineOf } from '../../../shared/places/known-places.ts'
import { placeKeys } from '../../../shared/places/place-keys.ts'
import { programmeIds, shippedProgramme } from '../../../shared/programmes/programmes.ts'
import { siteOperations } from '../../../shared/site/site-operations.ts'
import { aRequest } from '../../support/requests.ts'

const places = knownPlaces()
const named = (typed: string) =>
  findPlaces(places, typed, { limit: 3 }).map(({ name, country }) => `${name} ${country}`)

describe('finding a place', () => {
  it.each([
    [['Zawiya', 'Az-Zawiyah', 'Az Zawiyah', 'الزاوية', 'زاوية'], 'Zawiya LY'],
    [['Lviv', 'Львів', 'Lwów', 'lwow', 'Lemberg'], 'Lviv UA'],
    [['Kyiv', 'Київ', 'Kiev'], 'Kyiv UA'],
    [['Łódź', 'lodz', 'LODZ'], 'Łódź PL'],
    [['Αθήνα', 'Athina', 'Athens'], 'Athens GR'],
    [['طرابلس', 'Tripoli', 'Tarabulus'], 'Tripoli LY'],
    [['طرابلس', 'Tripoli', 'Tarabulus'], 'Tripoli LB'],
    [['Zliten', 'زليتن', 'Zlitan'], 'Zliten LY'],
    [['Θεσσαλονίκη', 'Thessaloniki', 'Saloniki'], 'Thessaloníki GR'],
    [['Sheptytskyi', 'Шептицький', 'Chervonohrad'], 'Sheptytskyi UA'],
    [['Prishtina', 'Приштина', 'Pristina'], 'Pristina XK'],
    [['Сарајево', 'Sarajevo'], 'Sarajevo BA'],
    [['თბილისი', 'Tiflis'], 'Tbilisi GE'],
    [['Пловдив'], 'Plovdiv BG'],
    [['Beni Walid', 'Bani Walid', 'بني وليد'], 'Bani Walid LY'],
  ] as const)('by any of %j gives %s', (spellings, place) => {
    for (const spelling of spellings) expect(named(spelling), spelling).toContain(place)
  })

  it('takes a beginning, and one letter off where nothing fits better', () => {
    expect(named('Utre')).toContain('Utrecht NL')
    for (const slip of ['Utrehct', 'Utreht', 'Utrechtt', 'Utrecjt'])
      expect(named(slip)).toEqual(['Utrecht NL'])
    expect(named('Utrhect of')).toEqual([])
  })

  it('puts exact names first, then the larger place, in one country if asked', () => {
    expect(named('Tripoli')).toEqual(['Tripoli LY', 'Tripoli LB', 'Trípoli GR'])
    expect(findPlaces(places, 'Tripoli', { country: 'GR', limit: 3 })).toHaveLength(1)
    expect(named('')).toEqual([])
    expect(named('***')).toEqual([])
  })

  it("finds the place in an authority's name", () => {
    const inName = (name: string, country: 'IT' | 'LY' | 'MK' | 'DE' | 'NL') =>
      placesNamed(places, name, { country, limit: 3 })[0]?.name
    expect(inName('Comune di Palermo', 'IT')).toBe('Palermo')
    expect(inName('بلدية زليتن', 'LY')).toBe('Zliten')
    expect(inName('Град Скопје', 'MK')).toBe('Skopje')
    expect(inName('Frankfurt am Main (Stadt)', 'DE')).toBe('Frankfurt am Main')
    expect(inName('Utrehct', 'NL')).toBe('Utrecht')
    expect(inName('Provincie Nergens', 'NL')).toBeUndefined()
  })
})

describe('the known places', () => {
  it('are of every country, the largest first, each code once', () => {
    for (const code of countryCodes)
      expect(places.filter(({ country }) => country === code).length, code).toBeGreaterThan(10)
    expect(new Set(places.map(({ code }) => code)).size).toBe(places.length)
    const sizes = places.map(({ population = 0 }) => population)
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a))
  })

  it('have the keys that their names give, and are read as they were written (npm run places)', () => {
    for (const place of places) {
      expect(place.keys).toEqual([...new Set([place.name, ...place.others].flatMap(placeKeys))])
    }
    expect(lineOf(places[0] as (typeof places)[number])).toMatch(/^745044\tTR\t/)
  })

  it('have whoever took part in a programme', () => {
    const participants = programmeIds.flatMap((id) => shippedProgramme(id).participants)
    expect(participants.length).toBeGreaterThan(10)
    for (const { name, country } of participants)
      expect(findPlaces(places, name, { country, limit: 1 }), name).toHaveLength(1)
  })
})

describe('GET /places', () => {
  const get = (query: HttpRequest['query']) => showPlaces(aRequest({ path: '/places', query }))

  it('gives code, name, country, size and position, as the contract says', async () => {
    const answer = JSON.parse((await get({ q: ['Lwów'], country: ['UA'] })).body ?? '')
    expect(siteOperations.findPlaces.answers[200].schema().safeParse(answer).error).toBeUndefined()
    expect(answer.places[0]).toMatchObject({
      code: 'geonames:702550',
      name: 'Lviv',
      country: 'UA',
      countryLabel: 'Ukraine',
      population: 717803,
      position: { latitude: 49.838, longitude: 24.023 },
    })
    expect(answer.source).toMatchObject({ name: 'GeoNames', licence: 'CC BY 4.0' })
  })

  it('carries the footnote of a country that needs one', async () => {
    const { places } = JSON.parse((await get({ q: ['Prizren'] })).body ?? '')
    expect(places[0]).toMatchObject({ countryLabel: 'Kosovo*', footnote: expect.stringMatching(/^\* This/) })
  })

  it('refuses no name, one that is too long, and an unknown country', async () => {
    for (const [query, pointer, code] of [
      [{}, '?q', 'missing'],
      [{ q: ['x'.repeat(101)] }, '?q', 'too-long'],
      [{ q: ['Lviv'], country: ['ZZ'] }, '?country', 'unknown-value'],
    ] as const)
      await expect(get(query)).rejects.toMatchObject({ kind: 'invalid', fields: [{ pointer, code }] })
  })
})
