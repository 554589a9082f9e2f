import { describe, expect, it } from 'vitest'
import { showSurvey } from '../../../functions/survey/show-survey.ts'
import type { HttpRequest } from '../../../shared/http/request.ts'
import { languages } from '../../../shared/messages/languages.ts'
import { messagesIn } from '../../../shared/messages/messages.ts'
import { permissionText } from '../../../shared/survey/consent.ts'
import { aRequest, aSite } from '../../support/requests.ts'

const now = '2026-11-23T10:00:00.000Z'
const parts = { site: aSite, newId: () => 'form1', addressKey: async () => 'key', now: () => now }
const show = (query: HttpRequest['query'], wants: HttpRequest['wants'] = 'html') =>
  showSurvey(parts)(aRequest({ path: '/survey', query, wants }))

describe('GET /survey', () => {
  it('has the direction that the address names chosen', async () => {
    const { status, body } = await show({ direction: ['request'] })
    expect(status).toBe(200)
    expect(body).toMatch(/name="items.0.direction" value="request" checked/)
  })

  it('asks for each permission by a box of its own that nothing ticks beforehand, in the words in force', async () => {
    for (const language of languages) {
      const form = await showSurvey(parts)(
        aRequest({ path: '/survey', query: { digest: ['weekly'] }, wants: 'html', language }),
      )
      const [found = ''] = /<input type="checkbox"[^>]*name="digest"[^>]*>/.exec(form.body ?? '') ?? []
      expect(found).toContain('value="weekly"')
      expect(found).not.toContain('checked')
      expect(form.body).toContain(permissionText(messagesIn(language), 'digest', 'weekly'))
    }
  })

  it('lets the browser keep the form, so that coming back loses nothing typed', async () => {
    expect((await show({})).headers).toMatchObject({ 'cache-control': 'private, no-cache' })
  })

  it('ignores an empty direction and unknown parameters', async () => {
    expect((await show({ direction: [''], utm_source: ['mail'] })).status).toBe(200)
  })

  it('gives the form with the message at the field for a direction that there is not', async () => {
    const { status, body } = await show({ direction: ['sideways'] })
    expect(status).toBe(422)
    expect(body).toMatch(/id="items-0-direction-failure"[^>]*>This is not one of the choices/)
    expect(body).toContain('name="formKey" value="form1"')
    expect(body).not.toMatch(/Nothing was stored|send again/)
  })

  it('names it to programs, and gives them the JSON Schema otherwise', async () => {
    await expect(show({ direction: ['sideways'] }, 'json')).rejects.toMatchObject({
      kind: 'invalid',
      fields: [{ pointer: '?direction', code: 'unknown-value' }],
    })
    expect(JSON.parse((await show({}, 'json')).body ?? '')).toMatchObject({ type: 'object' })
  })
})
