import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { showStatistics } from '../../../functions/site/show-statistics.ts'
import type { SearchReader } from '../../../shared/register/register-index.ts'
import { siteOperations } from '../../../shared/site/site-operations.ts'
import { anEntry, anItem } from '../../support/builders.ts'
import { registerOf } from '../../support/register-entries.ts'
import { aRequest, aSite } from '../../support/requests.ts'

const entry = (
  entryId: string,
  country: 'NL' | 'XK',
  items: Parameters<typeof anItem>[0][],
  languages: string[],
) =>
  anEntry({
    entryId,
    authority: { name: `Town ${entryId}`, country },
    languages,
    items: items.map((item) => anItem({ entryId, ...item })),
  })

const index = registerOf(
  entry(
    'a',
    'NL',
    [
      { direction: 'offer', theme: 'waste-management' },
      { direction: 'offer', theme: 'fisheries' },
    ],
    ['nl', 'en'],
  ),
  entry('b', 'XK', [{ direction: 'request', theme: 'fisheries' }], ['sq', 'en']),
  entry('c', 'XK', [{ direction: 'request', theme: 'tourism', visibility: 'registered' }], ['sq']),
)
const parts = { site: aSite, register: { open: async () => index } }
const asked = (request: Parameters<typeof aRequest>[0] = {}) => showStatistics(parts)(aRequest(request))

test('the statistics count what everybody may see, and nothing else', async () => {
  const statistics = JSON.parse((await asked()).body ?? '')
  expect(z.safeParse(siteOperations.showStatistics.answers[200].schema(), statistics).success).toBe(true)
  expect(statistics).toEqual({
    authorities: 2,
    countries: 2,
    offering: 1,
    asking: 1,
    items: { offer: 2, request: 1, interest: 0 },
    byTheme: [
      { theme: 'fisheries', offering: 1, asking: 1 },
      { theme: 'waste-management', offering: 1, asking: 0 },
    ],
    byCountry: [
      { country: 'NL', authorities: 1, offering: 1, asking: 0 },
      { country: 'XK', authorities: 1, offering: 0, asking: 1 },
    ],
    byLanguage: [
      { language: 'en', authorities: 2 },
      { language: 'nl', authorities: 1 },
      { language: 'sq', authorities: 1 },
    ],
  })
})

test.each([{ query: { as: ['csv'] }, wants: 'html' as const }, { headers: { accept: 'text/csv' } }])(
  'the statistics are a CSV file for who asks for one',
  async (request) => {
    const { headers, body = '' } = await asked(request)
    expect(headers).toMatchObject({ 'content-type': 'text/csv; charset=utf-8; header=present' })
    expect(body.startsWith('\uFEFFdimension,id,label,authorities,offering,asking,items\r\n')).toBe(true)
    expect(body).toContain('\r\nall,all,,2,1,1,\r\n')
    expect(body).toContain('\r\ndirection,offer,,,,,2\r\n')
    expect(body).toContain('\r\ntheme,fisheries,Fisheries,,1,1,\r\n')
    expect(body).toContain('\r\ncountry,XK,Kosovo*,1,0,1,\r\n')
    expect(body).toContain('\r\nlanguage,sq,Albanian,1,,,\r\n')
  },
)

test('the page leads from each number to the entries behind it, and from none to nothing', async () => {
  const { body = '' } = await asked({ wants: 'html' })
  const link = (query: string) => `href="${aSite.siteUrl}/register?${query}"`
  expect(body).toContain(link('theme=fisheries&amp;direction=request'))
  expect(body).not.toContain(link('theme=waste-management&amp;direction=request'))
  expect(body).toContain('UNSCR 1244/1999')
})

test('the statistics are counted once a version of the register', async () => {
  let looked = 0
  const register: SearchReader = {
    open: async () => ({
      ...index,
      search: (query, viewer) => {
        looked += 1
        return index.search(query, viewer)
      },
    }),
  }
  const show = showStatistics({ site: aSite, register })
  await show(aRequest())
  const once = looked
  await show(aRequest())
  expect(once).toBeGreaterThan(0)
  expect(looked).toBe(once)
})
