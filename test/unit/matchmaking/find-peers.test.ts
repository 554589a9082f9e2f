import { describe, expect, it } from 'vitest'
import { findPeers } from '../../../functions/matchmaking/find-peers.ts'
import { showMatchmaking } from '../../../functions/matchmaking/show-matchmaking.ts'
import { Failure, type FieldFailure } from '../../../shared/failures.ts'
import { decodeForm } from '../../../shared/http/decode-form.ts'
import type { HttpRequest } from '../../../shared/http/request.ts'
import { matchmakingOperations } from '../../../shared/matchmaking/matchmaking-operations.ts'
import { peersOf } from '../../../shared/matchmaking/peers-index.ts'
import { anEntry, anItem } from '../../support/builders.ts'
import { kranj, ohrid } from '../../support/matchmaking.ts'
import { theProgrammes } from '../../support/programmes.ts'
import { registerOf } from '../../support/register-entries.ts'
import { aRequest, aSite } from '../../support/requests.ts'

const secretive = anEntry({
  entryId: 'secretive',
  authority: { name: 'Prishtina', country: 'XK' },
  items: [
    anItem({ entryId: 'secretive', direction: 'request', visibility: 'secretariat' }),
    anItem({ entryId: 'secretive', theme: 'tourism', countries: ['MK'] }),
    anItem({ entryId: 'secretive', direction: 'interest', theme: 'fisheries' }),
  ],
})
const parts = {
  site: aSite,
  peers: { open: async () => peersOf(registerOf(kranj, ohrid, secretive)) },
  programmes: theProgrammes(),
  spentIn: async () => new Map<string, number>(),
  now: () => '2026-11-23T12:00:00.000Z',
}
const find = (body: unknown, stated: Partial<HttpRequest> = {}) =>
  findPeers(parts)(aRequest({ path: '/matchmaking', body, ...stated }))
const findByForm = (form: string, stated: Partial<HttpRequest> = {}) =>
  find(decodeForm(form).body, { sentAs: 'form', wants: 'html', ...stated })
const show = (query: HttpRequest['query'], stated: Partial<HttpRequest> = {}) =>
  showMatchmaking(parts)(aRequest({ path: '/matchmaking', query, wants: 'html', ...stated }))

const failuresOf = async (body: unknown): Promise<readonly FieldFailure[]> => {
  try {
    await find(body)
  } catch (error) {
    if (error instanceof Failure && error.kind === 'invalid') return error.fields
    throw error
  }
  throw new Error('the body was accepted')
}

