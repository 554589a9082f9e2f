import { beforeAll, describe, expect, it } from 'vitest'
import { beginRevision } from '../../../functions/my/begin-revision.ts'
import type { MyParts } from '../../../functions/my/my-parts.ts'
import { saveDraft } from '../../../functions/survey/save-draft.ts'
import { showDraft, showDraftPage } from '../../../functions/survey/show-draft.ts'
import { submitSurvey } from '../../../functions/survey/submit-survey.ts'
import type { SurveyParts } from '../../../functions/survey/survey-parts.ts'
import type { Failure } from '../../../shared/failures.ts'
import { decodeForm } from '../../../shared/http/decode-form.ts'
import type { HttpAnswer } from '../../../shared/http/request.ts'
import { hashOfToken } from '../../../shared/notices/token.ts'
import { daysForDraft } from '../../../shared/survey/draft.ts'
import { mostMailsADay } from '../../../shared/survey/submission.ts'
import type { Tables } from '../../../shared/table/client.ts'
import { aRequest } from '../../support/requests.ts'
import { aRespondentIn, aSessionIn, myPartsOn } from '../../support/sessions.ts'
import { surveyPartsOn } from '../../support/survey-parts.ts'
import { itemsOfKind } from '../../support/table-items.ts'
import { freshTables } from '../../support/tables.ts'

let tables: Tables
let parts: SurveyParts
let my: MyParts

beforeAll(async () => {
  tables = await freshTables()
  parts = surveyPartsOn(tables)
  my = myPartsOn(tables)
})

const form = (fields: Record<string, string>) => ({
  body: decodeForm(new URLSearchParams(fields).toString()).body,
  sentAs: 'form' as const,
  wants: 'html' as const,
})
const firstPage = {
  role: 'officer',
  'authority.name': 'Gemeente Delft',
  'authority.country': 'NL',
  'items.0.direction': 'offer',
  'items.0.theme': 'tourism',
  'items.0.description': 'Quiet routes',
  formKey: 'k1',
}
const failureOf = async (work: Promise<unknown>) => {
  const outcome = await work.catch((error: Failure) => error)
  return outcome instanceof Error ? `${(outcome as Failure).kind} ${(outcome as Failure).code}` : 'none'
}
const whereTo = (answer: HttpAnswer) => new URL(answer.headers?.location ?? 'none:')
const tokenIn = (answer: HttpAnswer) => whereTo(answer).pathname.split('/')[3] ?? ''
/** Fills in the first page and asks to say more; gives the draft's link. */
const begun = async (email: string, stated: Record<string, string> = {}) =>
  tokenIn(await submitSurvey(parts)(aRequest(form({ ...firstPage, email, ...stated, action: 'further' }))))
const post = (token: string, page: string, fields: Record<string, string>, headers = {}) =>
  saveDraft(parts)(aRequest({ parameters: { token, page }, headers, ...form(fields) }))
const answersOf = async (token: string) =>
  JSON.parse((await showDraft(parts)(aRequest({ parameters: { token } }))).body ?? '').answers
const opened = (token: string, name: string, headers = {}) =>
  showDraftPage(parts)(aRequest({ parameters: { token, page: name }, headers, wants: 'html' }))
const page = async (token: string, name: string, headers = {}) =>
  (await opened(token, name, headers)).body ?? ''
const keeping = (answer: HttpAnswer) => answer.headers?.['cache-control']

