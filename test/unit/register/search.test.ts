import { describe, expect, it } from 'vitest'
import { Failure } from '../../../shared/failures.ts'
import type { Entry } from '../../../shared/register/entry.ts'
import type { RegisterQuery } from '../../../shared/register/register-index.ts'
import { anEntry, anItem } from '../../support/builders.ts'
import { registerOf } from '../../support/register-entries.ts'

const entry = (
  entryId: string,
  name: string,
  items: Parameters<typeof anItem>[0][],
  more: Partial<Entry> = {},
): Entry =>
  anEntry({
    entryId,
    authority: { name, country: 'NL' },
    items: items.map((item) => anItem({ entryId, ...item })),
    ...more,
  })

const utrecht = entry('utrecht', 'Gemeente Utrecht', [
  { direction: 'offer', theme: 'waste-management', description: 'Collecting household waste separately' },
  { direction: 'request', theme: 'tourism', description: 'Guests in winter' },
])
const zliten = entry(
  'zliten',
  'بلدية زليتن',
  [{ direction: 'request', theme: 'waste-management', description: 'جمع النفايات', language: 'ar' }],
  { authority: { name: 'بلدية زليتن', country: 'LY' }, updatedAt: '2026-11-05T09:00:00.000Z' },
)
const kyiv = entry(
  'kyiv',
  'Київ',
  [{ direction: 'offer', theme: 'e-services', description: 'Digital counter for residents' }],
  { authority: { name: 'Київ', country: 'UA' } },
)
const secret = entry('secret', 'Hidden City', [
  { theme: 'fisheries', description: 'confidential harbour works', visibility: 'secretariat' },
])
const register = registerOf(utrecht, zliten, kyiv, secret)

const search = (query: Partial<RegisterQuery>) => register.search({ limit: 20, ...query }, 'visitor')
const idsOf = async (query: Partial<RegisterQuery>) =>
  (await search(query)).entries.map(({ entry }) => entry.entryId)

describe('a search', () => {
  it('without words gives everything that the viewer may see, the freshest first, then by id', async () => {
    expect(await idsOf({})).toEqual(['zliten', 'kyiv', 'utrecht'])
    expect((await register.search({ limit: 20 }, 'secretariat')).total).toBe(4)
  })

  it('finds by any form of a word: folded, spelled in Latin letters, stemmed', async () => {
    expect(await idsOf({ q: 'UTRECHT' })).toEqual(['utrecht'])
    expect(await idsOf({ q: 'kyiv ' })).toEqual(['kyiv'])
    expect(await idsOf({ q: 'Київ' })).toEqual(['kyiv'])
    expect(await idsOf({ q: 'collected ' })).toEqual(['utrecht'])
  })

  it('takes the last word as unfinished unless a space or quotes follow', async () => {
    expect(await idsOf({ q: 'house' })).toEqual(['utrecht'])
    expect(await idsOf({ q: 'house ' })).toEqual([])
    expect(await idsOf({ q: '"house"' })).toEqual([])
    expect(await idsOf({ q: 'house separately ' })).toEqual(['utrecht'])
    expect((await search({ q: 'house separately ' })).words).toBe('any')
  })

  it('finds words in quotes side by side only', async () => {
    expect(await idsOf({ q: '"household waste"' })).toEqual(['utrecht'])
    expect(await idsOf({ q: '"waste household"' })).toEqual([])
  })

  it('wants all words in one and the same item', async () => {
    expect(await search({ q: 'household winter ' })).toMatchObject({ total: 1, words: 'any' })
    expect(await search({ q: 'utrecht winter ' })).toMatchObject({ total: 1, words: 'all' })
  })

  it('takes one word of several only when no item has all, and says so', async () => {
    expect(await search({ q: 'household counter ' })).toMatchObject({ total: 2, words: 'any' })
    expect(await search({ q: 'household separately ' })).toMatchObject({ total: 1, words: 'all' })
  })

  it('finds a theme by its name in another language and says what it understood', async () => {
    const found = await search({ q: 'Abfallwirtschaft' })
    expect(found.entries.map(({ entry }) => entry.entryId)).toEqual(['zliten', 'utrecht'])
    expect(found.searchedAs).toEqual([
      { word: 'Abfallwirtschaft', themes: ['waste-management'], names: [], similar: [] },
    ])
    expect(await idsOf({ q: 'waste management' })).toContain('zliten')
  })

  it('says the words of whoever asks as they typed them, whatever their script and marks', async () => {
    expect(await search({ q: 'Їжакй ' })).toMatchObject({ total: 0, absent: ['Їжакй'] })
    expect(await search({ q: 'Mu\u0308lltrennnung Ёлка ' })).toMatchObject({
      total: 0,
      absent: ['Mülltrennnung', 'Ёлка'],
    })
  })

  it('forgives one typing error in a word of four letters or more that nobody wrote', async () => {
    expect(await search({ q: 'huosehold ' })).toMatchObject({
      total: 1,
      searchedAs: [{ word: 'huosehold', similar: ['household'] }],
    })
    expect(await idsOf({ q: 'fro ' })).toEqual([])
  })

  it('never corrects towards, finds or counts what is not for the viewer', async () => {
    expect(await search({ q: 'confidentail ' })).toMatchObject({ total: 0, searchedAs: [] })
    expect(await idsOf({ q: 'confidential ' })).toEqual([])
    expect((await search({})).facets.theme.has('fisheries')).toBe(false)
    expect((await search({})).facets.direction.get('offer')).toBe(2)
  })

  it('asks "did you mean" for a rare word that is one edit from a more frequent one', async () => {
    const many = Array.from({ length: 3 }, (_, n) =>
      entry(`e${n}`, `City ${n}`, [{ description: 'harbour' }]),
    )
    const found = await registerOf(...many, entry('other', 'City', [{ description: 'harboir' }])).search(
      { q: 'harboir ', limit: 20 },
      'visitor',
    )
    expect(found).toMatchObject({ total: 1, didYouMean: [{ word: 'harboir', instead: ['harbour'] }] })
  })

  it('ranks the authority whose whole name was typed above partial names and texts', async () => {
    const partly = entry('a', 'Utrecht Region', [{}], { updatedAt: '2027-01-01T00:00:00.000Z' })
    const named = entry('z', 'Utrecht', [{}])
    const text = entry('t', 'Elsewhere', [{ description: 'as in Utrecht' }])
    const found = await registerOf(partly, named, text).search({ q: 'utrecht', limit: 20 }, 'visitor')
    expect(found.entries.map(({ entry }) => entry.entryId)).toEqual(['z', 'a', 't'])
  })
})

