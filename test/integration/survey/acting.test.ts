import { beforeEach, describe, expect, it } from 'vitest'
import { decideOwnClaim } from '../../../functions/my/decide-claim.ts'
import { showMy } from '../../../functions/my/show-my.ts'
import { reviewEntry, showDeskEntry } from '../../../functions/secretariat/review-entry.ts'
import { showDesk } from '../../../functions/secretariat/show-desk.ts'
import { confirmSubmission } from '../../../functions/survey/confirm-submission.ts'
import { objectToActing, showObjection } from '../../../functions/survey/object-to-acting.ts'
import { saveDraft } from '../../../functions/survey/save-draft.ts'
import { showConfirmation } from '../../../functions/survey/show-confirmation.ts'
import { submitSurvey } from '../../../functions/survey/submit-survey.ts'
import type { SurveyParts } from '../../../functions/survey/survey-parts.ts'
import type { Failure } from '../../../shared/failures.ts'
import type { HttpAnswer } from '../../../shared/http/request.ts'
import { newId } from '../../../shared/lambda/new-id.ts'
import { letterOf } from '../../../shared/notices/letters.ts'
import type { Notice } from '../../../shared/notices/notice.ts'
import { pointRecipient } from '../../../shared/notices/point-recipients.ts'
import { hashOfToken, randomToken } from '../../../shared/notices/token.ts'
import { addressHash } from '../../../shared/survey/address-hash.ts'
import { mostMailsADay } from '../../../shared/survey/submission.ts'
import { actingTable } from '../../../shared/table/acting-table.ts'
import type { Tables } from '../../../shared/table/client.ts'
import { draftTable } from '../../../shared/table/draft-table.ts'
import { registerReader } from '../../../shared/table/register-index-table.ts'
import { expiryTable } from '../../../shared/table/renewal-table.ts'
import { surveyTable } from '../../../shared/table/survey-table.ts'
import { crashing, crashModes } from '../../support/crashes.ts'
import { atDeskAs, deskPartsOn } from '../../support/desk.ts'
import { aRequest, aSite } from '../../support/requests.ts'
import { aSessionIn, myPartsOn } from '../../support/sessions.ts'
import { aSurvey } from '../../support/surveys.ts'
import { itemsOfKind, putItem } from '../../support/table-items.ts'
import { freshTables } from '../../support/tables.ts'

const now = '2026-11-23T10:00:00.000Z'
const assistant = 'assistant@example.org'
const mayor = 'mayor@example.org'
const idOf = (address: string) => addressHash('test key', address)

const noMail = { send: () => Promise.reject(new Error('no mail')) }

let tables: Tables
let survey: SurveyParts

const surveyOn = (on: Tables): SurveyParts => ({
  site: aSite,
  store: surveyTable(on),
  drafts: draftTable(on),
  acting: actingTable(on),
  addressKey: async () => 'test key',
  review: 'at-once',
  secondsToRead: 0,
  pointsTold: async () => [pointRecipient('desk@example.org')],
  now: () => now,
  newId,
  pause: async () => {},
})

beforeEach(async () => {
  tables = await freshTables()
  survey = surveyOn(tables)
})

const bodyOf = (answer: HttpAnswer) => JSON.parse(answer.body ?? '{}')
const failureOf = async (work: Promise<unknown>) => {
  const outcome = await work.catch((error: Failure) => error)
  return outcome instanceof Error ? `${(outcome as Failure).kind} ${(outcome as Failure).code}` : 'none'
}
const fieldsOf = async (work: Promise<unknown>) => {
  const outcome = await work.catch((error: Failure) => error)
  return (outcome as Failure).fields
}

