import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { beforeAll, describe, expect, it } from 'vitest'
import { confirmSubmission } from '../../../functions/survey/confirm-submission.ts'
import { showConfirmation } from '../../../functions/survey/show-confirmation.ts'
import { showConfirmed } from '../../../functions/survey/show-next-steps.ts'
import { submitSurvey } from '../../../functions/survey/submit-survey.ts'
import type { SurveyParts } from '../../../functions/survey/survey-parts.ts'
import type { Failure } from '../../../shared/failures.ts'
import type { HttpAnswer } from '../../../shared/http/request.ts'
import { newId } from '../../../shared/lambda/new-id.ts'
import { hashOfToken, randomToken } from '../../../shared/notices/token.ts'
import { addressHash } from '../../../shared/survey/address-hash.ts'
import { confirm } from '../../../shared/survey/confirmation.ts'
import type { Contact } from '../../../shared/survey/contact.ts'
import type { Submission } from '../../../shared/survey/submission.ts'
import type { Confirmation } from '../../../shared/survey/survey-store.ts'
import type { Tables } from '../../../shared/table/client.ts'
import { consentTable } from '../../../shared/table/consent-table.ts'
import { subscriptionTable } from '../../../shared/table/digest-table.ts'
import { keyOf, listOf } from '../../../shared/table/keys.ts'
import { headOfList } from '../../../shared/table/register-delta.ts'
import { aChoice } from '../../support/consents.ts'
import { interleaving } from '../../support/interleaving.ts'
import { aRequest } from '../../support/requests.ts'
import { surveyPartsOn } from '../../support/survey-parts.ts'
import { aSurvey } from '../../support/surveys.ts'
import { itemsOfKind, putItem } from '../../support/table-items.ts'
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

/** What the sender does: mints a token for a submission and keeps only its hash. */
const mailedLink = async (submissionId: string, stated: { expiresAt?: string } = {}) => {
  const token = randomToken()
  const tokenHash = hashOfToken(token)
  await putItem(
    tables,
    'token',
    { tokenHash },
    {
      tokenHash,
      purpose: 'confirm-submission',
      submissionId,
      expiresAt: '2026-11-30T10:00:00.000Z',
      ...stated,
    },
  )
  return token
}
const confirmToken = (token: string) =>
  confirmSubmission(parts)(aRequest({ body: {}, parameters: { token } }))
const confirmed = async (body: Record<string, unknown>) => {
  const { submissionId = '' } = await submit(body)
  return bodyOf(await confirmToken(await mailedLink(submissionId)))
}
/** The newest submission from an address that waits for its confirmation. */
const newestOf = async (email: string) =>
  (await parts.store.newestAwaitingFrom(addressHash('test key', email)))?.submissionId

/** A survey of an authority with an address of its own, unless stated otherwise. */
const ofAuthority = (name: string, stated: Record<string, unknown> = {}) =>
  aSurvey({ authority: { name, country: 'NL' }, email: `${name}@example.org`, ...stated })

