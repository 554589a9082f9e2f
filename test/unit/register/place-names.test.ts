import { describe, expect, it } from 'vitest'
import { placesWithOtherNames } from '../../../shared/places/other-names.ts'
import { keysOf, tokensOf } from '../../../shared/register/folding.ts'
import { placesCalled } from '../../../shared/register/place-names.ts'
import { anEntry, anItem } from '../../support/builders.ts'
import { registerOf } from '../../support/register-entries.ts'

const entryNamed = (name: string) =>
  anEntry({
    entryId: name.replaceAll(/[^\p{L}]/gu, ''),
    authority: { name, country: 'NL' },
    items: [anItem({ description: 'Nothing of the kind', language: 'en', theme: 'tourism' })],
  })
const named = [
  'Київська міська рада',
  'Miasto Łódź',
  'Δήμος Αθηναίων',
  'بلدية طرابلس المركز',
  'بلدية بني وليد',
]
const register = registerOf(...named.map(entryNamed))
const search = async (q: string) => {
  const { entries, searchedAs } = await register.search({ q, limit: 10 }, 'visitor')
  return { found: entries.map(({ entry }) => entry.authority.name), searchedAs }
}

describe('a place is found by any of its names', () => {
  it.each([
    ['Kyiv', 0],
    ['Київ', 0],
    ['Kiev', 0],
    ['kijów', 0],
    ['Київська', 0],
    ['Łódź', 1],
    ['lodz', 1],
    ['Αθήνα', 2],
    ['Athina', 2],
    ['Athens', 2],
    ['Athènes', 2],
    ['طرابلس', 3],
    ['Tripoli', 3],
    ['Tarabulus', 3],
    ['بني وليد', 4],
    ['Bani Walid', 4],
    ['beni ulid', 4],
  ])('%s, finished or not', async (typed, which) => {
    expect((await search(`${typed} `)).found).toEqual([named[which]])
    expect((await search(typed)).found).toEqual([named[which]])
  })

  it('together with other words', async () => {
    expect((await search('Kiev kind ')).found).toEqual(['Київська міська рада'])
    expect((await search('Beni Ulid kind ')).found).toEqual(['بلدية بني وليد'])
  })

  it('and which were searched as well is told, as far as they occur', async () => {
    expect((await search('Tripoli ')).searchedAs).toEqual([
      { word: 'Tripoli', themes: [], names: ['طرابلس'], similar: [] },
    ])
    // Nobody writes Kyiv without an ending here, and an ending is nothing to show.
    expect((await search('Kiev ')).searchedAs).toEqual([])
  })

  it('but in quotes as it stands', async () => {
    expect((await search('"Kiev"')).found).toEqual([])
  })
})

describe('the places with several names', () => {
  it('are called by each of them', () => {
    const places = placesWithOtherNames()
    expect(places.length).toBeGreaterThan(300)
    for (const place of places)
      for (const name of [...place.names, ...place.inflected])
        expect(placesCalled(tokensOf(name)).map(({ names }) => names)).toContainEqual(place.names)
  })

  it('include no name that is a usual word of what people search for', () => {
    const words = ['waste', 'water', 'energy', 'sale', 'most', 'bar', 'offer', 'training', 'city', 'region']
    const called = placesWithOtherNames()
      .flatMap(({ names }) => names.map(tokensOf))
      .flatMap((tokens) => (tokens.length === 1 ? tokens.flatMap(keysOf) : []))
    expect(words.filter((word) => called.includes(word))).toEqual(['sale'])
  })
})