/** A link as the sender makes it. */
const linkFor = async (purpose: Record<string, unknown>, expiresAt = '2026-12-23T10:00:00.000Z') => {
  const token = randomToken()
  const tokenHash = hashOfToken(token)
  await putItem(tables, 'token', { tokenHash }, { tokenHash, ...purpose, expiresAt })
  return token
}
const submitted = async (stated: Record<string, unknown> = {}): Promise<string> => {
  const body = aSurvey({
    authority: { name: 'Zwolle', country: 'NL' },
    role: 'assistant',
    email: assistant,
    actingFor: mayor,
    ...stated,
  })
  return bodyOf(await submitSurvey(survey)(aRequest({ body }))).submissionId
}
/** The assistant answers for the mayor and confirms. */
const answered = async (stated: Record<string, unknown> = {}) => {
  const submissionId = await submitted(stated)
  const token = await linkFor({ purpose: 'confirm-submission', submissionId })
  const { entryId, status } = bodyOf(
    await confirmSubmission(survey)(aRequest({ body: {}, parameters: { token } })),
  ) as { entryId: string; status: string }
  return { submissionId, entryId, status }
}
const told = async (template: string) =>
  (await itemsOfKind(tables, 'notice')).filter((notice) => notice.template === template)
const objectionLink = ({ entryId, submissionId }: { entryId: string; submissionId: string }) =>
  linkFor({ purpose: 'object', entryId, actingId: submissionId })
const object = (token: string, body: Record<string, unknown> = {}, parts = survey) =>
  objectToActing(parts)(aRequest({ body, parameters: { token } }))
const entryOf = (entryId: string) => survey.acting.entryById(entryId)
const isFound = async (entryId: string) =>
  (await (await registerReader(tables, () => {}).open()).entry(entryId)) !== undefined
const asAssistant = async () => (await aSessionIn(tables, 'respondent', idOf(assistant))).headers