describe('confirming', () => {
  it('is done by POST alone: GET changes nothing', async () => {
    const { submissionId = '' } = await submit(ofAuthority('Gouda'))
    const token = await mailedLink(submissionId)
    const request = aRequest({ parameters: { token }, wants: 'html' })
    const page = await showConfirmation(parts)(request)
    expect(page.body).toContain('Gouda')
    expect((await parts.store.submissionById(submissionId))?.state).toBe('awaiting-confirmation')
    expect(bodyOf(await confirmToken(token))).toMatchObject({ status: 'public' })
    expect((await parts.store.submissionById(submissionId))?.state).toBe('confirmed')
  })

  it('writes entry, revision, contact and the search’s delta together (entryById, headOfList)', async () => {
    const { entryId = '' } = await confirmed(ofAuthority('Leiden', { email: 'leiden@example.org' }))
    const { Item: entry } = await tables.client.send(
      new GetCommand({ TableName: tables.main, Key: keyOf('entry', { entryId }) }),
    )
    expect(entry).toMatchObject({ state: 'public', revision: 1, authority: { name: 'Leiden' } })
    expect(JSON.stringify(entry)).not.toContain('@')
    expect((await itemsOfKind(tables, 'revision')).filter((r) => r.entry.entryId === entryId)).toHaveLength(1)
    expect(await headOfList(tables, entryId)).toBeGreaterThan(0)
    const delta = (await itemsOfKind(tables, 'delta')).filter((row) => row.entryId === entryId)
    expect(delta).toMatchObject([
      { pk: `DELTA#${listOf(entryId)}`, entry: { authority: { name: 'Leiden' } } },
    ])
    const contact = await parts.store.contactById(addressHash('test key', 'leiden@example.org'))
    expect(contact).toMatchObject({ state: 'confirmed', digest: 'weekly', entryIds: [entryId] })
    const existing = await parts.store.entryOfAuthority({ country: 'NL', name: 'LEIDEN' })
    expect(existing?.contactIds).toEqual([contact?.contactId])
  })

  it('works once: a used link is gone, an expired one too, a forged one unknown (tokenByHash)', async () => {
    const { submissionId = '' } = await submit(ofAuthority('Tiel'))
    const token = await mailedLink(submissionId)
    const second = await mailedLink(submissionId)
    const expired = await mailedLink(submissionId, { expiresAt: '2026-11-23T09:59:59.000Z' })
    expect(await failureOf(confirmToken(expired))).toBe('gone expired-token')
    await confirmToken(token)
    expect(await failureOf(confirmToken(token))).toBe('gone used-token')
    expect(await failureOf(confirmToken(second))).toBe('gone used-token')
    expect(await failureOf(confirmToken(randomToken()))).toBe('not-found unknown-token')
  })

  it('writes down what the answers allow, with the words and language in which it was read', async () => {
    const { consentsOf } = consentTable(tables)
    const email = 'allows@example.org'
    const contactId = addressHash('test key', email)
    await submitSurvey(parts)(aRequest({ body: ofAuthority('Sneek', { email }), language: 'ar' }))
    expect(await consentsOf(contactId)).toEqual([])
    const later = { ...parts, now: () => '2026-11-24T08:00:00.000Z' }
    const token = await mailedLink((await newestOf(email)) ?? '')
    await confirmSubmission(later)(aRequest({ body: {}, parameters: { token } }))
    expect(await consentsOf(contactId)).toEqual([
      {
        contactId,
        number: 1,
        permission: 'digest',
        choice: 'weekly',
        words: 1,
        language: 'ar',
        at: '2026-11-23T10:00:00.000Z',
        confirmedAt: '2026-11-24T08:00:00.000Z',
        by: 'survey',
      },
    ])
    // Answered again without a word about it, nothing changes; taken back by answers, that is written down, too.
    const { digest: _, ...silent } = ofAuthority('Sneek', { email })
    await confirmed(silent)
    expect(await consentsOf(contactId)).toHaveLength(1)
    await confirmed(ofAuthority('Sneek', { email, digest: 'never' }))
    expect((await consentsOf(contactId)).map(({ choice }) => choice)).toEqual(['weekly', 'never'])
  })

  it('allows nothing that was taken back after it was answered', async () => {
    const email = 'changed@example.org'
    const contactId = addressHash('test key', email)
    await confirmed(ofAuthority('Bolsward', { email }))
    const { submissionId = '' } = await submit(ofAuthority('Franeker', { email }))
    const stop = aChoice({ at: '2026-11-23T11:00:00.000Z', by: 'mail-link' })
    expect(await subscriptionTable(tables).choose(contactId, stop)).toBe('changed')
    await confirmToken(await mailedLink(submissionId))
    expect(await parts.store.contactById(contactId)).toMatchObject({ digest: 'never', consents: 2 })
    expect((await consentTable(tables).consentsOf(contactId)).map(({ by }) => by)).toEqual([
      'survey',
      'mail-link',
    ])
  })

  it('takes no other fields than the link itself', async () => {
    const { submissionId = '' } = await submit(ofAuthority('Buren'))
    const token = await mailedLink(submissionId)
    const pressed = confirmSubmission(parts)(aRequest({ body: { entry: 'x' }, parameters: { token } }))
    expect(await failureOf(pressed)).toBe('invalid invalid')
    expect((await parts.store.submissionById(submissionId))?.state).toBe('awaiting-confirmation')
  })

  it('leads to a page only where there is an entry', async () => {
    const page = (entryId: string) =>
      showConfirmed(parts)(aRequest({ parameters: { status: 'public', entryId }, wants: 'html' }))
    const { entryId = '' } = await confirmed(ofAuthority('Heusden'))
    expect((await page(entryId)).body).toContain(`/register/${entryId}`)
    expect(await failureOf(page('nope'))).toBe('not-found no-such-entry')
  })

  it('confirms once when pressed ten times at once', async () => {
    const { submissionId = '' } = await submit(ofAuthority('Goes', { email: 'goes@example.org' }))
    const token = await mailedLink(submissionId)
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => failureOf(confirmToken(token))))
    expect(outcomes.filter((outcome) => outcome === 'none')).toHaveLength(1)
    expect(new Set(outcomes.filter((outcome) => outcome !== 'none'))).toEqual(new Set(['gone used-token']))
  })

  it.each([0, 1, 2, 3, 4, 5])(
    'tells a slower press that the link was used, after whichever of its %i calls the other one came',
    async (callsBefore) => {
      const { submissionId = '' } = await submit(ofAuthority(`Slow-${'ABCDEF'[callsBefore]}`))
      const token = await mailedLink(submissionId)
      const world = interleaving()
      let outcome: string | undefined
      world.start(async (turn) => {
        const { store } = parts
        const slow: SurveyParts['store'] = {
          ...store,
          tokenByHash: (hash) => turn(() => store.tokenByHash(hash)),
          submissionById: (id) => turn(() => store.submissionById(id)),
          contactById: (id) => turn(() => store.contactById(id)),
          entryOfAuthority: (authority) => turn(() => store.entryOfAuthority(authority)),
          confirm: (change) => turn(() => store.confirm(change)),
        }
        const request = aRequest({ body: {}, parameters: { token } })
        outcome = await failureOf(confirmSubmission({ ...parts, store: slow })(request))
      })
      for (let call = 0; call < callsBefore; call++) await world.step(() => 0)
      expect(await failureOf(confirmToken(token))).toBe('none')
      while (world.running() > 0) await world.step(() => 0)
      expect(outcome).toBe('gone used-token')
    },
  )

  it('makes one entry when two people confirm for the same new authority at once; the other is a claim', async () => {
    const links = await Promise.all(
      ['one', 'two'].map(async (who) => {
        const { submissionId = '' } = await submit(
          ofAuthority('Delft', { email: `${who}@delft.example.org` }),
        )
        return mailedLink(submissionId)
      }),
    )
    const answers = (await Promise.all(links.map(confirmToken))).map(bodyOf)
    expect(answers.map((answer) => answer.status).sort()).toEqual(['claim', 'public'])
    expect(new Set(answers.map((answer) => answer.entryId)).size).toBe(1)
    const told = (await itemsOfKind(tables, 'notice')).filter(
      (notice) => notice.template === 'claim-received',
    )
    expect(told).toHaveLength(1)
  })

  it('again by the same person adds a revision and keeps one contact for all their entries (entryOfAuthority, contactsOfEntry)', async () => {
    const email = 'both@example.org'
    const first = await confirmed(ofAuthority('Almere', { email }))
    const item = { direction: 'request', theme: 'water-supply', description: 'Leaks', visibility: 'public' }
    const again = await confirmed(ofAuthority('almere', { email, items: [item], digest: 'never' }))
    const other = await confirmed(ofAuthority('Lelystad', { email, digest: 'never' }))
    expect(again.entryId).toBe(first.entryId)
    const existing = await parts.store.entryOfAuthority({ country: 'NL', name: 'almere' })
    expect(existing?.entry).toMatchObject({
      revision: 2,
      items: [{ direction: 'offer' }, { direction: 'request' }],
    })
    const contact = await parts.store.contactById(addressHash('test key', email))
    expect(contact).toMatchObject({ digest: 'never', entryIds: [first.entryId, other.entryId] })
    expect(contact).not.toHaveProperty('workPk')
  })
})

