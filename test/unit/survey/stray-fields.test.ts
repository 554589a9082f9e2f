import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ask } from '../../support/http-events.ts'
import { aSite } from '../../support/requests.ts'
import { aSurvey, surveyBeforeTheStore } from '../../support/surveys.ts'

const handler = surveyBeforeTheStore()

beforeEach(() => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true)
})
afterEach(() => vi.restoreAllMocks())

const form = {
  role: 'officer',
  'authority.name': 'Kept <Town>',
  'authority.country': 'NL',
  'items.0.direction': 'offer',
  'items.0.theme': 'waste-management',
  'items.0.description': 'Kept words',
  email: 'kept@example.org',
  formKey: 'k1',
}
const send = (path: string, body: string, language = 'en', accept = 'text/html') =>
  ask(handler, {
    method: 'POST',
    path,
    body,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      accept,
      'accept-language': language,
      origin: aSite.siteUrl,
    },
  })

describe('a form with a field that cannot be ours', () => {
  it.each([
    ['a.b.c.d.e.f.g=1', 'a.b.c.d.e.f.g', 'This field is not known here.'],
    ['items.__proto__.x=1', 'items.__proto__.x', 'This field is not known here.'],
    ['items.999.theme=tourism', 'items.999.theme', 'This field is not known here.'],
    ['email.x=1', 'email.x', 'This field is not known here.'],
    ['email=other@example.org', 'email', 'This was given twice.'],
    ['items[0][theme]=x', 'items[0][theme]', 'This field is not known here.'],
  ])('(%s) comes again with what was typed and the field named', async (stray, name, message) => {
    const { statusCode, body } = await send('/survey', `${new URLSearchParams(form)}&${stray}`)
    expect(statusCode).toBe(422)
    expect(body).toContain(message)
    if (name !== 'email') expect(body).toContain(`${name}: ${message}`)
    for (const kept of ['value="Kept &lt;Town>"', 'Kept words', 'value="kept@example.org"', 'value="k1"'])
      expect(body).toContain(kept)
  })

  it('comes again in Arabic, too', async () => {
    const { statusCode, body } = await send('/survey', `${new URLSearchParams(form)}&a..b=1`, 'ar')
    expect(statusCode).toBe(422)
    expect(body).toContain('هذا الحقل غير معروف هنا.')
    expect(body).toContain('Kept words')
  })

  it('comes again when it held nothing at all', async () => {
    const { statusCode, body } = await send('/survey', '')
    expect(statusCode).toBe(422)
    expect(body).toContain('id="authority-name-failure"')
  })

  it('is a problem document for programs', async () => {
    const { statusCode, body } = await send('/survey', 'a..b=1', 'en', 'application/json')
    expect(statusCode).toBe(422)
    expect(JSON.parse(body).errors).toMatchObject([{ pointer: '/a//b', code: 'unknown-field' }])
  })

  it('confirms nothing and asks for no link', async () => {
    expect((await send('/survey/confirmation-links', 'email=a%40example.org&a..b=1')).statusCode).toBe(422)
    const confirming = ask(handler, {
      method: 'POST',
      path: '/survey/confirmations/x',
      body: 'a..b=1',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: aSite.siteUrl },
    })
    expect((await confirming).statusCode).toBe(422)
  })
})

describe('a form whose trap was filled in', () => {
  it('comes again with what was typed, the trap empty and a word on why, and stores nothing', async () => {
    const { statusCode, body } = await send(
      '/survey',
      `${new URLSearchParams({ ...form, trap: 'https://x.example' })}`,
    )
    expect(statusCode).toBe(422)
    expect(body).toContain('just send once more')
    expect(body).toContain('value="kept@example.org"')
    expect(body).not.toContain('x.example')
  })

  it('is no field that a program may send as JSON', async () => {
    const { statusCode } = await ask(handler, {
      method: 'POST',
      path: '/survey',
      body: JSON.stringify({ ...aSurvey(), trap: 'x' }),
      headers: { 'content-type': 'application/json', accept: 'application/json' },
    })
    expect(statusCode).toBe(422)
  })
})
