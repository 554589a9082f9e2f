import { type CountryCode, countryCodes } from '../../shared/places/countries.ts'
import { directions, type Entry, type EntryItem, formats } from '../../shared/register/entry.ts'
import { themeIds } from '../../shared/themes/themes.ts'
import { anEntry, anItem } from './builders.ts'
import { seededNumbers } from './rounds/round-files.ts'

const words =
  'waste water plan town lake school road energy public service young old garden river data'.split(' ')
const languages = ['en', 'fr', 'de', 'ar', 'uk', 'it', 'mk']

/**
 * Entries as many as asked, drawn by a seed: about 3.4 offers and requests each, much of it not stated, some paused,
 * spent, hidden or over.
 */
export const someEntries = (count: number, seed = 1, themes = themeIds): Entry[] => {
  const next = seededNumbers(seed)
  const one = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T
  const some = <T>(list: readonly T[], most: number): T[] => [
    ...new Set(Array.from({ length: Math.floor(next() * (most + 1)) }, () => one(list))),
  ]
  return Array.from({ length: count }, (_, n) => {
    const entryId = `e${n}`
    const items = new Map<string, EntryItem>()
    for (let i = 1 + Math.floor(next() * 6); i > 0; i--) {
      const item = anItem({
        entryId,
        direction: next() < 0.05 ? 'interest' : one(directions.slice(0, 2)),
        theme: one(themes),
        description: Array.from({ length: 3 + Math.floor(next() * 5) }, () => one(words)).join(' '),
        language: next() < 0.6 ? 'en' : one(languages),
        visibility: next() < 0.8 ? 'public' : next() < 0.5 ? 'registered' : 'secretariat',
        formats: some(formats, 3),
        countries: some<CountryCode>(countryCodes, 2),
        ...(next() < 0.4 && { evidence: 1 + Math.floor(next() * 6) }),
      })
      items.set(item.itemId, item)
    }
    return anEntry({
      entryId,
      state: next() < 0.97 ? 'public' : 'paused',
      authority: {
        name: entryId,
        country: one<CountryCode>(countryCodes),
        ...(next() < 0.8 && { population: Math.floor(10 ** (2 + 5 * next())) }),
      },
      languages: some(languages, 2),
      languagesAssumed: next() < 0.3,
      ...(next() < 0.4 && { interpretation: next() < 0.7 }),
      ...(next() < 0.3 && { capacity: Math.floor(next() * 4) }),
      items: [...items.values()],
      until: next() < 0.95 ? '2027-11-01' : '2026-10-01',
    })
  })
}