describe('a confirmation decided upon what has changed meanwhile is decided anew:', () => {
  const decided = async (name: string, email: string) => {
    const { submissionId = '' } = await submit(ofAuthority(name, { email }))
    const token = await mailedLink(submissionId)
    const submission = (await parts.store.submissionById(submissionId)) as Submission
    const unconfirmed = (await parts.store.contactById(submission.contactId)) as Contact
    const existing = await parts.store.entryOfAuthority({ country: 'NL', name })
    const known = await parts.store.contactById(unconfirmed.addressHash)
    const { review } = parts
    const now = parts.now()
    const result = confirm({
      submission,
      contact: unconfirmed,
      existing,
      known,
      newEntryId: newId(),
      review,
      now,
    })
    const tokenHash = hashOfToken(token)
    const change: Confirmation = {
      tokenHash,
      submission,
      unconfirmed,
      known,
      result,
      notices: [],
      now,
    }
    return { change, known, entryId: existing?.entry.entryId ?? '' }
  }
  const set = (key: { pk: string; sk: string }, name: string, value: unknown) =>
    tables.client.send(
      new UpdateCommand({
        TableName: tables.main,
        Key: key,
        UpdateExpression: 'SET #name = :value',
        ExpressionAttributeNames: { '#name': name },
        ExpressionAttributeValues: { ':value': value },
      }),
    )

  it('another confirmation of the same person', async () => {
    const email = 'two@example.org'
    await confirmed(ofAuthority('Breda', { email }))
    const { change } = await decided('Tilburg', email)
    const { entryId = '' } = await confirmed(ofAuthority('Oss', { email }))
    expect(await parts.store.confirm(change)).toBe(false)
    const contact = await parts.store.contactById(addressHash('test key', email))
    expect(contact?.entryIds).toContain(entryId)
  })

  it('an unsubscription', async () => {
    const email = 'quiet@example.org'
    await confirmed(ofAuthority('Wageningen', { email }))
    const { change, known } = await decided('Rhenen', email)
    await set(keyOf('contact', { contactId: known?.contactId ?? '' }), 'digest', 'never')
    expect(await parts.store.confirm(change)).toBe(false)
  })

  it('an unsubscription of somebody who had unsubscribed before', async () => {
    const email = 'quieter@example.org'
    await confirmed(ofAuthority('Ommen', { email, digest: 'never' }))
    const { change, known } = await decided('Dalfsen', email)
    const { contactId = '' } = known ?? {}
    const stop = aChoice({ at: '2026-11-23T11:00:00.000Z', by: 'mail-link' })
    expect(await subscriptionTable(tables).choose(contactId, stop)).toBe('same')
    expect(await parts.store.confirm(change)).toBe(false)
  })

  it('an entry that was paused', async () => {
    const email = 'paused@example.org'
    await confirmed(ofAuthority('Veere', { email }))
    const { change, entryId } = await decided('Veere', email)
    await set(keyOf('entry', { entryId }), 'state', 'paused')
    expect(await parts.store.confirm(change)).toBe(false)
  })

  it('while nothing has changed it is done', async () => {
    const { change } = await decided('Hulst', 'hulst@example.org')
    expect(await parts.store.confirm(change)).toBe(true)
  })
})
