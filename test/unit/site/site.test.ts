import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { checkHealth } from '../../../functions/site/check-health.ts'
import { showAsset } from '../../../functions/site/show-asset.ts'
import { showHome } from '../../../functions/site/show-home.ts'
import { showIcon } from '../../../functions/site/show-icon.ts'
import { showLegalText, showPrivacyNotice } from '../../../functions/site/show-legal-text.ts'
import { showOpenapi } from '../../../functions/site/show-openapi.ts'
import { showStatistics } from '../../../functions/site/show-statistics.ts'
import { showVocabulary } from '../../../functions/site/show-vocabulary.ts'
import type { HttpAnswer } from '../../../shared/http/request.ts'
import { languages } from '../../../shared/messages/languages.ts'
import { messagesIn } from '../../../shared/messages/messages.ts'
import { noticeDaysKept } from '../../../shared/notices/notice-days.ts'
import { scriptNamed, scriptPath } from '../../../shared/pages/scripts.ts'
import { countryCodes } from '../../../shared/places/countries.ts'
import type { RegisterReader, SearchIndex } from '../../../shared/register/register-index.ts'
import { readLogo } from '../../../shared/site/logo.ts'
import { siteOperations } from '../../../shared/site/site-operations.ts'
import { anEntry, anItem } from '../../support/builders.ts'
import { registerOf } from '../../support/register-entries.ts'
import { aRequest, aSite } from '../../support/requests.ts'

const register: RegisterReader = {
  open: async () =>
    registerOf(
      anEntry(),
      anEntry({
        entryId: 'zliten',
        authority: { name: 'بلدية زليتن', country: 'LY' },
        items: [
          anItem({ entryId: 'zliten', direction: 'request' }),
          anItem({ entryId: 'zliten', direction: 'offer', theme: 'fisheries' }),
        ],
      }),
      anEntry({
        entryId: 'hidden',
        authority: { name: 'Hidden', country: 'MK' },
        items: [anItem({ entryId: 'hidden', direction: 'request', visibility: 'secretariat' })],
      }),
    ),
}
const parts = { site: aSite, stage: 'test', register }
const dataOf = (answer: HttpAnswer) => JSON.parse(answer.body ?? '')
const arabic = { language: 'ar', t: messagesIn('ar') } as const

describe('home', () => {
  test('counts what everybody may see, and nothing else', async () => {
    const answer = dataOf(await showHome(parts)(aRequest()))
    expect(answer.numbers).toEqual({
      authorities: 2,
      countries: 2,
      offering: 2,
      asking: 1,
      byCountry: [
        { country: 'LY', authorities: 1, offering: 1, asking: 1 },
        { country: 'NL', authorities: 1, offering: 1, asking: 0 },
      ],
    })
    expect(z.safeParse(siteOperations.showHome.answers[200].schema(), answer).success).toBe(true)
  })

  test('has the search, three ways in and the numbers', async () => {
    const { body = '' } = await showHome(parts)(aRequest({ wants: 'html' }))
    expect(body).toContain(`action="${aSite.siteUrl}/register"`)
    for (const path of ['/survey', '/matchmaking']) expect(body).toContain(`href="${aSite.siteUrl}${path}`)
    expect(body).toMatch(/<dt>authorities<\/dt><dd>2<\/dd>/)
  })

  test('shows the same numbers as a dot on the map and as a row of a table, both leading to the entries', async () => {
    const many = Array.from({ length: 9 }, (_, n) =>
      anEntry({ entryId: `de${n}`, authority: { name: `Stadt ${n}`, country: 'DE' } }),
    )
    const more = { ...parts, register: { open: async () => registerOf(anEntry(), ...many) } }
    const { body = '' } = await showHome(more)(aRequest({ wants: 'html' }))
    const link = `href="${aSite.siteUrl}/register?country=DE"`
    expect(body.split(link)).toHaveLength(3)
    expect(body).toContain('<title>Germany: 9 authorities</title>')
    expect(body).toMatch(/Germany<\/a><\/th><td class="number">9<\/td>/)
    // Nine times the entries, nine times the area: three times the radius.
    const radii = [...body.matchAll(/<circle cx="\d+" cy="\d+" r="([\d.]+)"/g)].map((found) =>
      Number(found[1]),
    )
    expect(radii).toEqual([28, 9.3])
  })

  test('unfolds countries beyond the first eight of a side, and explains names with an asterisk', async () => {
    const all = countryCodes.map((country, n) =>
      anEntry({ entryId: `e${n}`, authority: { name: `${country} Town`, country } }),
    )
    const { body = '' } = await showHome({ ...parts, register: { open: async () => registerOf(...all) } })(
      aRequest({ wants: 'html' }),
    )
    expect(body).toContain('Show 19 more countries')
    expect(body).toContain('Show 14 more countries')
    expect(body.match(/<tr><th scope="row">/g)).toHaveLength(countryCodes.length)
    expect(body).toContain('Kosovo*')
    expect(body).toContain('UNSCR 1244/1999')
  })

  test.each([
    ['home', showHome],
    ['statistics', showStatistics],
  ])('counts a version of the register once: %s', async (_, show) => {
    let searches = 0
    const counting = (index: SearchIndex): SearchIndex => ({
      ...index,
      search: (...asked) => {
        searches += 1
        return index.search(...asked)
      },
    })
    let index = counting({ ...registerOf(anEntry()), version: 'one' })
    const handler = show({ ...parts, register: { open: async () => index } })
    const first = await handler(aRequest())
    const searched = searches
    expect(await handler(aRequest())).toEqual(first)
    expect(searches).toBe(searched)
    index = counting({ ...registerOf(), version: 'two' })
    expect(await handler(aRequest())).not.toEqual(first)
  })

  test('says what to do while the register is empty', async () => {
    const empty = { ...parts, register: { open: async () => registerOf() } }
    const { body } = await showHome(empty)(aRequest({ wants: 'html' }))
    expect(body).toContain('The register is empty so far.')
    expect(body).not.toContain('class="numbers"')
  })
})