describe('saying more before sending', () => {
  it('keeps a draft without its address, a link by its hash, and a mail with a link of its own (draftById)', async () => {
    const token = await begun('keep@delft.example.org')
    const link = await parts.store.tokenByHash(hashOfToken(token))
    const draftId = link?.purpose === 'continue-draft' ? link.draftId : ''
    const draft = await parts.drafts.draftById(draftId)
    expect(draft).toMatchObject({ answers: { role: 'officer', authority: { name: 'Gemeente Delft' } } })
    expect(JSON.stringify(draft)).not.toContain('@')
    // Nothing was chosen, so nothing looks chosen on the next page.
    expect(draft?.answers).not.toHaveProperty('items.0.visibility')
    const notices = await itemsOfKind(tables, 'notice')
    expect(notices.filter(({ facts }) => facts.draftId === draftId)).toMatchObject([
      { template: 'continue-draft', lane: 'prompt', contactId: draft?.contactId },
    ])
    expect(JSON.stringify(await itemsOfKind(tables, 'draft'))).not.toContain(token)
    const [item] = (await itemsOfKind(tables, 'draft')).filter((each) => each.draftId === draftId)
    expect(item?.ttl).toBe(Date.parse('2026-11-23T10:00:00.000Z') / 1000 + daysForDraft * 24 * 60 * 60)
  })

  it('begins nothing while the first page breaks a rule, and gives it again as it was', async () => {
    const answer = await submitSurvey(parts)(
      aRequest(form({ ...firstPage, email: 'nobody', action: 'further' })),
    )
    expect(answer.status).toBe(422)
    expect(answer.body).toContain('Quiet routes')
  })

  it('mails no address more often than its allowance', async () => {
    for (let n = 0; n < mostMailsADay; n++) await begun('flooded@example.org')
    expect(await failureOf(begun('flooded@example.org'))).toBe('too-many too-many-mails')
  })
})

describe('a draft’s page', () => {
  it('is kept when it is posted, and shown again as it was kept', async () => {
    const token = await begun('pages@delft.example.org')
    const answer = await post(token, 'authority', {
      'authority.population': '104000',
      capacity: '2',
      action: 'next',
    })
    expect(whereTo(answer).pathname).toBe(`/survey/drafts/${token}/check`)
    expect(await answersOf(token)).toMatchObject({
      authority: { name: 'Gemeente Delft', population: 104000 },
      capacity: 2,
    })
    expect(await page(token, 'authority')).toContain('value="104000"')
  })

  it('may stay in the browser, so that what was typed is there again when a connection was cut', async () => {
    const token = await begun('cut@delft.example.org')
    expect(keeping(await opened(token, 'items'))).toBe('private, no-cache')
  })

  it('keeps what breaks a rule, too, and names it at its field; it is not sent like that', async () => {
    const token = await begun('wrong@delft.example.org')
    const answer = await post(token, 'authority', {
      'authority.website': 'delft',
      capacity: '2',
      action: 'next',
    })
    expect(answer.status).toBe(422)
    expect(answer.body).toContain('id="authority-website-failure"')
    expect(answer.body).toContain('What you typed is kept.')
    expect(await answersOf(token)).toMatchObject({ authority: { website: 'delft' }, capacity: 2 })
    const sent = await post(token, 'check', { action: 'send' })
    expect(sent.status).toBe(422)
    expect(sent.body).toContain(`/survey/drafts/${token}/authority#authority-website`)
  })

  it('gets one more row by a button, and loses one', async () => {
    const token = await begun('rows@delft.example.org')
    const row = { 'items.0.direction': 'offer', 'items.0.theme': 'tourism', 'items.0.description': 'Quiet' }
    const added = await post(token, 'items', { ...row, action: 'add-request' })
    expect(whereTo(added).hash).toBe('#items-1-theme')
    expect((await answersOf(token)).items).toEqual([
      { direction: 'offer', theme: 'tourism', description: 'Quiet' },
      { direction: 'request' },
    ])
    const second = {
      ...row,
      'items.1.direction': 'request',
      'items.1.theme': 'housing',
      'items.1.description': 'Rents',
    }
    await post(token, 'items', { ...second, action: 'remove-0' })
    expect((await answersOf(token)).items).toEqual([
      { direction: 'request', theme: 'housing', description: 'Rents' },
    ])
    expect((await page(token, 'items')).match(/<fieldset class="group"/g)).toHaveLength(1)
  })

  it('refuses fields that it does not have', async () => {
    const token = await begun('strange@delft.example.org')
    const program = saveDraft(parts)(
      aRequest({ parameters: { token, page: 'authority' }, body: { role: 'member' } }),
    )
    expect(await failureOf(program)).toBe('invalid invalid')
    expect((await post(token, 'authority', { role: 'member' })).status).toBe(422)
  })

  it('keeps of a program only what keeps to the rules', async () => {
    const token = await begun('program@delft.example.org')
    const put = (body: unknown) =>
      saveDraft(parts)(aRequest({ parameters: { token, page: 'authority' }, body }))
    expect(await failureOf(put({ capacity: -1 }))).toBe('invalid invalid')
    expect((await put({ capacity: 4 })).status).toBe(200)
    expect((await answersOf(token)).capacity).toBe(4)
  })

  it('keeps both pages when two windows save at the same moment', async () => {
    const token = await begun('both@delft.example.org')
    await Promise.all([
      post(token, 'authority', { capacity: '3', action: 'next' }),
      post(token, 'start', {
        role: 'member',
        commission: 'enve',
        'authority.name': 'Delft',
        'authority.country': 'NL',
      }),
    ])
    expect(await answersOf(token)).toMatchObject({ capacity: 3, role: 'member', commission: 'enve' })
  })

  it('is nobody’s for whoever has no link', async () => {
    expect(await failureOf(page('no-such-token', 'items'))).toBe('not-found unknown-token')
    const token = await begun('page@delft.example.org')
    expect(await failureOf(page(token, 'nothing'))).toBe('not-found no-such-page')
  })
})

