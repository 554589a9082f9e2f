import { beforeAll, describe, expect, it } from 'vitest'
import { submitSurvey } from '../../../functions/survey/submit-survey.ts'
import type { SurveyParts } from '../../../functions/survey/survey-parts.ts'
import type { Failure } from '../../../shared/failures.ts'
import type { HttpAnswer } from '../../../shared/http/request.ts'
import { mostMailsADay } from '../../../shared/survey/submission.ts'
import type { Tables } from '../../../shared/table/client.ts'
import { draftTable } from '../../../shared/table/draft-table.ts'
import { surveyTable } from '../../../shared/table/survey-table.ts'
import { crashing } from '../../support/crashes.ts'
import { aRequest, aSite } from '../../support/requests.ts'
import { surveyPartsOn } from '../../support/survey-parts.ts'
import { aSurvey } from '../../support/surveys.ts'
import { itemsOfKind } from '../../support/table-items.ts'
import { freshTables } from '../../support/tables.ts'

let tables: Tables
let parts: SurveyParts

beforeAll(async () => {
  tables = await freshTables()
  parts = surveyPartsOn(tables)
})

const bodyOf = (answer: HttpAnswer) => JSON.parse(answer.body ?? '{}') as Record<string, string>
const submit = async (body: unknown, headers: Record<string, string> = {}) =>
  bodyOf(await submitSurvey(parts)(aRequest({ body, headers })))
const failureOf = async (work: Promise<unknown>) => {
  const outcome = await work.catch((error: Failure) => error)
  return outcome instanceof Error ? `${(outcome as Failure).kind} ${(outcome as Failure).code}` : 'none'
}

/** A survey of an authority with an address of its own, unless stated otherwise. */
const ofAuthority = (name: string, stated: Record<string, unknown> = {}) =>
  aSurvey({ authority: { name, country: 'NL' }, email: `${name}@example.org`, ...stated })

describe('submitting a survey', () => {
  it('stores submission, contact, idempotency row and notice together (submissionById)', async () => {
    const { submissionId = '', status } = await submit(ofAuthority('Zwolle'), {
      'idempotency-key': 'zwolle-0001',
    })
    expect(status).toBe('awaiting-confirmation')
    const submission = await parts.store.submissionById(submissionId)
    expect(submission?.answers.authority.name).toBe('Zwolle')
    const contact = await parts.store.contactById(submission?.contactId ?? '')
    expect(contact).toMatchObject({ address: 'Zwolle@example.org', state: 'unconfirmed' })
    const notices = await itemsOfKind(tables, 'notice')
    expect(notices.filter((notice) => notice.facts.submissionId === submissionId)).toMatchObject([
      { template: 'confirm-submission', lane: 'prompt', state: 'due', contactId: contact?.contactId },
    ])
  })

  it('answers the same key and body the same for good, and another body not at all (answerOfKey)', async () => {
    const headers = { 'idempotency-key': 'meppel-0001' }
    const first = await submit(ofAuthority('Meppel'), headers)
    expect(await submit(ofAuthority('Meppel'), headers)).toEqual(first)
    expect(await failureOf(submit(ofAuthority('Assen'), headers))).toBe('key-reused key-reused')
  })

  it('asks the table once for a submission, and twice for one that is repeated', async () => {
    const noMail = { send: () => Promise.reject(new Error('no mail here')) }
    const counted = crashing(tables, noMail, 0, 'refused')
    const submitCounted = submitSurvey({
      ...parts,
      store: surveyTable(counted.tables),
      drafts: draftTable(counted.tables),
    })
    const request = aRequest({
      body: ofAuthority('Delft'),
      headers: { 'idempotency-key': 'delft-0001' },
    })
    await submitCounted(request)
    expect(counted.calls()).toBe(1)
    await submitCounted(request)
    expect(counted.calls() - 1).toBe(2)
  })

  it('makes one submission of a hundred posts at once with one key', async () => {
    const headers = { 'idempotency-key': 'hundred-posts' }
    const answers = await Promise.all(
      Array.from({ length: 100 }, () =>
        submit(ofAuthority('Hoorn'), headers).catch((error: Failure) => ({ submissionId: error.kind })),
      ),
    )
    const ids = new Set(answers.map((answer) => answer.submissionId).filter((id) => id !== 'unavailable'))
    expect(ids.size).toBe(1)
    const stored = (await itemsOfKind(tables, 'submission')).filter(
      (s) => s.answers.authority.name === 'Hoorn',
    )
    expect(stored).toHaveLength(1)
  })

  it('takes a form twice as one, and a corrected form as another', async () => {
    const form = (name: string) =>
      submitSurvey(parts)(
        aRequest({
          sentAs: 'form',
          wants: 'html',
          body: {
            ...ofAuthority(name, { languages: undefined, interpretation: undefined }),
            formKey: 'form-1',
          },
        }),
      )
    const before = (await itemsOfKind(tables, 'submission')).length
    expect(await form('Venlo')).toMatchObject({
      status: 303,
      headers: { location: `${aSite.siteUrl}/survey/sent` },
    })
    await form('Venlo')
    await form('Venray')
    expect((await itemsOfKind(tables, 'submission')).length - before).toBe(2)
  })

  it('gives a form back with what was typed and the message at the field', async () => {
    const answer = await submitSurvey(parts)(
      aRequest({
        sentAs: 'form',
        wants: 'html',
        body: {
          authority: { name: 'Ede "west" <b>' },
          items: [{ description: 'kept words' }],
          email: 'no-address',
        },
      }),
    )
    expect(answer.status).toBe(422)
    expect(answer.body).toContain('value="Ede &quot;west&quot; &lt;b>"')
    expect(answer.body).toContain('kept words')
    expect(answer.body).toMatch(/id="email-failure"[^>]*>[^<]*This is not a mail address/)
  })
})

describe('a mailbox', () => {
  it('gets no more mails a day than its allowance; replays do not count, tomorrow counts anew', async () => {
    const email = 'flooded@example.org'
    for (let n = 0; n < mostMailsADay; n++)
      await submit(ofAuthority(`Place ${n} x`, { email }), { 'idempotency-key': `flood-${n}-key` })
    expect(await failureOf(submit(ofAuthority('One more', { email })))).toBe('too-many too-many-mails')
    const replay = submit(ofAuthority('Place 3 x', { email }), { 'idempotency-key': 'flood-3-key' })
    expect((await replay).status).toBe('awaiting-confirmation')
    parts = { ...parts, now: () => '2026-11-24T10:00:00.000Z' }
    expect((await submit(ofAuthority('One more', { email }))).status).toBe('awaiting-confirmation')
    parts = { ...parts, now: () => '2026-11-23T10:00:00.000Z' }
  })
})
