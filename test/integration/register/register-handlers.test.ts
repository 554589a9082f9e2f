import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { exportSearch } from '../../../functions/register/export-search.ts'
import { searchRegister } from '../../../functions/register/search-register.ts'
import { showEntry } from '../../../functions/register/show-entry.ts'
import type { HttpRequest } from '../../../shared/http/request.ts'
import type { Entry } from '../../../shared/register/entry.ts'
import { rebuildRegister } from '../../../shared/register/rebuild-register.ts'
import type { SearchReader } from '../../../shared/register/register-index.ts'
import { exportOperations, registerOperations } from '../../../shared/register/register-operations.ts'
import { viewerFrom } from '../../../shared/sessions/viewer.ts'
import type { Tables } from '../../../shared/table/client.ts'
import { registerBuildTable, registerReader } from '../../../shared/table/register-index-table.ts'
import { registerTable } from '../../../shared/table/register-table.ts'
import { viewerTable } from '../../../shared/table/viewer-table.ts'
import { anEntry, anItem } from '../../support/builders.ts'
import { registerOf, writeEntry } from '../../support/register-entries.ts'
import { aRequest, aSite } from '../../support/requests.ts'
import { freshTables } from '../../support/tables.ts'

let tables: Tables
let search: ReturnType<typeof searchRegister>
let show: ReturnType<typeof showEntry>

beforeAll(async () => {
  tables = await freshTables()
  const viewer = viewerFrom(viewerTable(tables), () => '2026-11-23T10:00:00.000Z')
  search = searchRegister({ site: aSite, register: registerReader(tables), viewer })
  show = showEntry({ site: aSite, store: registerTable(tables), viewer })
  await writeEntry(
    tables,
    anEntry({
      items: [
        anItem({ description: 'Separate collection <b>of</b> waste', formats: ['study-visit'] }),
        anItem({ direction: 'request', theme: 'tourism', description: 'Guests in winter' }),
        anItem({ direction: 'request', theme: 'fisheries', description: 'kept', visibility: 'secretariat' }),
      ],
    }),
  )
  await writeEntry(
    tables,
    anEntry({
      entryId: 'zliten',
      authority: { name: 'بلدية زليتن', country: 'LY' },
      items: [
        anItem({ entryId: 'zliten', direction: 'request', description: 'جمع النفايات', language: 'ar' }),
      ],
    }),
  )
  await writeEntry(
    tables,
    anEntry({
      entryId: 'prishtine',
      authority: { name: 'Prishtinë', country: 'XK' },
      items: [anItem({ entryId: 'prishtine', theme: 'e-services', description: 'Një sportel' })],
    }),
  )
  await writeEntry(tables, anEntry({ entryId: 'waiting', state: 'awaiting-review' }))
  await writeEntry(
    tables,
    anEntry({ entryId: 'quiet', items: [anItem({ entryId: 'quiet', visibility: 'secretariat' })] }),
  )
})

const get = (query: HttpRequest['query'], more: Parameters<typeof aRequest>[0] = {}) =>
  search(aRequest({ path: '/register', query, ...more }))
const found = async (query: HttpRequest['query']) => JSON.parse((await get(query)).body ?? '')
const page = async (query: HttpRequest['query'], more: Parameters<typeof aRequest>[0] = {}) =>
  (await get(query, { wants: 'html', ...more })).body ?? ''