describe('sending a draft', () => {
  it('makes a submission that waits for confirmation, and the link is used up', async () => {
    const token = await begun('send@delft.example.org')
    await post(token, 'authority', { capacity: '2', action: 'next' })
    const sent = await post(token, 'check', { action: 'send' })
    expect(whereTo(sent).pathname).toBe('/survey/sent')
    const [submission] = (await itemsOfKind(tables, 'submission')).filter(
      ({ answers }) => answers.capacity === 2 && answers.authority.name === 'Gemeente Delft',
    )
    expect(submission).toMatchObject({ state: 'awaiting-confirmation' })
    const contact = await parts.store.contactById(submission?.contactId ?? '')
    expect(contact).toMatchObject({
      address: 'send@delft.example.org',
      submissionId: submission?.submissionId,
    })
    expect(await failureOf(post(token, 'check', { action: 'send' }))).toBe('gone sent-draft')
  })

  it('makes one submission of two clicks', async () => {
    const token = await begun('twice@delft.example.org', { 'authority.name': 'Twice' })
    await Promise.allSettled([
      post(token, 'check', { action: 'send' }),
      post(token, 'check', { action: 'send' }),
    ])
    const sent = (await itemsOfKind(tables, 'submission')).filter(
      ({ answers }) => answers.authority.name === 'Twice',
    )
    expect(sent).toHaveLength(1)
  })
})

