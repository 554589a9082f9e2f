import { describe, expect, it } from 'vitest'
import { showSurvey } from '../../../functions/survey/show-survey.ts'
import type { HttpRequest } from '../../../shared/http/request.ts'
import { aRequest, aSite } from '../../support/requests.ts'

const now = '2026-11-23T10:00:00.000Z'
const show = (query: HttpRequest['query'], wants: HttpRequest['wants'] = 'html') =>
  showSurvey({ site: aSite, newId: () => 'form1', addressKey: async () => 'key', now: () => now })(
    aRequest({ path: '/survey', query, wants }),
  )

describe('GET /survey', () => {
  it('has the direction that the address names chosen', async () => {
    const { status, body } = await show({ direction: ['request'] })
    expect(status).toBe(200)
    expect(body).toMatch(/name="items.0.direction" value="request" checked/)
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
