import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pairHash } from '../../../shared/matchmaking/pair-hash.ts'
import { reasonBars } from '../../../shared/matchmaking/reason-sentences.ts'
import type { SuggestionOptions } from '../../../shared/matchmaking/suggestions.ts'
import { shippedProgramme } from '../../../shared/programmes/programmes.ts'
import type { Entry, EntryItem } from '../../../shared/register/entry.ts'
import { themeIds } from '../../../shared/themes/themes.ts'
import { anEntry, anItem } from '../../support/builders.ts'
import { kranj, ohrid } from '../../support/matchmaking.ts'
import { registerOf } from '../../support/register-entries.ts'
import { suggestionsFor } from '../../support/suggestions.ts'

const now = '2026-11-23T12:00:00.000Z'
const options: SuggestionOptions = { viewer: 'visitor', now }

const first = (entry: Entry): EntryItem => {
  const [item] = entry.items
  if (!item) throw new Error('an entry has items')
  return item
}
const suggestedTo = (asker: Entry, peers: readonly Entry[], stated: Partial<SuggestionOptions> = {}) =>
  suggestionsFor({ item: first(asker), entry: asker }, registerOf(asker, ...peers), { ...options, ...stated })

/** An offer of waste management, unless something else is said. */
const peer = (entryId: string, stated: Partial<Entry> = {}, item: Partial<EntryItem> = {}): Entry =>
  anEntry({ entryId, items: [anItem({ entryId, ...item })], ...stated })
const asker = peer('asker', { languages: ['en'] }, { direction: 'request' })