describe('answering again, signed in,', () => {
  type Headers = Record<string, string>
  const again = async (headers: Headers, entryId: string) =>
    beginRevision(my)(aRequest({ ...form({}), parameters: { entryId }, headers }))
  const entryNow = async (entryId: string) => parts.drafts.entryById(entryId)
  /** Somebody with a public entry, signed in. */
  const somebody = async () => {
    const { contact, entries } = await aRespondentIn(tables)
    const { headers } = await aSessionIn(tables, 'respondent', contact.contactId)
    return { contact, headers, entryId: entries[0]?.entryId ?? '' }
  }

  it('leaves nothing in the browser when they have signed out', async () => {
    const { headers, entryId } = await somebody()
    const token = tokenIn(await again(headers, entryId))
    expect(keeping(await opened(token, 'items', headers))).toBe('private, no-store')
  })

  it('begins with all that the entry has, and changes it only when it is sent', async () => {
    const { headers, entryId } = await somebody()
    const token = tokenIn(await again(headers, entryId))
    expect(await page(token, 'items', headers)).toContain('Separate collection')
    await post(token, 'authority', { 'languages[]': 'nl', capacity: '2', action: 'next' }, headers)
    expect(await entryNow(entryId)).toMatchObject({ revision: 1, languages: ['en', 'nl'] })
    const check = await page(token, 'check', headers)
    expect(check).toContain('<mark>2</mark>')
    const sent = await post(token, 'check', { action: 'send' }, headers)
    expect(whereTo(sent).href).toContain('/my?done=changed')
    expect(await entryNow(entryId)).toMatchObject({
      revision: 2,
      languages: ['nl'],
      capacity: 2,
      state: 'public',
    })
    const revisions = (await itemsOfKind(tables, 'revision')).filter(({ entry }) => entry.entryId === entryId)
    expect(revisions.map(({ entry }) => entry.revision)).toEqual([2])
  })

  it('in two windows, the second sees what changed meanwhile before it sends', async () => {
    const { headers, entryId } = await somebody()
    const one = tokenIn(await again(headers, entryId))
    const two = tokenIn(await again(headers, entryId))
    await post(one, 'authority', { capacity: '1', action: 'next' }, headers)
    await post(two, 'authority', { capacity: '5', action: 'next' }, headers)
    await post(one, 'check', { action: 'send' }, headers)
    const refused = await post(two, 'check', { action: 'send' }, headers)
    expect(refused.status).toBe(409)
    expect(refused.body).toContain('<mark>5</mark>')
    expect(await entryNow(entryId)).toMatchObject({ revision: 2, capacity: 1 })
    expect((await post(two, 'check', { action: 'send' }, headers)).status).toBe(303)
    expect(await entryNow(entryId)).toMatchObject({ revision: 3, capacity: 5 })
  })

  it('is for one’s own entries only', async () => {
    const [one, other] = await Promise.all([somebody(), somebody()])
    expect(await failureOf(again(one.headers, other.entryId))).toBe('not-found not-your-entry')
  })

  it('needs the session all the way: the address in a browser’s history shows and changes nothing', async () => {
    const [one, other] = await Promise.all([somebody(), somebody()])
    const token = tokenIn(await again(one.headers, one.entryId))
    await post(token, 'authority', { capacity: '7', action: 'next' }, one.headers)
    for (const [headers, outcome] of [
      [{}, 'signed-out sign-in-first'],
      [other.headers, 'not-found unknown-token'],
    ] as const) {
      expect(await failureOf(page(token, 'items', headers))).toBe(outcome)
      expect(await failureOf(post(token, 'authority', { capacity: '8', action: 'next' }, headers))).toBe(
        outcome,
      )
      expect(await failureOf(post(token, 'check', { action: 'send' }, headers))).toBe(outcome)
    }
    expect(await entryNow(one.entryId)).toMatchObject({ revision: 1 })
    await my.store.endAllSessions('respondent', one.contact.contactId)
    expect(await failureOf(post(token, 'check', { action: 'send' }, one.headers))).toBe(
      'signed-out sign-in-first',
    )
  })

  it.each([
    { 'authority.name': 'Ville de Paris', 'authority.country': 'FR' },
    { 'authority.country': 'BE' },
    { 'authority.name': 'Ville de Paris' },
  ])('never makes a reviewed entry that of another authority: %j', async (changed) => {
    const { headers, entryId } = await somebody()
    const { name = '', country = '' } = (await entryNow(entryId))?.authority ?? {}
    const start = { role: 'officer', 'authority.name': name, 'authority.country': country }
    const token = tokenIn(await again(headers, entryId))
    const answer = await post(token, 'start', { ...start, ...changed, action: 'next' }, headers)
    expect(answer.status).toBe(422)
    expect(answer.body).toContain('another authority')
    expect((await post(token, 'check', { action: 'send' }, headers)).status).toBe(422)
    expect(await entryNow(entryId)).toMatchObject({ revision: 1, authority: { name, country } })
    // The same name spelled anew is the same authority.
    await post(token, 'start', { ...start, 'authority.name': name.toUpperCase(), action: 'next' }, headers)
    expect((await post(token, 'check', { action: 'send' }, headers)).status).toBe(303)
    expect(await entryNow(entryId)).toMatchObject({ revision: 2, authority: { name: name.toUpperCase() } })
  })
})
