import { beforeAll, describe, expect, it } from 'vitest'
import { showSurvey } from '../../../functions/survey/show-survey.ts'
import { submitSurvey } from '../../../functions/survey/submit-survey.ts'
import type { SurveyParts } from '../../../functions/survey/survey-parts.ts'
import { decodeForm } from '../../../shared/http/decode-form.ts'
import type { HttpAnswer } from '../../../shared/http/request.ts'
import { newId } from '../../../shared/lambda/new-id.ts'
import { actingTable } from '../../../shared/table/acting-table.ts'
import type { Tables } from '../../../shared/table/client.ts'
import { draftTable } from '../../../shared/table/draft-table.ts'
import { surveyTable } from '../../../shared/table/survey-table.ts'
import { solved } from '../../support/proofs.ts'
import { aRequest, aSite } from '../../support/requests.ts'
import { aSurvey } from '../../support/surveys.ts'
import { itemsOfKind } from '../../support/table-items.ts'
import { freshTables } from '../../support/tables.ts'

let tables: Tables
let now: string
let parts: SurveyParts
beforeAll(async () => {
  tables = await freshTables()
  now = '2026-11-23T10:00:00.000Z'
  parts = {
    site: aSite,
    store: surveyTable(tables),
    drafts: draftTable(tables),
    acting: actingTable(tables),
    addressKey: async () => 'test key',
    review: 'at-once',
    secondsToRead: 3,
    pointsTold: async () => [],
    now: () => now,
    newId,
    pause: async () => {},
  }
})

/** The hidden fields of a page, and what its script is to work out. */
const hiddenOf = ({ body = '' }: HttpAnswer) => ({
  opened: /name="opened" value="([^"]*)"/.exec(body)?.[1] ?? '',
  challenge: (/data-challenge="([^"]*)"/.exec(body)?.[1] ?? '')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&'),
  formKey: /name="formKey" value="([^"]*)"/.exec(body)?.[1] ?? '',
})
const opened = async () => hiddenOf(await showSurvey(parts)(aRequest({ path: '/survey', wants: 'html' })))
const later = (seconds: number) => {
  now = new Date(Date.parse(now) + seconds * 1000).toISOString()
}

const send = (fields: Record<string, string>, headers: Record<string, string> = {}) =>
  submitSurvey(parts)(
    aRequest({
      body: decodeForm(
        new URLSearchParams({
          role: 'officer',
          'authority.name': 'Gemeente Delft',
          'authority.country': 'NL',
          'items.0.direction': 'offer',
          'items.0.theme': 'tourism',
          'items.0.description': 'Quiet routes',
          email: `${newId()}@delft.example.org`,
          ...fields,
        }).toString(),
      ).body,
      sentAs: 'form',
      wants: 'html',
      headers,
    }),
  )
const submissions = async () => (await itemsOfKind(tables, 'submission')).length

describe('a form without script', () => {
  it('that comes too fast is shown once more, whole, and stored when it comes again in time', async () => {
    const { opened: first, formKey } = await opened()
    later(1)
    const before = await submissions()
    const again = await send({ opened: first, formKey, email: 'kept@delft.example.org' })
    expect(again.status).toBe(200)
    expect(again.body).toContain('That was very quick')
    expect(again.body).toContain('value="kept@delft.example.org"')
    expect(await submissions()).toBe(before)
    const hidden = hiddenOf(again)
    expect(hidden.formKey).toBe(formKey)
    later(3)
    const sent = await send({ opened: hidden.opened, formKey, email: 'kept@delft.example.org' })
    expect(sent).toMatchObject({ status: 303, headers: { location: `${aSite.siteUrl}/survey/sent` } })
    expect(await submissions()).toBe(before + 1)
  })

  it('that goes on to further pages takes the same step', async () => {
    const { opened: first, formKey } = await opened()
    const quick = await send({ opened: first, formKey, action: 'further' })
    expect(quick.status).toBe(200)
    later(4)
    const slow = await send({ opened: first, formKey, action: 'further' })
    expect(slow.headers?.location).toMatch(/\/survey\/drafts\//)
  })
})

describe('a form with a proof of work', () => {
  it('may come at any speed, and its proof is used up with what it stores', async () => {
    const { opened: first, challenge, formKey } = await opened()
    const proof = await solved(challenge)
    const email = 'proven@delft.example.org'
    expect((await send({ opened: first, formKey, proof, email })).status).toBe(303)
    expect(await itemsOfKind(tables, 'proof')).toHaveLength(1)
    expect((await send({ opened: first, formKey, proof, email })).status, 'the same once more').toBe(303)
    const before = await submissions()
    expect((await send({ opened: first, formKey, proof })).status, 'another with that proof').toBe(200)
    expect(await submissions()).toBe(before)
    later(5)
    expect((await send({ opened: first, formKey, proof })).status, 'back, correct, send').toBe(303)
    expect(await submissions()).toBe(before + 1)
  })

  it('is used once when ten come at the same moment', async () => {
    const { opened: first, challenge } = await opened()
    const proof = await solved(challenge)
    const before = await submissions()
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        send({ opened: first, formKey: `key-${n}`, proof }).then(
          ({ status }) => status,
          ({ kind }: { kind: string }) => kind,
        ),
      ),
    )
    expect(outcomes.filter((each) => each === 303).length).toBeLessThanOrEqual(1)
    expect((await submissions()) - before).toBe(outcomes.filter((each) => each === 303).length)
  })

  it('begins a draft, too, once', async () => {
    const { opened: first, challenge, formKey } = await opened()
    const proof = await solved(challenge)
    const further = { opened: first, formKey, proof, action: 'further' }
    expect((await send(further)).status).toBe(303)
    expect((await send(further)).status).toBe(200)
  })
})

describe('what needs no guard', () => {
  it('is JSON, and the form of another site that may post', async () => {
    const { status } = await submitSurvey(parts)(
      aRequest({ body: aSurvey({ authority: { name: 'Program', country: 'NL' } }) }),
    )
    expect(status).toBe(202)
    expect((await send({ formKey: 'k1' }, { origin: 'https://www.example.org' })).status).toBe(303)
  })
})