describe('suggestions', () => {
  it('bring two real municipalities together, the same from either side', () => {
    const [forOhrid] = suggestedTo(ohrid, [kranj]).items
    const [forKranj] = suggestedTo(kranj, [ohrid]).items
    expect(forOhrid?.entry.entryId).toBe('kranj')
    expect(forKranj?.entry.entryId).toBe('ohrid')
    expect(forOhrid?.score).toBeGreaterThan(0.75)
    expect(forKranj?.score).toBe(forOhrid?.score)
    expect(forKranj?.reasons).toEqual(forOhrid?.reasons)
  })

  it('have reasons that add up exactly, help in return included', () => {
    for (const { score, reasons } of suggestedTo(ohrid, [kranj]).items) {
      expect(reasons.at(-1)).toMatchObject({ term: 'return', stated: true })
      expect(reasons.at(-1)?.value).toBeGreaterThan(0)
      expect(Math.round(Math.log(score) * 1e6)).toBe(reasons.reduce((sum, { value }) => sum + value, 0))
    }
  })

  it('have bars that add up to the score, laid end to end', () => {
    const [best] = suggestedTo(ohrid, [kranj]).items
    const bars = reasonBars(best?.reasons ?? [])
    expect(bars.reduce((sum, { length }) => sum + length, 0)).toBeCloseTo(best?.score ?? 0, 12)
    bars.forEach(({ from, length }, at) => {
      expect(length).toBeGreaterThanOrEqual(0)
      const before = bars[at - 1]
      expect(from).toBeCloseTo(before ? before.from + before.length : 0, 12)
    })
  })

  it('read the same from either side, whatever the two have stated', () => {
    const words = fc.constantFrom('Waste in a town', 'Sorted waste of a lake town', 'Clean water')
    const item = (entryId: string, direction: 'offer' | 'request') =>
      fc
        .record({
          theme: fc.constantFrom<EntryItem['theme']>('waste-management', 'wastewater', 'water-supply'),
          description: words,
          language: fc.constantFrom('en', 'de'),
          formats: fc.subarray<EntryItem['formats'][number]>(['online', 'training', 'study-visit']),
          countries: fc.subarray<EntryItem['countries'][number]>(['SI', 'MK', 'LY']),
          evidence: fc.integer({ min: 1, max: 4 }),
        })
        .map((drawn) => anItem({ entryId, direction, ...drawn }))
    const entry = (entryId: string, direction: 'offer' | 'request', country: 'SI' | 'MK') =>
      fc
        .record({
          items: fc.tuple(item(entryId, direction)),
          languages: fc.subarray(['en', 'sl', 'mk']),
          authority: fc.record({
            name: fc.constant(entryId),
            country: fc.constant(country),
            population: fc.integer({ min: 100, max: 2_000_000 }),
          }),
        })
        .map((drawn) => anEntry({ entryId, ...drawn }))
    fc.assert(
      fc.property(entry('asks', 'request', 'MK'), entry('offers', 'offer', 'SI'), (asks, offers) => {
        const [fromHere] = suggestedTo(asks, [offers]).items
        const [fromThere] = suggestedTo(offers, [asks]).items
        expect(fromThere?.score).toBe(fromHere?.score)
        expect(fromThere?.reasons).toEqual(fromHere?.reasons)
        if (fromHere)
          expect(fromHere.reasons.reduce((sum, { value }) => sum + value, 0)).toBe(
            Math.round(Math.log(fromHere.score) * 1e6),
          )
      }),
    )
  })

  it('seek offers for a request and requests for an offer, and nothing for or as an interest', () => {
    const offer = peer('offer')
    const request = peer('request', {}, { direction: 'request' })
    const interest = peer('interest', {}, { direction: 'interest' })
    const all = [offer, request, interest]
    const idsFor = (entry: Entry) => suggestedTo(entry, all).items.map((each) => each.entry.entryId)
    expect(idsFor(request)).toEqual(['offer'])
    expect(idsFor(offer)).toEqual(['request'])
    expect(suggestedTo(interest, all)).toEqual({ items: [], total: 0, excluded: [] })
  })

  it('work for a need that is not registered', () => {
    const { items } = suggestionsFor(
      {
        item: { direction: 'request', theme: 'waste-management', formats: [], countries: [] },
        entry: { authority: {}, languages: [], languagesAssumed: false },
      },
      registerOf(kranj, ohrid),
      options,
    )
    expect(items.map(({ entry }) => entry.entryId)).toEqual(['kranj'])
  })

  it('are the best 20, told apart by a hash of the pair when they tie, whatever the order of arrival', () => {
    const many = Array.from({ length: 30 }, (_, n) => peer(`peer-${n}`))
    const found = suggestedTo(asker, many)
    expect(found.items).toHaveLength(20)
    expect(found.total).toBe(30)
    expect(suggestedTo(asker, many.toReversed())).toEqual(found)
    const hashes = found.items.map(({ item }) => pairHash(first(asker).itemId, item.itemId))
    expect(hashes).toEqual(hashes.toSorted((a, b) => a - b))
    expect(hashes).not.toEqual(many.map((each) => pairHash(first(asker).itemId, first(each).itemId)))
  })

  it('are exactly the best by their final score, though helping back moves some up', () => {
    const item = (entryId: string) =>
      fc
        .record({
          theme: fc.constantFrom(...themeIds.slice(6, 9)),
          direction: fc.constantFrom('offer' as const, 'request' as const),
          evidence: fc.integer({ min: 1, max: 5 }),
        })
        .map((stated) => anItem({ entryId, ...stated }))
    const entry = (entryId: string) =>
      fc.array(item(entryId), { minLength: 1, maxLength: 4 }).map((items) => anEntry({ entryId, items }))
    const entries = fc.tuple(...Array.from({ length: 8 }, (_, n) => entry(`e${n}`)))
    fc.assert(
      fc.property(entries, (peers) => {
        const own = anEntry({
          entryId: 'own',
          items: [
            anItem({ entryId: 'own', direction: 'request', theme: 'waste-management' }),
            anItem({ entryId: 'own', direction: 'offer', theme: 'wastewater', evidence: 3 }),
          ],
        })
        const all = suggestedTo(own, peers, { limit: 20 }).items.map(({ item }) => item.itemId)
        const few = suggestedTo(own, peers, { limit: 3 }).items.map(({ item }) => item.itemId)
        expect(few).toEqual(all.slice(0, 3))
        const scores = suggestedTo(own, peers).items.map(({ score }) => score)
        expect(scores).toEqual(scores.toSorted((a, b) => b - a))
      }),
      { numRuns: 50 },
    )
  })
})