describe('GET /register', () => {
  it('answers JSON as its operation describes it', async () => {
    const answer = await found({ q: ['Abfallwirtschaft'] })
    z.parse(registerOperations.searchRegister.answers[200].schema(), answer)
    expect(answer).toMatchObject({
      total: 2,
      words: 'all',
      searchedAs: [{ word: 'Abfallwirtschaft', themes: ['waste-management'], as: ['Waste management'] }],
    })
    expect(answer.items[0]).toMatchObject({
      entryId: 'utrecht',
      authority: { name: 'Gemeente Utrecht', country: 'NL', countryLabel: 'Netherlands' },
      items: [{ theme: 'waste-management', themeLabel: 'Waste management' }],
      url: 'https://register.example.org/register/utrecht',
    })
    expect(answer.facets.country).toEqual([
      { value: 'LY', label: 'Libya', count: 1 },
      { value: 'NL', label: 'Netherlands', count: 1 },
    ])
  })

  it('never shows or counts what is not public', async () => {
    const answer = await found({})
    expect(answer.total).toBe(3)
    expect(JSON.stringify(answer)).not.toMatch(/kept|fisheries|quiet|waiting/)
  })

  it('takes a heading for all themes under it, and several values of a facet', async () => {
    expect((await found({ theme: ['environment'] })).total).toBe(2)
    expect((await found({ theme: ['environment', 'tourism'], direction: ['request'] })).total).toBe(2)
    expect((await found({ country: ['NL', 'XK'] })).total).toBe(2)
  })

  it('pages through all entries, once each', async () => {
    const ids: string[] = []
    let cursor: string | undefined
    do {
      const answer = await found({ limit: ['1'], ...(cursor && { cursor: [cursor] }) })
      ids.push(...answer.items.map(({ entryId }: { entryId: string }) => entryId))
      cursor = answer.nextCursor
    } while (cursor)
    expect(ids).toEqual(['prishtine', 'utrecht', 'zliten'])
  })

  it.each([
    [{ theme: ['waste'] }, '?theme', 'unknown-value'],
    [{ theme: ['tourism', 'nonsense'] }, '?theme', 'unknown-value'],
    [{ direction: ['offers'] }, '?direction', 'unknown-value'],
    [{ country: ['KOSOVO'] }, '?country', 'unknown-value'],
    [{ limit: ['0'] }, '?limit', 'too-few'],
    [{ limit: ['101'] }, '?limit', 'too-many'],
    [{ limit: ['ten'] }, '?limit', 'wrong-type'],
    [{ q: ['x'.repeat(201)] }, '?q', 'too-long'],
    [{ q: ['one', 'two'] }, '?q', 'given-twice'],
    [{ cursor: ['x'] }, '?cursor', 'wrong-value'],
  ])('refuses %j by name', async (query, pointer, code) => {
    await expect(get(query as HttpRequest['query'])).rejects.toMatchObject({
      kind: 'invalid',
      fields: [{ pointer, code }],
    })
  })

  it('ignores empty and unknown parameters', async () => {
    expect((await found({ theme: [''], utm_source: ['mail'] })).total).toBe(3)
  })

  it('is a page with a search box, results, filters that say their counts, and footnotes', async () => {
    const body = await page({ q: ['waste'], country: ['NL'] })
    expect(body).toContain('1 authority fits')
    expect(body).toContain('Gemeente Utrecht')
    expect(body).toContain('Separate collection &lt;b>of&lt;/b> <mark>waste</mark>')
    expect(body).toContain('<link rel="alternate" type="application/atom+xml"')
    expect(body).toContain('value="waste"')
    expect(body).toContain('<input type="hidden" name="country" value="NL"')
    expect(body).toContain('aria-label="Remove the filter Netherlands"')
    expect(await page({})).toContain('UNSCR 1244/1999')
  })

  const wrong = async (query: HttpRequest['query'], more: Parameters<typeof aRequest>[0] = {}) => {
    const { status, body = '' } = await get(query, { wants: 'html', ...more })
    return { status, body, notice: body.match(/<div class="notice bad".*?<\/div>/s)?.[0] ?? '' }
  }

  it('keeps the words and the good filters where one is bad, says which, and goes on without it', async () => {
    const { status, body, notice } = await wrong({
      q: ['waste'],
      theme: ['nonsense', 'waste-management'],
      country: ['NL'],
    })
    expect(status).toBe(422)
    expect(notice).toContain('Theme: This is not one of the choices.')
    expect(notice.match(/<a /g)).toHaveLength(1)
    expect(notice).toContain('/register?q=waste&amp;theme=waste-management&amp;country=NL"')
    expect(body).toContain('value="waste"')
    expect(body).toContain('<input type="hidden" name="country" value="NL"')
    expect(body).toContain('1 authority fits')
    expect(body).not.toMatch(/nonsense"|stored|send again/)
  })

  it.each([
    [{ limit: ['abc'] }, 'Entries on a page'],
    [{ limit: ['0'] }, 'At least 1 here'],
    [{ direction: ['sideways'] }, 'What they bring'],
    [{ country: ['KOSOVO'] }, 'Country'],
    [{ q: ['waste', 'water'] }, 'This was given twice'],
  ])('is a page with the message and the results for %j', async (query, message) => {
    const { status, body, notice } = await wrong(query as HttpRequest['query'])
    expect(status).toBe(422)
    expect(notice).toContain(message)
    expect(body).toContain('Gemeente Utrecht')
  })

  it('keeps words that are too long in their field', async () => {
    const q = `${'waste '.repeat(40)}end`
    const { status, body, notice } = await wrong({ q: [q], country: ['XK'] })
    expect(status).toBe(422)
    expect(notice).toContain('Use at most 200 characters')
    expect(body).toContain(`value="${q}"`)
    expect(body).toContain('Prishtinë')
  })

  it('leads from a bad cursor, or one of another search, to the first results of the same search', async () => {
    const { nextCursor } = await found({ limit: ['1'] })
    for (const cursor of ['bad', nextCursor]) {
      const { status, body, notice } = await wrong({ q: ['waste'], cursor: [cursor] })
      expect(status).toBe(422)
      expect(notice).toContain('Place in the list')
      expect(notice).toContain('/register?q=waste">Back to the first results')
      expect(body).toContain('Gemeente Utrecht')
    }
  })

  it('says that the list was renewed, and begins it anew, where the cursor has expired', async () => {
    const query = { q: ['Abfallwirtschaft'], theme: ['environment'], limit: ['1'] }
    const { nextCursor } = await found(query)
    await rebuildRegister(registerBuildTable(tables), randomUUID)
    const { status, body, notice } = await wrong({ ...query, cursor: [nextCursor] })
    expect(status).toBe(410)
    expect(notice).toContain('This list was renewed')
    expect(notice).toContain(
      '/register?q=Abfallwirtschaft&amp;theme=environment&amp;limit=1">Back to the first',
    )
    expect(body).toContain('value="Abfallwirtschaft"')
    await expect(get({ ...query, cursor: [nextCursor] })).rejects.toMatchObject({ kind: 'gone' })
  })

  it('says in Arabic, too, what is wrong', async () => {
    const { notice } = await wrong({ theme: ['nonsense'] }, { language: 'ar', languageInAddress: true })
    expect(notice).toContain('هذه القيمة ليست من الخيارات')
    expect(notice).toContain('/register?lang=ar')
  })

  it('marks the words that were searched for, and offers other orders and the result to take away', async () => {
    const body = await page({ q: ['collection'] })
    expect(body).toContain('Separate <mark>collection</mark> &lt;b>of&lt;/b> waste')
    expect(await page({})).toMatch(/sort=name[^>]*>By name/)
    expect(body).toContain('as=csv')
  })

  it('says which word stands nowhere, and which filter to take away', async () => {
    const body = await page({ q: ['zzzz collection '], country: ['LY'] })
    expect(body).toContain('No authority fits')
    expect(body).toContain('No entry contains zzzz.')
    expect(body).toContain('Without the filter ‘Country’: 1 authority')
    expect(body).toMatch(/href="[^"]*q=zzzz\+collection\+"/)
  })

  it('says what to do when nothing fits', async () => {
    const body = await page({ q: ['zzzz'], country: ['NL'] })
    expect(body).toContain('No authority fits')
    expect(body).toContain('Search without filters')
    expect(body).toContain('/survey')
  })

  it('has a page in Arabic, from right to left, whose links stay in Arabic', async () => {
    const body = await page({ limit: ['1'] }, { language: 'ar', languageInAddress: true })
    expect(body).toContain('<html lang="ar" dir="rtl"')
    expect(body).toContain('3 سلطات في السجل')
    expect(body).toMatch(/cursor=[\w-]+&amp;lang=ar/)
  })
})

describe('GET /register/export', () => {
  const exported = async (query: HttpRequest['query'], register: SearchReader = registerReader(tables)) => {
    const handle = exportSearch({ site: aSite, register, viewer: async () => 'visitor' })
    const { headers, pieces } = await handle(aRequest({ path: '/register/export', query, wants: 'html' }))
    const all: string[] = []
    for await (const piece of pieces ?? []) all.push(piece)
    return { headers, pieces: all, body: all.join('') }
  }
  const holding = (...entries: Entry[]): SearchReader => ({ open: async () => registerOf(...entries) })

  it('gives every matching item as a row, and what a spreadsheet would run as text', async () => {
    const { body, headers } = await exported({ as: ['csv'], country: ['NL'] })
    expect(headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': 'attachment; filename="register.csv"',
    })
    const [head, ...rows] = body.replace('\ufeff', '').trimEnd().split('\r\n')
    expect(head).toMatch(/^entryId,authority,country,/)
    expect(rows.map((row) => row.split(',')[7])).toEqual(['offer', 'request'])
    expect(body).not.toContain('kept')
    const formula = anEntry({ authority: { name: '=HYPERLINK("x")', country: 'SE' } })
    expect((await exported({ as: ['csv'] }, holding(formula))).body).toContain(`"'=HYPERLINK(""x"")"`)
  })

  it('gives all entries as data, whatever the size of a page', async () => {
    const answer = JSON.parse((await exported({ as: ['json'], limit: ['1'] })).body)
    z.parse(exportOperations.exportSearch.answers[200].schema(), answer)
    expect(answer.items).toHaveLength(3)
    expect(answer.total).toBe(3)
    expect(JSON.parse((await exported({ as: ['json'], q: ['zzzz'] })).body)).toEqual({ total: 0, items: [] })
  })

  it('is a table unless said otherwise, and only its head where nothing is found', async () => {
    const { body, headers } = await exported({ q: ['zzzz'] })
    expect(headers?.['content-type']).toContain('text/csv')
    expect(body.trimEnd().split('\r\n')).toHaveLength(1)
  })

  it.each(['json', 'csv'])('gives more than Lambda takes in one answer, in small pieces: %s', async (as) => {
    const towns = Array.from({ length: 600 }, (_, n) =>
      anEntry({
        entryId: `town-${n}`,
        authority: { name: `Town ${String(n).padStart(3, '0')}`, country: 'SE' },
        items: [anItem({ entryId: `town-${n}`, description: 'waste '.repeat(2000) })],
      }),
    )
    const { pieces, body } = await exported({ as: [as], sort: ['name'] }, holding(...towns))
    expect(body.length).toBeGreaterThan(6_000_000)
    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(100_000)
    expect([...body.matchAll(/Town \d{3}/g)].map(([name]) => name)).toEqual(
      towns.map(({ authority }) => authority.name),
    )
  })

  it('refuses what it does not know by name, before it begins', async () => {
    for (const as of ['xlsx', 'atom'])
      await expect(exported({ as: [as] })).rejects.toMatchObject({
        fields: [{ pointer: '?as', code: 'unknown-value' }],
      })
    await expect(exported({ country: ['XX'] })).rejects.toMatchObject({ fields: [{ pointer: '?country' }] })
  })

  it('is where the search leads who asks it for a file', async () => {
    const answer = await get({ as: ['csv'], q: ['waste'], country: ['NL'], limit: ['5'] }, { wants: 'html' })
    expect(answer).toMatchObject({
      status: 303,
      headers: { location: 'https://register.example.org/register/export?q=waste&country=NL&as=csv' },
    })
  })
})

