import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { directions, formats, maySee, tiers, viewers, visibilities } from '../../../shared/register/entry.ts'
import { facetNames, populationBands } from '../../../shared/register/facets.ts'
import { tokensOf } from '../../../shared/register/folding.ts'
import { openRegister, openSearch, publicOf } from '../../../shared/register/open-register.ts'
import { placesCalled } from '../../../shared/register/place-names.ts'
import type { RegisterQuery } from '../../../shared/register/register-index.ts'
import { sortOrders } from '../../../shared/register/register-index.ts'
import { themesNamed } from '../../../shared/register/theme-names.ts'
import { anEntry, anItem } from '../../support/builders.ts'
import { registerOf } from '../../support/register-entries.ts'
import { snapshotInMemory } from '../../support/register-in-memory.ts'
import { type Question, scan, type Unit } from './scan.ts'

/** Words that meet in every way: prefixes, stems, scripts, typing errors, and a theme's name in German. */
const vocabulary = [
  'waste',
  'wastes',
  'wasted',
  'water',
  'watre',
  'wat',
  'Київ',
  'kyiv',
  'kyivska',
  'Łódź',
  'lodz',
  '𐐨𐐩𐐪𐐫',
  'tourism',
]
const themeName = 'Abfallwirtschaft'
const someThemes = ['waste-management', 'water-supply', 'tourism', 'e-services'] as const
const someCountries = ['NL', 'UA', 'LY'] as const
const someLanguages = ['en', 'uk', 'ar'] as const
const somePopulations = [undefined, 5_000, 5_001, 2_000_000] as const
const someProgrammes = ['nicosia', 'cor-register'] as const

const some = <T extends string>(values: readonly T[]) =>
  fc.uniqueArray(fc.constantFrom(...values), { maxLength: 2 })
const text = (most: number) =>
  fc.array(fc.constantFrom(...vocabulary), { minLength: 1, maxLength: most }).map((words) => words.join(' '))
const item = fc.record({
  direction: fc.constantFrom(...directions),
  theme: fc.constantFrom(...someThemes),
  description: text(4),
  language: fc.constantFrom('en', 'de', 'uk', 'sq'),
  visibility: fc.constantFrom(...visibilities),
  formats: some(formats.slice(0, 3)),
  programmes: some(someProgrammes),
})
/** An entry under one of twelve ids, so that changes meet what the snapshot holds. */
const entry = fc
  .record({
    id: fc.integer({ min: 0, max: 11 }),
    state: fc.constantFrom('public', 'public', 'public', 'paused'),
    name: text(2),
    country: fc.constantFrom(...someCountries),
    tier: fc.constantFrom(undefined, ...tiers.slice(0, 2)),
    population: fc.constantFrom(...somePopulations),
    languages: some(someLanguages),
    day: fc.integer({ min: 1, max: 3 }),
    items: fc.array(item, { maxLength: 3 }),
  })
  .map(({ id, state, name, country, tier, population, languages, day, items }) =>
    anEntry({
      entryId: `e${id}`,
      state: state as 'public' | 'paused',
      authority: {
        name,
        country,
        ...(tier && { tier }),
        ...(population !== undefined && { population }),
      },
      languages,
      updatedAt: `2026-11-0${day}T09:00:00.000Z`,
      items: items.map((each, n) => ({ ...anItem({ entryId: `e${id}`, ...each }), itemId: `e${id}.${n}` })),
    }),
  )
