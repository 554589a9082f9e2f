import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  directions,
  type Entry,
  type EntryItem,
  maySee,
  type Viewer,
  viewers,
  visibilities,
} from '../../../shared/register/entry.ts'
import { keysOf, type Token, tokensOf } from '../../../shared/register/folding.ts'
import { oneEditApart } from '../../../shared/register/one-edit-apart.ts'
import type { RegisterAnswer, RegisterQuery } from '../../../shared/register/register-index.ts'
import { hitWeights } from '../../../shared/register/search-index.ts'
import { stemmedLanguages, stemOf } from '../../../shared/register/stemming.ts'
import { themesNamed } from '../../../shared/register/theme-names.ts'
import { anEntry, anItem } from '../../support/builders.ts'
import { registerOf } from '../../support/register-entries.ts'

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
  'tourism',
]
const themeName = 'Abfallwirtschaft'
const someThemes = ['waste-management', 'tourism', 'e-services'] as const
const someCountries = ['NL', 'UA', 'LY'] as const

type Unit = { words: string[]; quoted: boolean }
type Question = { units: Unit[]; space: boolean; filters: Omit<RegisterQuery, 'limit'>; viewer: Viewer }

const text = (most: number) =>
  fc.array(fc.constantFrom(...vocabulary), { minLength: 1, maxLength: most }).map((words) => words.join(' '))
const item = fc.record({
  direction: fc.constantFrom(...directions),
  theme: fc.constantFrom(...someThemes),
  description: text(4),
  language: fc.constantFrom('en', 'de', 'uk', 'sq'),
  visibility: fc.constantFrom(...visibilities),
})
const register = fc
  .array(
    fc.record({
      name: text(2),
      country: fc.constantFrom(...someCountries),
      day: fc.integer({ min: 1, max: 3 }),
      items: fc.array(item, { minLength: 1, maxLength: 3 }),
    }),
    { maxLength: 12 },
  )
  .map((entries) =>
    entries.map(({ name, country, day, items }, n) =>
      anEntry({
        entryId: `e${n}`,
        authority: { name, country },
        updatedAt: `2026-11-0${day}T09:00:00.000Z`,
        items: items.map((each) => anItem({ entryId: `e${n}`, ...each })),
      }),
    ),
  )
const some = <T extends string>(values: readonly T[]) =>
  fc.uniqueArray(fc.constantFrom(...values), { maxLength: 2 })