describe('health', () => {
  test('is ok with the stage once the register was read', async () => {
    expect(dataOf(await checkHealth(parts)(aRequest()))).toEqual({ status: 'ok', stage: 'test' })
  })

  test('fails with the table', async () => {
    const down: RegisterReader = { open: () => Promise.reject(new Error('no answer')) }
    await expect(checkHealth({ ...parts, register: down })(aRequest())).rejects.toThrow('no answer')
  })
})

describe('the vocabulary', () => {
  const asked = (accept?: string) => showVocabulary(parts)(aRequest(accept ? { headers: { accept } } : {}))

  test('is as the contract says', async () => {
    const vocabulary = dataOf(await asked())
    expect(z.safeParse(siteOperations.showVocabulary.answers[200].schema(), vocabulary).success).toBe(true)
    const waste = vocabulary.themes.find(({ id }: { id: string }) => id === 'waste-management')
    expect(waste.labels).toMatchObject({
      en: 'Waste management',
      ar: expect.stringMatching(/\p{Script=Arabic}/u),
    })
    for (const { labels } of [...vocabulary.formats, ...vocabulary.languages])
      expect(Object.keys(labels)).toEqual([...languages])
  })

  test('is plain JSON for who takes anything', async () => {
    for (const accept of ['*/*', 'text/html', 'application/json'])
      expect((await asked(accept)).headers).toMatchObject({
        'content-type': 'application/json; charset=utf-8',
      })
  })
})