const question: fc.Arbitrary<Question> = fc.record({
  units: fc.array(
    fc.oneof(
      {
        weight: 4,
        arbitrary: fc.record({
          words: fc
            .constantFrom(...vocabulary, 'watr', 'xwaste', '𐐨𐐩𐐫𐐪', themeName, 'absent', 'Kiev', 'Kije')
            .map((word) => [word]),
          quoted: fc.constant(false),
        }),
      },
      {
        weight: 1,
        arbitrary: fc.record({
          words: fc.array(fc.constantFrom(...vocabulary), { minLength: 1, maxLength: 2 }),
          quoted: fc.constant(true),
        }),
      },
    ),
    { maxLength: 3 },
  ),
  space: fc.boolean(),
  filters: fc.oneof(
    fc.constant({}),
    fc.record(
      {
        direction: some(directions),
        theme: some(someThemes),
        country: some(someCountries),
        tier: some(tiers.slice(0, 2)),
        population: some(populationBands.slice(0, 2)),
        language: some(someLanguages),
        programme: some(someProgrammes),
        format: some(formats.slice(0, 3)),
      },
      { requiredKeys: [] },
    ),
  ),
  viewer: fc.constantFrom(...viewers),
  sort: fc.constantFrom(...sortOrders),
})
const typed = ({ units, space }: Question) =>
  units.map(({ words, quoted }) => (quoted ? `"${words.join(' ')}"` : words.join(' '))).join(' ') +
  (space ? ' ' : '')

const sorted = (counts: ReadonlyMap<string, number>) => [...counts].sort(([a], [b]) => (a < b ? -1 : 1))

const nameTogether = (units: readonly Unit[]): boolean =>
  units.some((unit, at) => {
    const next = units[at + 1]
    const pair = [...unit.words, ...(next?.words ?? [])].flatMap(tokensOf)
    return (
      next !== undefined &&
      !unit.quoted &&
      !next.quoted &&
      themesNamed(pair).length + placesCalled(pair).length > 0
    )
  })

describe('the search against a scan of every item', () => {
  it('finds the same, counts the same, in the same order, page by page, in a snapshot and in its changes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(entry, { selector: ({ entryId }) => entryId, maxLength: 12 }),
        fc.array(entry, { maxLength: 6 }),
        question,
        fc.integer({ min: 1, max: 4 }),
        async (before, changes, asked, limit) => {
          // Words that are a name together are looked at in search.test.ts.
          fc.pre(!nameTogether(asked.units))
          const store = snapshotInMemory(
            [...publicOf(before).values()],
            changes.map((each) => ({ entryId: each.entryId, entry: each })),
          )
          const now = [...publicOf([...before, ...changes]).values()]
          const index = await openSearch(store).open()
          const query = { ...asked.filters, q: typed(asked), sort: asked.sort, limit } as RegisterQuery
          const expected = scan(now, asked)
          const order: string[] = []
          let cursor: string | undefined
          do {
            const page = await index.search({ ...query, ...(cursor && { cursor }) }, asked.viewer)
            expect(page.total).toBe(expected.total)
            expect(page.words).toBe(expected.words)
            for (const facet of [...facetNames, 'heading'] as const)
              expect([facet, sorted(page.facets[facet])]).toEqual([
                facet,
                sorted(expected.facets[facet] ?? new Map()),
              ])
            order.push(...page.entries.map(({ entry }) => entry.entryId))
            for (const { entry: shown, matching } of page.entries) {
              expect(shown).toEqual(now.find(({ entryId }) => entryId === shown.entryId))
              expect(matching.length).toBeGreaterThan(0)
              for (const each of matching) expect(maySee(asked.viewer, each.visibility)).toBe(true)
            }
            cursor = page.nextCursor
          } while (cursor)
          expect(order).toEqual(expected.order)
          const all = await index.all(query, asked.viewer)
          expect(all.total).toBe(expected.total)
          const taken: string[] = []
          for await (const { entry, matching } of all.entries) {
            taken.push(entry.entryId)
            expect(matching.length).toBeGreaterThan(0)
          }
          expect(taken).toEqual(expected.order)
          const whole = await openRegister(store).open()
          expect([...whole.entries()].map(({ entryId }) => entryId)).toEqual(
            now.map(({ entryId }) => entryId).sort(),
          )
        },
      ),
      { numRuns: 1000 },
    )
  }, 120_000)

  it('reads any text without failing', async () => {
    const index = registerOf(anEntry())
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), async (q) => {
        expect((await index.search({ q, limit: 5 }, 'visitor')).total).toBeGreaterThanOrEqual(0)
        await registerOf(
          anEntry({ authority: { name: q, country: 'NL' }, items: [anItem({ description: q })] }),
        ).search({ q, limit: 5 }, 'visitor')
      }),
      { numRuns: 300 },
    )
  })
})