const question: fc.Arbitrary<Question> = fc.record({
  units: fc.array(
    fc.oneof(
      {
        weight: 4,
        arbitrary: fc.record({
          words: fc.constantFrom(...vocabulary, 'watr', 'xwaste', themeName, 'absent').map((word) => [word]),
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
  filters: fc.record({ direction: some(directions), theme: some(someThemes), country: some(someCountries) }),
  viewer: fc.constantFrom(...viewers),
})
const typed = ({ units, space }: Question) =>
  units.map(({ words, quoted }) => (quoted ? `"${words.join(' ')}"` : words.join(' '))).join(' ') +
  (space ? ' ' : '')

/** The definitions read aloud: every item is looked at, for every word. */
const scan = (
  entries: readonly Entry[],
  asked: Question,
): Pick<RegisterAnswer, 'total' | 'words' | 'facets'> & { order: string[] } => {
  const { units, space, filters, viewer } = asked
  const all = entries.flatMap((entry) =>
    entry.items.map((each) => ({
      entry,
      item: each,
      name: tokensOf(entry.authority.name),
      words: tokensOf(each.description),
    })),
  )
  type Row = (typeof all)[number]
  const dictionary = new Set(
    all
      .filter((row) => row.item.visibility === 'public')
      .flatMap((row) => [...row.name, ...row.words].flatMap(keysOf)),
  )
  const meets = (one: Token, other: Token, test: (a: string, b: string) => boolean) =>
    keysOf(one).some((a) => keysOf(other).some((b) => test(a, b)))
  const same = (a: string, b: string) => a === b
  const begins = (a: string, b: string) => b.startsWith(a)
  const wordWeight = (row: Row, word: Token, last: boolean): number => {
    const known = last
      ? [...dictionary].some((term) => keysOf(word).some((key) => term.startsWith(key)))
      : keysOf(word).some((key) => dictionary.has(key))
    const near = known
      ? []
      : [...dictionary].filter((term) =>
          keysOf(word).some((key) => [...key].length >= 4 && oneEditApart(key, term)),
        )
    const isNear = (token: Token) => keysOf(token).some((key) => near.includes(key))
    return Math.max(
      0,
      ...row.name.map((token) =>
        meets(word, token, same)
          ? hitWeights.inName
          : last && meets(word, token, begins)
            ? hitWeights.beginsInName
            : isNear(token)
              ? hitWeights.similar
              : 0,
      ),
      ...row.words.map((token) =>
        Math.max(
          meets(word, token, same) ? hitWeights.inText : 0,
          stemmedLanguages.includes(row.item.language) &&
            stemOf(word.folded, row.item.language) === stemOf(token.folded, row.item.language)
            ? hitWeights.stem
            : 0,
          last && meets(word, token, begins) ? hitWeights.beginsInText : 0,
          isNear(token) ? hitWeights.similar : 0,
        ),
      ),
    )
  }
  const stands = (tokens: readonly Token[], words: readonly Token[]) =>
    tokens.some((_, at) =>
      words.every((word, n) => tokens[at + n] !== undefined && meets(word, tokens[at + n] as Token, same)),
    )
  const unitWeight = (row: Row, unit: Unit, n: number): number => {
    const words = unit.words.flatMap(tokensOf)
    if (unit.quoted)
      return stands(row.name, words)
        ? hitWeights.inName * words.length
        : stands(row.words, words)
          ? hitWeights.inText * words.length
          : 0
    const unfinished = n === units.length - 1 && !space
    const own = wordWeight(row, words[0] as Token, unfinished)
    // What a word names is looked at in theme-names.test.ts.
    const named = themesNamed(words, unfinished)
    return Math.max(own, named.includes(row.item.theme) ? hitWeights.theme : 0)
  }
  const weights = new Map(all.map((row) => [row, units.map((unit, n) => unitWeight(row, unit, n))]))
  const seen = all.filter((row) => maySee(viewer, row.item.visibility))
  const allWords = seen.filter((row) => weights.get(row)?.every((weight) => weight > 0))
  const anyWord = seen.filter((row) => weights.get(row)?.some((weight) => weight > 0))
  const any = allWords.length === 0 && units.length > 1 && anyWord.length > 0
  const hits = any ? anyWord : allWords
  const values = {
    direction: (row: Row) => row.item.direction,
    theme: (row: Row) => row.item.theme,
    country: (row: Row) => row.entry.authority.country,
  }
  const facets = ['direction', 'theme', 'country'] as const
  const passes = (row: Row, but?: string) =>
    facets.every(
      (facet) =>
        facet === but ||
        !filters[facet]?.length ||
        (filters[facet] as readonly string[]).includes(values[facet](row)),
    )
  const count = (facet: (typeof facets)[number]) => {
    const counts = new Map<string, number>()
    const rows = hits.filter((row) => passes(row, facet))
    for (const value of new Set(rows.map(values[facet])))
      counts.set(
        value,
        new Set(rows.filter((row) => values[facet](row) === value).map((row) => row.entry)).size,
      )
    return counts
  }
  const found = hits.filter((row) => passes(row))
  const tokens = units.flatMap((unit) => unit.words.flatMap(tokensOf))
  const relevance = (entry: Entry) => {
    const name = tokensOf(entry.authority.name)
    const whole =
      tokens.length > 0 &&
      tokens.length === name.length &&
      tokens.every((token, n) => meets(token, name[n] as Token, same))
    return (
      (whole ? hitWeights.wholeName : 0) +
      Math.max(
        ...found
          .filter((row) => row.entry === entry)
          .map((row) => (weights.get(row) ?? []).reduce((a, b) => a + b, 0)),
      )
    )
  }
  const order = [...new Set(found.map((row) => row.entry))]
    .map((entry) => ({ id: entry.entryId, key: [relevance(entry), Date.parse(entry.updatedAt)] as const }))
    .sort((a, b) => b.key[0] - a.key[0] || b.key[1] - a.key[1] || (a.id < b.id ? -1 : 1))
    .map(({ id }) => id)
  return {
    total: order.length,
    words: any ? 'any' : 'all',
    facets: { direction: count('direction'), theme: count('theme'), country: count('country') },
    order,
  }
}

const sorted = (counts: ReadonlyMap<string, number>) => [...counts].sort(([a], [b]) => (a < b ? -1 : 1))

const nameTogether = (units: readonly Unit[]): boolean =>
  units.some((unit, at) => {
    const next = units[at + 1]
    const pair = [...unit.words, ...(next?.words ?? [])].flatMap(tokensOf)
    return next !== undefined && !unit.quoted && !next.quoted && themesNamed(pair).length > 0
  })

describe('the search against a scan of every item', () => {
  it('finds the same, counts the same, in the same order, page by page', () => {
    fc.assert(
      fc.property(register, question, fc.integer({ min: 1, max: 4 }), (entries, asked, limit) => {
        // Words that are a name together are looked at in search.test.ts.
        fc.pre(!nameTogether(asked.units))
        const index = registerOf(...entries)
        const query: RegisterQuery = { ...asked.filters, q: typed(asked), limit }
        const expected = scan(entries, asked)
        const order: string[] = []
        let cursor: string | undefined
        do {
          const page = index.search({ ...query, ...(cursor && { cursor }) }, asked.viewer)
          expect(page.total).toBe(expected.total)
          expect(page.words).toBe(expected.words)
          for (const facet of ['direction', 'theme', 'country'] as const)
            expect(sorted(page.facets[facet])).toEqual(sorted(expected.facets[facet]))
          order.push(...page.entries.map(({ entry }) => entry.entryId))
          cursor = page.nextCursor
        } while (cursor)
        expect(order).toEqual(expected.order)
        const matching = index.search({ ...query, limit: 100 }, asked.viewer).entries
        for (const { matching: items } of matching)
          for (const each of items satisfies readonly EntryItem[])
            expect(maySee(asked.viewer, each.visibility)).toBe(true)
      }),
      { numRuns: 400 },
    )
  }, 60_000)

  it('reads any text without failing', () => {
    const index = registerOf(anEntry())
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (q) => {
        expect(index.search({ q, limit: 5 }, 'visitor').total).toBeGreaterThanOrEqual(0)
        registerOf(
          anEntry({ authority: { name: q, country: 'NL' }, items: [anItem({ description: q })] }),
        ).search({ q, limit: 5 }, 'visitor')
      }),
      { numRuns: 300 },
    )
  })
})