describe('filters and facets', () => {
  it('hold for one and the same item', async () => {
    expect(await idsOf({ direction: ['offer'], theme: ['tourism'] })).toEqual([])
    expect(await idsOf({ direction: ['request'], theme: ['tourism'] })).toEqual(['utrecht'])
    expect((await search({ direction: ['request'] })).entries[1]?.matching.map(({ theme }) => theme)).toEqual(
      ['tourism'],
    )
  })

  it('count entries, each facet without its own filter', async () => {
    const { facets, total } = await search({ direction: ['offer'], country: ['NL'] })
    expect(total).toBe(1)
    expect(Object.fromEntries(facets.direction)).toEqual({ offer: 1, request: 1 })
    expect(Object.fromEntries(facets.country)).toEqual({ NL: 1, UA: 1 })
    expect(Object.fromEntries(facets.theme)).toEqual({ 'waste-management': 1 })
  })
})

describe('a cursor', () => {
  it('goes on after the last entry of a page', async () => {
    const first = await search({ limit: 2 })
    const second = await search({ limit: 2, cursor: first.nextCursor as string })
    expect([...first.entries, ...second.entries].map(({ entry }) => entry.entryId)).toEqual(await idsOf({}))
    expect(second.nextCursor).toBeUndefined()
  })

  it.each(['nonsense', Buffer.from('[1,2,3]').toString('base64url'), ''])(
    'that is none of ours is refused by name: %j',
    async (cursor) => {
      await expect(search({ cursor })).rejects.toMatchObject({
        kind: 'invalid',
        fields: [{ pointer: '?cursor', code: 'wrong-value' }],
      })
    },
  )

  it('of another question is refused, of a version that is gone it has expired', async () => {
    const cursor = (await search({ limit: 1 })).nextCursor as string
    await expect(search({ limit: 1, q: 'waste', cursor })).rejects.toThrow(Failure)
    const old = Buffer.from(cursor, 'base64url').toString().replace('"memory.0"', '"v0"')
    await expect(search({ limit: 1, cursor: Buffer.from(old).toString('base64url') })).rejects.toThrow(
      expect.objectContaining({ kind: 'gone', code: 'expired-cursor' }),
    )
  })
})