describe('answers for somebody else', () => {
  it('tell the person named once confirmed, in the transaction of the confirmation, and not before', async () => {
    const submissionId = await submitted()
    expect(await told('acted-for')).toEqual([])
    const token = await linkFor({ purpose: 'confirm-submission', submissionId })
    const page = await showConfirmation(survey)(aRequest({ parameters: { token }, wants: 'html' }))
    expect(page.body).toContain(mayor)
    const { entryId } = bodyOf(await confirmSubmission(survey)(aRequest({ body: {}, parameters: { token } })))
    const [notice] = await told('acted-for')
    expect(notice).toMatchObject({ lane: 'prompt', facts: { entryId, actingId: submissionId } })
    expect(await survey.acting.contactById(notice?.contactId)).toMatchObject({
      address: mayor,
      state: 'unconfirmed',
      digest: 'never',
      entryIds: [],
    })
    expect(await isFound(entryId)).toBe(true)
  })

  it('keep both addresses out of everything but contact items (actingsOn)', async () => {
    const { entryId } = await answered()
    for (const kind of [
      'submission',
      'entry',
      'revision',
      'acting',
      'notice',
      'delta',
      'entryContact',
    ] as const)
      expect(JSON.stringify(await itemsOfKind(tables, kind))).not.toContain('@example.org')
    expect(await survey.acting.actingsOn(entryId)).toMatchObject([{ state: 'told', by: idOf(assistant) }])
  })

  it('tell nobody where they name nobody, and are refused at the field where they name oneself', async () => {
    await answered({ actingFor: undefined })
    expect(await told('acted-for')).toEqual([])
    expect(await fieldsOf(submitted({ actingFor: 'ASSISTANT@example.org' }))).toMatchObject([
      { pointer: '/actingFor', code: 'own-address' },
    ])
    expect(await fieldsOf(submitted({ actingFor: 'nobody' }))).toMatchObject([{ pointer: '/actingFor' }])
  })

  it('mail nobody more often than their allowance, whoever names them', async () => {
    for (let n = 0; n < mostMailsADay; n++) await submitted({ email: `assistant${n}@example.org` })
    expect(await failureOf(submitted({ email: 'one-more@example.org' }))).toBe('too-many too-many-mails')
  })

  it('say so all the way through the further pages', async () => {
    const { direction, theme, description } = aSurvey().items[0] ?? {}
    const begun = await submitSurvey(survey)(
      aRequest({
        wants: 'html',
        sentAs: 'form',
        body: {
          role: 'assistant',
          authority: { name: 'Zwolle', country: 'NL' },
          items: [{ direction, theme, description }],
          email: assistant,
          actingFor: mayor,
          action: 'further',
        },
      }),
    )
    const [, token = ''] = /drafts\/([^/]+)\//.exec(begun.headers?.location ?? '') ?? []
    expect(JSON.stringify(await itemsOfKind(tables, 'draft'))).not.toContain('@')
    const { submissionId } = bodyOf(
      await saveDraft(survey)(aRequest({ body: { action: 'send' }, parameters: { token, page: 'check' } })),
    )
    const link = await linkFor({ purpose: 'confirm-submission', submissionId })
    await confirmSubmission(survey)(aRequest({ body: {}, parameters: { token: link } }))
    expect(await told('acted-for')).toHaveLength(1)
  })

  it('tell the same address once of an entry, however often it is answered', async () => {
    const { entryId } = await answered()
    await answered({ actingFor: 'MAYOR@example.org' })
    expect(await told('acted-for')).toHaveLength(1)
    await answered({ actingFor: 'cabinet@example.org' })
    await answered({ actingFor: 'cabinet@example.org' })
    expect(await told('acted-for')).toHaveLength(2)
    expect(await survey.acting.actingsOn(entryId)).toHaveLength(2)
  })

  it('that are a claim tell the person named when somebody accepts it', async () => {
    const { entryId } = await answered({ email: 'owner@example.org', actingFor: undefined, role: 'officer' })
    const claim = await answered()
    expect(claim).toMatchObject({ entryId, status: 'claim' })
    expect(await told('acted-for')).toEqual([])
    const { headers } = await aSessionIn(tables, 'respondent', idOf('owner@example.org'))
    await decideOwnClaim(myPartsOn(tables))(
      aRequest({
        headers,
        body: { decision: 'accept' },
        parameters: { entryId, claimId: idOf(assistant) },
      }),
    )
    expect(await told('acted-for')).toHaveLength(1)
    const [acting] = await survey.acting.actingsOn(entryId)
    expect(await survey.acting.contactById(acting?.named ?? '')).toMatchObject({ address: mayor })
  })

  it('show to those behind the entry with both addresses in part, to the desk whole', async () => {
    const { entryId } = await answered()
    const mine = bodyOf(await showMy(myPartsOn(tables))(aRequest({ headers: await asAssistant() })))
    expect(mine.entries[0].actings).toEqual([{ by: 'a…@example.org', named: 'm…@example.org', toldAt: now }])
    const { headers } = await atDeskAs(tables, 'reader')
    const seen = await showDeskEntry(deskPartsOn(tables))(aRequest({ headers, parameters: { entryId } }))
    expect(bodyOf(seen).actings).toEqual([{ by: assistant, named: mayor, toldAt: now }])
  })
})