describe('POST /matchmaking', () => {
  it('accepts the example of the OpenAPI document and ranks peers with reasons', async () => {
    const { body } = matchmakingOperations.findPeers
    const answer = await find(body.example)
    expect(answer.status).toBe(200)
    const found = JSON.parse(answer.body ?? '')
    expect(matchmakingOperations.findPeers.answers[200].schema().safeParse(found).error).toBeUndefined()
    expect(found.items).toHaveLength(1)
    expect(found.items[0]).toMatchObject({
      entryId: 'kranj',
      itemId: 'kranj.offer.waste-management',
      authority: { name: 'Mestna občina Kranj', country: 'SI' },
      item: { direction: 'offer', theme: 'waste-management' },
    })
    const { score, reasons } = found.items[0]
    const sum = reasons.reduce((total: number, { value }: { value: number }) => total + value, 0)
    expect(Math.round(Math.log(score) * 1e6)).toBe(sum)
    expect(reasons[0].sentence).toBe('Both are about waste management')
    expect(found.excluded).toEqual([{ reason: 'theme', count: 2, sentence: '2 offers are on other themes' }])
  })

  it('needs nothing but a theme, and seeks requests for an offer', async () => {
    const answer = await find({ offer: { theme: 'waste-management' } })
    const { items, total } = JSON.parse(answer.body ?? '')
    expect(total).toBe(1)
    expect(items[0]).toMatchObject({ entryId: 'ohrid', item: { direction: 'request' } })
  })

  it('knows nothing of what is hidden', async () => {
    const answer = await find({ offer: { theme: 'waste-management' } })
    expect(answer.body).not.toContain('secretive')
    // Kranj's, on heritage: the hidden one is not counted.
    expect(JSON.parse(answer.body ?? '').excluded).toMatchObject([{ reason: 'theme', count: 1 }])
  })

  it('follows the programme that is named', async () => {
    const answer = await find({ request: { theme: 'waste-management', country: 'MK', programme: 'nicosia' } })
    const { items, excluded } = JSON.parse(answer.body ?? '')
    expect(items).toEqual([])
    expect(excluded).toMatchObject([{ reason: 'programme-country', count: 3 }])
  })

  it.each([
    [{}, '/request', 'missing'],
    [{ request: {} }, '/request/theme', 'missing'],
    [{ request: 'waste' }, '/request', 'wrong-type'],
    [{ request: { theme: 'gardening' } }, '/request/theme', 'unknown-value'],
    [{ request: { theme: 7 } }, '/request/theme', 'unknown-value'],
    [{ request: { theme: 'tourism', colour: 'red' } }, '/request/colour', 'unknown-field'],
    [{ request: { theme: 'tourism' }, limit: 3 }, '/limit', 'unknown-field'],
    [{ request: { theme: 'tourism' }, offer: { theme: 'tourism' } }, '/offer', 'request-or-offer'],
    [{ offer: { theme: 'tourism', country: 'ZZ' } }, '/offer/country', 'unknown-value'],
    [{ offer: { theme: 'tourism', population: '7' } }, '/offer/population', 'wrong-type'],
    [{ offer: { theme: 'tourism', population: -1 } }, '/offer/population', 'too-small'],
    [{ offer: { theme: 'tourism', languages: 'en' } }, '/offer/languages', 'wrong-type'],
    [{ offer: { theme: 'tourism', languages: ['en', 'en'] } }, '/offer/languages', 'given-twice'],
    [{ offer: { theme: 'tourism', languages: ['xx'] } }, '/offer/languages/0', 'unknown-value'],
    [{ offer: { theme: 'tourism', interpretation: 'yes' } }, '/offer/interpretation', 'wrong-type'],
    [{ offer: { theme: 'tourism', description: 'x'.repeat(601) } }, '/offer/description', 'too-long'],
    [{ offer: { theme: 'tourism', description: 'a\u0000bc' } }, '/offer/description', 'bad-characters'],
    [{ offer: { theme: 'tourism', programme: 'erasmus' } }, '/offer/programme', 'unknown-value'],
  ])('refuses %j at %s: %s', async (body, pointer, code) => {
    const failures = await failuresOf(body)
    expect(failures.map((failure) => [failure.pointer, failure.code])).toContainEqual([pointer, code])
    for (const failure of failures)
      expect(aRequest().t(`failures.${failure.code}`, failure.values)).toMatch(/\S/)
  })
})

describe('the form', () => {
  it('answers with ranked peers, their reasons and bars, and what was left out', async () => {
    const { status, body } = await findByForm(
      'request.theme=waste-management&request.description=&request.country=MK&request.languages.0=en&request.languages.1=',
    )
    expect(status).toBe(200)
    expect(body).toContain('Who could help')
    expect(body).toContain('1 offer fits.')
    expect(body).toContain('Mestna občina Kranj')
    expect(body).toContain('Both work in English')
    expect(body).toContain('<svg class="bar"')
    expect(body).toContain('Left out: 2 offers are on other themes.')
    expect(body).toContain('/matchmaking?request.theme=waste-management&amp;request.country=MK')
  })

  it('says what to do when nobody fits', async () => {
    const { body } = await findByForm('request.theme=fisheries')
    expect(body).toContain('Nobody fits yet')
    expect(body).toContain('Answer the survey')
  })

  it('comes again with what was typed and the message at its field', async () => {
    const { status, body } = await findByForm(
      'request.theme=&request.description=Sort%20our%20waste&request.languages.0=en&request.languages.1=en',
    )
    expect(status).toBe(422)
    expect(body).toContain('href="#request-theme"')
    expect(body).toContain('Sort our waste')
    expect(body).toMatch(/id="request-languages-1"[\s\S]*?<option value="en" selected>/)
  })

  it('stays about an offer when it comes again', async () => {
    const { body } = await findByForm('offer.theme=gardening')
    expect(body).toContain('name="offer.theme"')
    expect(body).not.toContain('name="request.theme"')
  })

  it('speaks Arabic', async () => {
    const { body } = await findPeers(parts)(
      aRequest({
        path: '/matchmaking',
        body: { request: { theme: 'tourism', country: 'MK' } },
        wants: 'html',
        language: 'ar',
      }),
    )
    expect(body).toContain('dir="rtl"')
    expect(body).toContain('من يمكنه المساعدة')
    expect(body).toContain('كوسوفو*')
    expect(body).toContain('1244/1999')
  })
})

