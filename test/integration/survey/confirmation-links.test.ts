import { beforeAll, describe, expect, it } from 'vitest'
import { askConfirmationLink } from '../../../functions/survey/ask-confirmation-link.ts'
import { confirmSubmission } from '../../../functions/survey/confirm-submission.ts'
import { submitSurvey } from '../../../functions/survey/submit-survey.ts'
import type { SurveyParts } from '../../../functions/survey/survey-parts.ts'
import type { HttpAnswer } from '../../../shared/http/request.ts'
import { hashOfToken, randomToken } from '../../../shared/notices/token.ts'
import { addressHash } from '../../../shared/survey/address-hash.ts'
import { linkNotice, mostLinks, mostMailsADay, type Submission } from '../../../shared/survey/submission.ts'
import type { Tables } from '../../../shared/table/client.ts'
import { aRequest } from '../../support/requests.ts'
import { surveyPartsOn } from '../../support/survey-parts.ts'
import { aSurvey } from '../../support/surveys.ts'
import { itemsOfKind, putItem } from '../../support/table-items.ts'
import { freshTables } from '../../support/tables.ts'

let tables: Tables
let now: string
let parts: SurveyParts
/** What the table was asked since it was last emptied: each command with the operations in it. */
let calls: string[] = []

beforeAll(async () => {
  tables = await freshTables()
  now = '2026-11-23T10:00:00.000Z'
  tables.client.middlewareStack.add(
    (next, context) => async (given) => {
      const writes = (given.input as { TransactItems?: readonly object[] }).TransactItems?.length ?? 0
      calls.push(`${(context as { commandName?: string }).commandName} ${writes}`)
      return next(given)
    },
    { step: 'initialize' },
  )
  parts = surveyPartsOn(tables, { now: () => now })
})

const bodyOf = (answer: HttpAnswer) => JSON.parse(answer.body ?? '{}') as Record<string, string>
const submit = async (name: string, email: string) =>
  bodyOf(
    await submitSurvey(parts)(aRequest({ body: aSurvey({ authority: { name, country: 'NL' }, email }) })),
  ).submissionId ?? ''
const confirmMailed = async (submissionId: string) => {
  const token = randomToken()
  const tokenHash = hashOfToken(token)
  await putItem(
    tables,
    'token',
    { tokenHash },
    { tokenHash, purpose: 'confirm-submission', submissionId, expiresAt: '2026-11-30T10:00:00.000Z' },
  )
  await confirmSubmission(parts)(aRequest({ body: {}, parameters: { token } }))
}
const ask = async (email: string) => bodyOf(await askConfirmationLink(parts)(aRequest({ body: { email } })))
const noticesOf = async (submissionId: string) =>
  (await itemsOfKind(tables, 'notice')).filter((notice) => notice.facts.submissionId === submissionId)

describe('asking for a new link', () => {
  it('answers known and unknown addresses the same, and makes at most four more notices (contactsOfAddress)', async () => {
    const submissionId = await submit('Sneek', 'Sneek@example.org')
    const known = await ask('sneek@EXAMPLE.org')
    for (let again = 0; again < 5; again++) await ask('sneek@example.org')
    expect(await ask('nobody@example.org')).toEqual(known)
    expect(await noticesOf(submissionId)).toHaveLength(5)
  })

  it('mails for the newest answers alone, and not once they are confirmed', async () => {
    const email = 'newest@example.org'
    now = '2026-11-23T08:00:00.000Z'
    const older = await submit('Elburg', email)
    now = '2026-11-23T10:00:00.000Z'
    const newer = await submit('Nunspeet', email)
    await ask(email)
    expect([(await noticesOf(older)).length, (await noticesOf(newer)).length]).toEqual([1, 2])
    const stale = (await parts.store.submissionById(newer)) as Submission
    await confirmMailed(newer)
    const notice = linkNotice(stale, stale.linksAsked + 1, now)
    await parts.store.askLink(addressHash('test key', email), now, { submission: stale, notice })
    expect(await noticesOf(newer)).toHaveLength(2)
  })

  it('asks the table the same of known and unknown addresses, so that the time taken tells nothing', async () => {
    const work = async (email: string) => {
      calls = []
      await ask(email)
      return [...calls].sort()
    }
    await submit('Urk', 'waiting@example.org')
    for (const place of ['Grou', 'Jirnsum', 'Akkrum', 'Nes']) await submit(place, 'four@example.org')
    await confirmMailed(await submit('Terwispel', 'confirmed@example.org'))
    await submit('Balk', 'often@example.org')
    for (let times = 0; times < mostLinks; times++) await ask('often@example.org')
    for (let times = 0; times < mostMailsADay; times++) await ask('flooded@example.org')

    const unknown = await work('stranger@example.org')
    expect(unknown).toEqual([
      'GetItemCommand 0',
      'GetItemCommand 0',
      'GetItemCommand 0',
      'QueryCommand 0',
      'TransactWriteItemsCommand 3',
    ])
    for (const who of ['waiting', 'four', 'confirmed', 'often', 'flooded'])
      expect(await work(`${who}@example.org`), who).toEqual(unknown)
  })
})