describe('what is left out', () => {
  const excludedFrom = (peers: readonly Entry[], stated: Partial<SuggestionOptions> = {}) =>
    suggestedTo(asker, peers, stated).excluded

  it('is counted, each item once, by the first rule that applies', () => {
    const wrongThemeAndLanguage = peer('theme', { languages: ['fr'] }, { theme: 'tourism' })
    const noLanguage = peer('language', { languages: ['fr'] })
    const spent = peer('spent', { capacity: 0, languages: ['fr'] })
    const own = { ...asker, items: [...asker.items, anItem({ entryId: 'asker' })] }
    const index = registerOf(own, wrongThemeAndLanguage, noLanguage, spent, peer('fits'))
    const found = suggestionsFor({ item: first(own), entry: own }, index, options)
    expect(found.items.map(({ entry }) => entry.entryId)).toEqual(['fits'])
    expect(found.excluded).toEqual([
      { reason: 'theme', count: 1 },
      { reason: 'capacity-spent', count: 1 },
      { reason: 'no-common-language', count: 1 },
      { reason: 'same-authority', count: 1 },
    ])
  })

  it('never counts what the viewer may not see', () => {
    const hidden = [
      peer('registered', {}, { visibility: 'registered' }),
      peer('secret', {}, { visibility: 'secretariat' }),
      peer('secret-theme', {}, { visibility: 'secretariat', theme: 'tourism' }),
    ]
    expect(suggestedTo(asker, hidden)).toEqual({ items: [], total: 0, excluded: [] })
    expect(suggestedTo(asker, hidden, { viewer: 'respondent' }).total).toBe(1)
    expect(suggestedTo(asker, hidden, { viewer: 'secretariat' }).total).toBe(2)
  })

  it('names visibility only to the desk that asks for somebody else', () => {
    const hidden = peer('secret', {}, { visibility: 'secretariat' })
    expect(excludedFrom([hidden], { viewer: 'secretariat', audience: 'respondent' })).toEqual([
      { reason: 'visibility', count: 1 },
    ])
  })

  it('does not let a hidden item of a peer show as help in return', () => {
    const own = anEntry({
      entryId: 'own',
      items: [anItem({ entryId: 'own', direction: 'request' }), anItem({ entryId: 'own', theme: 'tourism' })],
    })
    const secretive = anEntry({
      entryId: 'secretive',
      items: [
        anItem({ entryId: 'secretive' }),
        anItem({ entryId: 'secretive', direction: 'request', theme: 'tourism', visibility: 'secretariat' }),
      ],
    })
    const terms = (viewer: SuggestionOptions['viewer']) =>
      suggestedTo(own, [secretive], { viewer }).items[0]?.reasons.map(({ term }) => term)
    expect(terms('visitor')).not.toContain('return')
    expect(terms('secretariat')).toContain('return')
  })

  it('follows a programme: its countries, then its sides; a peer whose time is over is outside the window', () => {
    const fromLibya = peer(
      'zliten',
      { authority: { name: 'بلدية زليتن', country: 'LY' }, languages: ['en'] },
      { direction: 'request' },
    )
    const peers = [
      peer('zintan', { authority: { name: 'الزنتان', country: 'LY' } }),
      peer('ohrid', { authority: { name: 'Охрид', country: 'MK' } }, { theme: 'tourism' }),
      peer('old', { until: '2026-11-22' }, { theme: 'tourism' }),
      peer('utrecht', { until: '2026-11-23' }),
    ]
    const found = suggestedTo(fromLibya, peers, { programme: shippedProgramme('nicosia') })
    expect(found.items.map(({ entry }) => entry.entryId)).toEqual(['utrecht'])
    expect(found.excluded).toEqual([
      { reason: 'programme-country', count: 1 },
      { reason: 'programme-side', count: 1 },
      { reason: 'window', count: 1 },
    ])
  })
})