describe('a form sent as it was found', () => {
  const targets = (body = '') => [...body.matchAll(/<a href="#([^"]+)">(?!Skip)/g)].map((found) => found[1])

  it.each([
    [{}, 'request-theme'],
    [{ direction: ['offer'] }, 'offer-theme'],
  ])('names the theme of its own direction (%j)', async (query, id) => {
    const { status, body } = await findByForm('', { query })
    expect(status).toBe(422)
    expect(targets(body)).toContain(id)
    expect(body).toContain(`id="${id}-failure"`)
  })

  it('shows two languages that are the same at the second, and links to fields alone', async () => {
    const { body } = await findByForm(
      'request.theme=tourism&request.languages.0=en&request.languages.1=en&request.colour=red',
    )
    expect(body).toMatch(/id="request-languages-1-failure"[^>]*>This was given twice/)
    expect(body).toContain('request.colour: This field is not known here.')
    for (const target of targets(body)) expect(body).toContain(`id="${target}"`)
  })
})

describe('GET /matchmaking', () => {
  it('is filled in from the address', async () => {
    const { body } = await show({ 'offer.theme': ['tourism'], 'offer.country': ['SI'] })
    expect(body).toContain('<option value="tourism" selected>')
    expect(body).toContain('<option value="SI" selected>')
    expect(body).toContain('name="offer.theme"')
  })

  it('ignores what it does not know', async () => {
    const { status, body } = await show({ colour: ['red'], 'request.colour': ['<script>'], direction: [''] })
    expect(status).toBe(200)
    expect(body).not.toContain('<script>')
  })

  it('gives the form again where the address fills it wrongly, with the message at the field and the rest kept', async () => {
    const { status, body = '' } = await show({
      'request.theme': ['<script>'],
      'request.country': ['ZZ'],
      'request.description': ['Less <waste>'],
      'request.languages.0': ['sq'],
    })
    expect(status).toBe(422)
    expect(body).toContain('href="#request-theme"')
    expect(body).toMatch(/id="request-country-failure"[^>]*>This is not one of the choices/)
    expect(body).toContain('Less &lt;waste>')
    expect(body).toContain('<option value="sq" selected>')
    expect(body).not.toMatch(/<script>|stored yet|send again/)
  })

  it('says of an unknown direction that there is none', async () => {
    const { status, body } = await show({ direction: ['sideways'] })
    expect(status).toBe(422)
    expect(body).toContain('href="#direction"')
  })

  it('names the parameters at fault to programs', async () => {
    await expect(
      show({ 'offer.languages.0': ['xx'], direction: ['sideways'] }, { wants: 'json' }),
    ).rejects.toMatchObject({
      kind: 'invalid',
      fields: [
        { pointer: '?direction', code: 'unknown-value' },
        { pointer: '?offer.languages.0', code: 'unknown-value' },
      ],
    })
  })

  it('shows who fits a registered item', async () => {
    const { body } = await show({ entry: ['ohrid'], item: ['ohrid.request.waste-management'] })
    expect(body).toContain('Општина Охрид: Waste management')
    expect(body).toContain('Mestna občina Kranj')
    expect(body).toContain('Two past projects on waste management')
    expect(body).toContain('Help can go both ways')
  })

  it('suggests nobody for an interest, and says so', async () => {
    const { body } = await show({ entry: ['secretive'], item: ['secretive.interest.fisheries'] })
    expect(body).toContain('An interest follows a theme')
  })

  it.each([
    ['nobody', 'x'],
    ['ohrid', 'kranj.offer.waste-management'],
    ['secretive', 'secretive.request.waste-management'],
  ])('does not know %s with %s', async (entry, item) => {
    await expect(show({ entry: [entry], item: [item] })).rejects.toMatchObject({ kind: 'not-found' })
  })

  it('wants an entry and an item together', async () => {
    await expect(show({ entry: ['ohrid'] }, { wants: 'json' })).rejects.toMatchObject({
      kind: 'invalid',
      fields: [{ pointer: '?item', code: 'missing' }],
    })
  })

  it('leads on from a link that was cut short', async () => {
    const { status, body } = await show({ entry: ['ohrid'], item: [''] })
    expect(status).toBe(422)
    expect(body).toContain('Perhaps it was cut short')
    expect(body).toContain(`href="${aSite.siteUrl}/register/ohrid"`)
    expect((await show({ item: ['x'] })).body).toContain(`href="${aSite.siteUrl}/register"`)
  })

  it('gives programs the JSON Schema of what they may ask', async () => {
    const { body } = await show({}, { wants: 'json' })
    expect(JSON.parse(body ?? '')).toMatchObject({ type: 'object', additionalProperties: false })
  })
})