describe('the link to object (actingById)', () => {
  it('shows what was answered and changes nothing, for scanners and people alike', async () => {
    const at = await answered()
    const [{ direction, theme, description } = {}] = aSurvey().items
    const token = await objectionLink(at)
    const show = (wants: 'html' | 'json') => showObjection(survey)(aRequest({ parameters: { token }, wants }))
    expect(bodyOf(await show('json'))).toEqual({
      authority: 'Zwolle',
      by: 'a…@example.org',
      toldAt: now,
      expiresAt: '2026-12-23T10:00:00.000Z',
      items: [expect.objectContaining({ direction, theme, description, visibility: 'public' })],
      leftOut: false,
    })
    const page = await show('html')
    expect(page.body).toContain('Somebody answered our survey')
    expect(page.body).not.toContain(assistant)
    expect(await isFound(at.entryId)).toBe(true)
    expect(await survey.acting.actingById(at.entryId, at.submissionId)).toMatchObject({ state: 'told' })
  })

  it('shows a mistyped address neither what is for the secretariat alone nor what others answered', async () => {
    const own = {
      direction: 'offer',
      theme: 'waste-management',
      description: 'We sort',
      visibility: 'public',
    }
    const weakness = {
      ...own,
      direction: 'request',
      description: 'We lose half our water',
      visibility: 'secretariat',
    }
    const at = await answered({ items: [own, weakness] })
    const later = { ...own, theme: 'fisheries', description: 'Our port is small' }
    await answered({ items: [later], actingFor: undefined })
    expect((await entryOf(at.entryId))?.items).toHaveLength(3)
    const token = await objectionLink(at)
    const show = (wants: 'html' | 'json') => showObjection(survey)(aRequest({ parameters: { token }, wants }))
    expect(bodyOf(await show('json'))).toMatchObject({ items: [{ description: 'We sort' }], leftOut: true })
    for (const { body } of [await show('json'), await show('html')]) {
      expect(body).toContain('We sort')
      expect(body).not.toContain('We lose half our water')
      expect(body).not.toContain('Our port is small')
    }
    expect((await show('html')).body).toContain('only the secretariat may see')
  })

  it('takes the entry out of sight at once; the desk has it with the words, and its people are told', async () => {
    const at = await answered()
    const token = await objectionLink(at)
    expect(bodyOf(await object(token, { words: 'Nobody asked me.' }))).toEqual({
      entryId: at.entryId,
      status: 'awaiting-review',
    })
    expect(await isFound(at.entryId)).toBe(false)
    expect(await told('acting-objected')).toMatchObject([{ contactId: idOf(assistant) }])
    expect((await told('desk-told')).map(({ facts }) => facts.what)).toContain('objection')
    expect(await itemsOfKind(tables, 'audit')).toMatchObject([
      { what: 'object-to-acting', who: 'named', subject: at.entryId, outcome: 'awaiting-review' },
    ])
    const { headers } = await atDeskAs(tables, 'officer')
    const desk = deskPartsOn(tables)
    const waiting = bodyOf(await showDesk(desk)(aRequest({ headers })))
    expect(waiting.entries).toMatchObject([{ entryId: at.entryId, objected: true }])
    const seen = await showDeskEntry(desk)(aRequest({ headers, parameters: { entryId: at.entryId } }))
    expect(bodyOf(seen).actings).toMatchObject([{ objectedAt: now, words: 'Nobody asked me.' }])
    // Whoever answered sees that somebody objected, not the words.
    const mine = await showMy(myPartsOn(tables))(aRequest({ headers: await asAssistant() }))
    expect(bodyOf(mine).entries).toMatchObject([{ state: 'awaiting-review', objectedAt: now }])
    expect(mine.body).not.toContain('Nobody asked me.')
  })

  it('works once, has an end, and is nothing to whoever guesses', async () => {
    const at = await answered()
    const token = await objectionLink(at)
    const second = await objectionLink(at)
    const expired = await linkFor(
      { purpose: 'object', entryId: at.entryId, actingId: at.submissionId },
      '2026-11-23T09:59:59.000Z',
    )
    expect(await failureOf(object(expired))).toBe('gone expired-objection-link')
    const presses = await Promise.all([failureOf(object(token)), failureOf(object(token))])
    expect(presses.sort()).toEqual(['gone used-objection-link', 'none'])
    expect(await failureOf(object(second))).toBe('gone used-objection-link')
    expect(await failureOf(object(randomToken()))).toBe('not-found unknown-token')
    expect(await told('acting-objected')).toHaveLength(1)
  })

  it('gives words that are too long back with the page', async () => {
    const token = await objectionLink(await answered())
    const words = 'x'.repeat(2001)
    const page = await objectToActing(survey)(
      aRequest({ wants: 'html', sentAs: 'form', body: { words }, parameters: { token } }),
    )
    expect(page.status).toBe(422)
    expect(page.body).toContain(words)
  })

  it('objects once, whole, whatever call goes wrong', async () => {
    let recovered = 0
    let tried = 0
    for (const mode of crashModes)
      for (let call = 1; ; call++) {
        tables = await freshTables()
        survey = surveyOn(tables)
        const acted = await answered()
        const token = await objectionLink(acted)
        const broken = crashing(tables, noMail, call, mode)
        await failureOf(object(token, {}, surveyOn(broken.tables)))
        if (broken.calls() < call) break
        tried++
        await failureOf(object(token))
        const { state, revision } = (await entryOf(acted.entryId)) ?? {}
        const peopleTold = (await told('acting-objected')).length
        const deeds = (await itemsOfKind(tables, 'audit')).length
        if (state === 'awaiting-review' && revision === 2 && peopleTold === 1 && deeds === 1) recovered++
      }
    console.info(`objecting: recovered from ${recovered} of ${tried} failures of a call to the table`)
    expect(tried).toBeGreaterThan(20)
    expect(recovered).toBe(tried)
  })
})