describe('GET /register as a feed', () => {
  const file = async (query: HttpRequest['query']) => get(query, { wants: 'html' })

  it('gives the newest entries as a feed that says where it is', async () => {
    const { body = '', headers } = await file({ as: ['atom'], q: ['waste'] })
    expect(headers?.['content-type']).toBe('application/atom+xml; charset=utf-8')
    expect(body).toContain(
      '<link rel="self" href="https://register.example.org/register?q=waste&amp;as=atom"/>',
    )
    expect(body).toContain('Separate collection &lt;b&gt;of&lt;/b&gt; waste')
    expect(body).not.toContain('kept')
  })

  it('refuses another type by name', async () => {
    await expect(get({ as: ['xlsx'] })).rejects.toMatchObject({
      fields: [{ pointer: '?as', code: 'unknown-value' }],
    })
  })
})

describe('GET /register/{entryId}', () => {
  const entry = (entryId: string, more: Parameters<typeof aRequest>[0] = {}) =>
    show(aRequest({ path: `/register/${entryId}`, parameters: { entryId }, ...more }))

  it('gives an entry with what everybody may see', async () => {
    const answer = JSON.parse((await entry('utrecht')).body ?? '')
    z.parse(registerOperations.showEntry.answers[200].schema(), answer)
    expect(answer.items.map(({ theme }: { theme: string }) => theme)).toEqual(['waste-management', 'tourism'])
  })

  it('is a page with offers and requests apart and a way to peers', async () => {
    const body = (await entry('utrecht', { wants: 'html' })).body ?? ''
    expect(body).toMatch(
      /What it offers.*Waste management.*Study visit.*What it would like to learn.*Tourism/s,
    )
    expect(body).toContain('/matchmaking?')
    expect(body).not.toContain('kept')
    const data = JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(body)?.[1] ?? '')
    expect(data).toMatchObject({ '@type': 'GovernmentOrganization', name: 'Gemeente Utrecht' })
    expect(data.makesOffer).toEqual([
      { '@type': 'Offer', name: 'Waste management', description: 'Separate collection <b>of</b> waste' },
    ])
    expect((await entry('utrecht', { wants: 'html', language: 'ar' })).body).toContain('ما تقدّمه')
  })

  it.each(['nobody', 'waiting', 'quiet', '../x', 'x'.repeat(3000), ''])(
    'says no more than that there is no such entry: %s',
    async (entryId) => {
      await expect(entry(entryId)).rejects.toMatchObject({ kind: 'not-found', code: 'no-such-entry' })
    },
  )
})
