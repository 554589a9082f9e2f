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
const idsOf = (query: Partial<RegisterQuery>) => search(query).entries.map(({ entry }) => entry.entryId)

describe('a search', () => {
  it('without words gives everything that the viewer may see, the freshest first, then by id', () => {
    expect(idsOf({})).toEqual(['zliten', 'kyiv', 'utrecht'])
    expect(register.search({ limit: 20 }, 'secretariat').total).toBe(4)
  })

  it('finds by any form of a word: folded, spelled in Latin letters, stemmed', () => {
    expect(idsOf({ q: 'UTRECHT' })).toEqual(['utrecht'])
    expect(idsOf({ q: 'kyiv ' })).toEqual(['kyiv'])
    expect(idsOf({ q: 'Київ' })).toEqual(['kyiv'])
    expect(idsOf({ q: 'collected ' })).toEqual(['utrecht'])
  })

  it('takes the last word as unfinished unless a space or quotes follow', () => {
    expect(idsOf({ q: 'house' })).toEqual(['utrecht'])
    expect(idsOf({ q: 'house ' })).toEqual([])
    expect(idsOf({ q: '"house"' })).toEqual([])
    expect(idsOf({ q: 'house separately ' })).toEqual(['utrecht'])
    expect(search({ q: 'house separately ' }).words).toBe('any')
  })

  it('finds words in quotes side by side only', () => {
    expect(idsOf({ q: '"household waste"' })).toEqual(['utrecht'])
    expect(idsOf({ q: '"waste household"' })).toEqual([])
  })

  it('wants all words in one and the same item', () => {
    expect(search({ q: 'household winter ' })).toMatchObject({ total: 1, words: 'any' })
    expect(search({ q: 'utrecht winter ' })).toMatchObject({ total: 1, words: 'all' })
  })

  it('takes one word of several only when no item has all, and says so', () => {
    expect(search({ q: 'household counter ' })).toMatchObject({ total: 2, words: 'any' })
    expect(search({ q: 'household separately ' })).toMatchObject({ total: 1, words: 'all' })
  })

  it('finds a theme by its name in another language and says what it understood', () => {
    const found = search({ q: 'Abfallwirtschaft' })
    expect(found.entries.map(({ entry }) => entry.entryId)).toEqual(['zliten', 'utrecht'])
    expect(found.searchedAs).toEqual([
      { word: 'abfallwirtschaft', themes: ['waste-management'], similar: [] },
    ])
    expect(idsOf({ q: 'waste management' })).toContain('zliten')
  })

  it('forgives one typing error in a word of four letters or more that nobody wrote', () => {
    expect(search({ q: 'huosehold ' })).toMatchObject({
      total: 1,
      searchedAs: [{ word: 'huosehold', similar: ['household'] }],
    })
    expect(idsOf({ q: 'fro ' })).toEqual([])
  })

  it('never corrects towards, finds or counts what is not for the viewer', () => {
    expect(search({ q: 'confidentail ' })).toMatchObject({ total: 0, searchedAs: [] })
    expect(idsOf({ q: 'confidential ' })).toEqual([])
    expect(search({}).facets.theme.has('fisheries')).toBe(false)
    expect(search({}).facets.direction.get('offer')).toBe(2)
  })

  it('asks "did you mean" for a rare word that is one edit from a more frequent one', () => {
    const many = Array.from({ length: 3 }, (_, n) =>
      entry(`e${n}`, `City ${n}`, [{ description: 'harbour' }]),
    )
    const found = registerOf(...many, entry('other', 'City', [{ description: 'harboir' }])).search(
      { q: 'harboir ', limit: 20 },
      'visitor',
    )
    expect(found).toMatchObject({ total: 1, didYouMean: [{ word: 'harboir', instead: ['harbour'] }] })
  })

  it('ranks the authority whose whole name was typed above partial names and texts', () => {
    const partly = entry('a', 'Utrecht Region', [{}], { updatedAt: '2027-01-01T00:00:00.000Z' })
    const named = entry('z', 'Utrecht', [{}])
    const text = entry('t', 'Elsewhere', [{ description: 'as in Utrecht' }])
    const found = registerOf(partly, named, text).search({ q: 'utrecht', limit: 20 }, 'visitor')
    expect(found.entries.map(({ entry }) => entry.entryId)).toEqual(['z', 'a', 't'])
  })
})

describe('filters and facets', () => {
  it('hold for one and the same item', () => {
    expect(idsOf({ direction: ['offer'], theme: ['tourism'] })).toEqual([])
    expect(idsOf({ direction: ['request'], theme: ['tourism'] })).toEqual(['utrecht'])
    expect(search({ direction: ['request'] }).entries[1]?.matching.map(({ theme }) => theme)).toEqual([
      'tourism',
    ])
  })

  it('count entries, each facet without its own filter', () => {
    const { facets, total } = search({ direction: ['offer'], country: ['NL'] })
    expect(total).toBe(1)
    expect(Object.fromEntries(facets.direction)).toEqual({ offer: 1, request: 1 })
    expect(Object.fromEntries(facets.country)).toEqual({ NL: 1, UA: 1 })
    expect(Object.fromEntries(facets.theme)).toEqual({ 'waste-management': 1 })
  })
})

describe('a cursor', () => {
  it('goes on after the last entry of a page', () => {
    const first = search({ limit: 2 })
    const second = search({ limit: 2, cursor: first.nextCursor as string })
    expect([...first.entries, ...second.entries].map(({ entry }) => entry.entryId)).toEqual(idsOf({}))
    expect(second.nextCursor).toBeUndefined()
  })

  it.each(['nonsense', Buffer.from('[1,2]').toString('base64url'), ''])(
    'that is none of ours is refused by name: %j',
    (cursor) => {
      expect(() => search({ cursor })).toThrow(
        expect.objectContaining({ kind: 'invalid', fields: [{ pointer: '?cursor', code: 'wrong-value' }] }),
      )
    },
  )

  it('of another question is refused, of a version that is gone it has expired', () => {
    const cursor = search({ limit: 1 }).nextCursor as string
    expect(() => search({ limit: 1, q: 'waste', cursor })).toThrow(Failure)
    const old = Buffer.from(cursor, 'base64url').toString().replace('"v1"', '"v0"')
    expect(() => search({ limit: 1, cursor: Buffer.from(old).toString('base64url') })).toThrow(
      expect.objectContaining({ kind: 'gone', code: 'expired-cursor' }),
    )
  })
})