describe('the legal pages', () => {
  test('link a mail address whatever signs it has', async () => {
    for (const contactAddress of [
      'a|b@example.org',
      'a+(b)?*[c]$^@example.org',
      String.raw`a\b@example.org`,
    ]) {
      const { body = '' } = await showLegalText('contact', { site: { ...aSite, contactAddress } })(
        aRequest({ wants: 'html' }),
      )
      expect(body).toContain(`href="mailto:${contactAddress}" dir="ltr">${contactAddress}</a>`)
    }
  })

  test.each(['privacy', 'accessibility', 'contact'] as const)(
    '%s is there in both languages, as page and as data',
    async (topic) => {
      for (const language of [{}, arabic]) {
        const data = dataOf(await showLegalText(topic, parts)(aRequest(language)))
        expect(data.text).toContain(aSite.contactAddress)
        expect(data.text).not.toMatch(/[{}]/)
        const { body = '' } = await showLegalText(topic, parts)(aRequest({ ...language, wants: 'html' }))
        expect(body).toContain(`href="mailto:${aSite.contactAddress}"`)
        expect(body).toContain(data.title)
      }
    },
  )

  test('name who is responsible, and the law that the stage is under', async () => {
    const textFor = async (law: 'eudpr' | 'gdpr') => {
      const site = { ...aSite, legal: { ...aSite.legal, law } }
      return dataOf(await showLegalText('privacy', { site })(aRequest())).text as string
    }
    const [eudpr, gdpr] = [await textFor('eudpr'), await textFor('gdpr')]
    for (const text of [eudpr, gdpr]) {
      expect(text).toContain(aSite.legal.controller)
      expect(text).toContain(aSite.legal.officerAddress)
    }
    expect(eudpr).toContain('Article 5(1)(a) of Regulation (EU) 2018/1725')
    expect(eudpr).toContain('European Data Protection Supervisor')
    expect(gdpr).toContain('Article 6(1)(e) of the General Data Protection Regulation')
    expect(gdpr).not.toContain('2018/1725')
  })

  test('state the periods that the code keeps, and the version in force', async () => {
    const { text } = dataOf(await showLegalText('privacy', parts)(aRequest()))
    for (const stated of [
      ...Object.values(noticeDaysKept).map((days) => `${days} days`),
      '3 years',
      'Version 1 of this notice, in force since 25 November 2026.',
    ])
      expect(text).toContain(stated)
    expect(text).not.toMatch(/[{}]|undefined|NaN/)
  })

  test('say who sees a part of an address, and that others may have named it', async () => {
    const { text } = dataOf(await showLegalText('privacy', parts)(aRequest()))
    expect(text).toContain('its first letter and what follows the @')
    expect(text).toContain('Mail addresses that others gave us')
  })

  test('a version of the privacy notice that there never was is not found', async () => {
    const show = showPrivacyNotice(parts)
    expect((await show(aRequest({ parameters: { version: '1' } }))).status).toBe(200)
    for (const version of ['2', '', '../1'])
      await expect(show(aRequest({ parameters: { version } }))).rejects.toMatchObject({ kind: 'not-found' })
  })
})

test('the contract is served as it is made, and may be kept for a while', async () => {
  const show = showOpenapi(parts)
  const first = await show(aRequest())
  expect(dataOf(first)).toMatchObject({ openapi: '3.1.0', servers: [{ url: aSite.siteUrl }] })
  expect(await show(aRequest())).toEqual(first)
  expect(first.headers).toMatchObject({ 'cache-control': 'public, max-age=300' })
})

test("the stage's logo is served for good at its address, and nothing else is", async () => {
  const logo = { path: '/assets/example.0123456789abcdef.svg', ratio: 3.667 }
  const serve = showAsset({ site: { ...aSite, logo } })
  const { headers, body } = await serve(aRequest({ path: logo.path }))
  expect(headers).toMatchObject({
    'content-type': 'image/svg+xml; charset=utf-8',
    'cache-control': 'public, max-age=31536000, immutable',
  })
  expect(body).toBe(readLogo('example.svg'))
  for (const path of ['/assets/example.svg', '/assets/example.fedcba9876543210.svg', '/assets/..%2Fx.1.svg'])
    await expect(serve(aRequest({ path }))).rejects.toMatchObject({ kind: 'not-found' })
  await expect(showAsset({ site: aSite })(aRequest({ path: logo.path }))).rejects.toMatchObject({
    kind: 'not-found',
  })
})

test('the scripts of our pages are served for good under names that change with them, and nothing else is', async () => {
  const serve = showAsset({ site: aSite })
  const { headers, body } = await serve(aRequest({ path: scriptPath('survey') }))
  expect(headers).toMatchObject({
    'content-type': 'text/javascript; charset=utf-8',
    'cache-control': 'public, max-age=31536000, immutable',
  })
  expect(body).toContain('Worker')
  for (const path of ['/assets/survey.js', '/assets/survey-000000000000.js', '/assets/../package.json'])
    await expect(serve(aRequest({ path }))).rejects.toMatchObject({ kind: 'not-found' })
})

test('the script of the search is small', () => {
  const bytes = gzipSync(scriptNamed(scriptPath('live-search').replace('/assets/', '')) ?? '').length
  console.log(`live-search.js: ${bytes} bytes compressed, with its comments`)
  expect(bytes).toBeGreaterThan(100)
  expect(bytes).toBeLessThan(2_000)
})

test('the icon is a drawing', async () => {
  const { headers, body } = await showIcon(aRequest())
  expect(headers).toMatchObject({ 'content-type': 'image/svg+xml' })
  expect(body).toMatch(/^<svg/)
})