describe('an entry that somebody objected to', () => {
  const objectedTo = async () => {
    const at = await answered()
    await object(await objectionLink(at))
    return at
  }

  it('stays out of sight when it is answered again, until the desk has decided', async () => {
    const { entryId } = await objectedTo()
    await answered({ actingFor: undefined })
    expect(await entryOf(entryId)).toMatchObject({ state: 'awaiting-review', objectedAt: now })
    const { headers } = await atDeskAs(tables, 'officer')
    await reviewEntry(deskPartsOn(tables))(
      aRequest({ headers, body: { decision: 'publish' }, parameters: { entryId } }),
    )
    expect(await entryOf(entryId)).toMatchObject({ state: 'public' })
    expect(await entryOf(entryId)).not.toHaveProperty('objectedAt')
    expect(await isFound(entryId)).toBe(true)
  })

  it('can be decided upon though the desk let it through before', async () => {
    survey = { ...survey, review: 'before-publishing' }
    const at = await answered()
    const { headers } = await atDeskAs(tables, 'officer')
    const decide = (body: Record<string, unknown>) =>
      reviewEntry(deskPartsOn(tables))(aRequest({ headers, body, parameters: { entryId: at.entryId } }))
    await decide({ decision: 'publish' })
    await object(await objectionLink(at))
    await decide({ decision: 'return', words: 'The mayor objected.' })
    expect(await entryOf(at.entryId)).toMatchObject({ state: 'returned' })
    expect((await itemsOfKind(tables, 'audit')).map(({ what }) => what).sort()).toEqual([
      'object-to-acting',
      'publish-entry',
      'return-entry',
    ])
  })

  it('leaves nothing of who was named when it is deleted', async () => {
    const { entryId } = await objectedTo()
    const entry = await entryOf(entryId)
    if (!entry) throw new Error('no entry to erase')
    const expiry = expiryTable(tables)
    await expiry.changeEntry(entry, { ...entry, state: 'erased' })
    expect(await expiry.forget(entryId)).toBe(true)
    expect(await itemsOfKind(tables, 'acting')).toEqual([])
    expect(JSON.stringify(await itemsOfKind(tables, 'contact'))).not.toContain(mayor)
  })
})

describe('the mail to the person named', () => {
  it.each(['en', 'fr', 'uk', 'ar'] as const)(
    'says in %s what happened and leads to the page',
    async (language) => {
      await answered()
      const [notice] = (await told('acted-for')) as Notice<'acted-for'>[]
      if (!notice) throw new Error('nobody was told')
      const { letter } = letterOf(aSite, { ...notice, language }, 'a-token')
      expect(letter.subject).toContain('Zwolle')
      expect(JSON.stringify(letter.blocks)).toContain('/survey/objections/a-token')
      expect(JSON.stringify(letter)).not.toContain('mails.')
    },
  )
})
