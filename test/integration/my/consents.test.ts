import { beforeEach, describe, expect, it } from 'vitest'
import { changeConsent, showConsents } from '../../../functions/my/change-consents.ts'
import type { MyParts } from '../../../functions/my/my-parts.ts'
import { setPreferences } from '../../../functions/my/set-preferences.ts'
import { showMy } from '../../../functions/my/show-my.ts'
import { confirmSubmission } from '../../../functions/survey/confirm-submission.ts'
import { submitSurvey } from '../../../functions/survey/submit-survey.ts'
import type { Failure } from '../../../shared/failures.ts'
import type { HttpAnswer } from '../../../shared/http/request.ts'
import { settleNotice } from '../../../shared/notices/settle-notice.ts'
import { hashOfToken, randomToken } from '../../../shared/notices/token.ts'
import { consentsKept, wordsInForce } from '../../../shared/survey/consent.ts'
import type { Contact } from '../../../shared/survey/contact.ts'
import type { Tables } from '../../../shared/table/client.ts'
import { written } from '../../../shared/table/contention.ts'
import { digestTable } from '../../../shared/table/digest-table.ts'
import { listOf, numberKey } from '../../../shared/table/keys.ts'
import { myTable } from '../../../shared/table/my-table.ts'
import { noticeTable } from '../../../shared/table/notice-table.ts'
import { leavingWrites } from '../../../shared/table/people-table.ts'
import { expiryTable } from '../../../shared/table/renewal-table.ts'
import { aChoice } from '../../support/consents.ts'
import { crashing, crashModes } from '../../support/crashes.ts'
import { aMailEvent, throughSns } from '../../support/mail-events.ts'
import { aConfirmation, putNotice } from '../../support/notices.ts'
import { aRequest } from '../../support/requests.ts'
import { aRespondentIn, aSessionIn, myPartsOn } from '../../support/sessions.ts'
import { surveyPartsOn } from '../../support/survey-parts.ts'
import { aSurvey } from '../../support/surveys.ts'
import { itemsOfKind, putItem } from '../../support/table-items.ts'
import { freshTables } from '../../support/tables.ts'

let tables: Tables
let parts: MyParts
let minutes: number
beforeEach(async () => {
  tables = await freshTables()
  minutes = 0
  parts = myPartsOn(tables, {
    now: () => new Date(Date.UTC(2026, 10, 23, 10, minutes++)).toISOString(),
  })
})

const bodyOf = (answer: HttpAnswer) => JSON.parse(answer.body ?? '{}')
const failureOf = async (work: Promise<unknown>) => {
  const outcome = await work.catch((error: Failure) => error)
  return outcome instanceof Error ? `${(outcome as Failure).kind} ${(outcome as Failure).code}` : 'none'
}

/** Somebody signed in, who has chosen nothing unless stated. */
const signedIn = async (stated: Partial<Contact> = {}) => {
  const { contact, entries } = await aRespondentIn(tables, { contact: { digest: 'never', ...stated } })
  const { headers } = await aSessionIn(tables, 'respondent', contact.contactId)
  return { contact, entryId: entries[0]?.entryId ?? '', headers }
}
type SignedIn = Awaited<ReturnType<typeof signedIn>>
const choose = ({ headers }: Pick<SignedIn, 'headers'>, choice: string, given = parts) =>
  changeConsent(given)(
    aRequest({ headers, body: { permission: 'digest', choice, words: wordsInForce.digest } }),
  )
const shown = async ({ headers }: Pick<SignedIn, 'headers'>) =>
  bodyOf(await showConsents(parts)(aRequest({ headers })))
const pageOf = async ({ headers }: Pick<SignedIn, 'headers'>) =>
  (await showConsents(parts)(aRequest({ headers, wants: 'html' }))).body ?? ''
const stored = (contact: Contact) => parts.store.contactById(contact.contactId)
const rowsOf = (contact: Contact) => parts.store.consentsOf(contact.contactId)
const subscribed = async ({ contactId }: Contact) => {
  for (const frequency of ['weekly', 'monthly'] as const)
    for await (const each of digestTable(tables).subscribersOf(frequency, listOf(contactId)))
      if (each.contactId === contactId) return frequency
  return 'never'
}

describe('what I allowed', () => {
  it('is nothing until I choose: no box is ticked, and each button says what it allows', async () => {
    const me = await signedIn()
    expect((await shown(me)).permissions).toMatchObject([{ permission: 'digest', choice: 'never' }])
    const page = await pageOf(me)
    expect(page).toContain('You have not allowed this.')
    expect(page).not.toMatch(/\bchecked\b|\bselected\b|type="checkbox"/)
    expect(page.match(/<button/g)).toHaveLength(2)
    expect(page).toContain('Mail me new peers that fit, once a month at most</button>')
  })

  it('is given and taken back by one button each, and both are written down (consentsOf)', async () => {
    const me = await signedIn()
    expect(bodyOf(await choose(me, 'weekly')).permissions).toMatchObject([{ choice: 'weekly' }])
    expect(await subscribed(me.contact)).toBe('weekly')
    const given = await pageOf(me)
    expect(given).toContain('You allowed this on your own pages on 23 November 2026, in these words:')
    expect(given).toContain('value="never"')
    const { history } = bodyOf(await choose(me, 'never'))
    expect(await subscribed(me.contact)).toBe('never')
    expect(history).toEqual([
      expect.objectContaining({ choice: 'never', by: 'own-page', words: 1, language: 'en' }),
      expect.objectContaining({ choice: 'weekly', text: 'Mail me new peers that fit, once a week at most' }),
    ])
    expect(await pageOf(me)).toContain('You stopped these mails on 23 November 2026.')
    expect(await failureOf(choose(me, 'daily'))).toBe('invalid invalid')
  })

  it('is changed by a form, which leads back and says what was done', async () => {
    const me = await signedIn()
    const sent = (fields: Record<string, string>) =>
      changeConsent(parts)(
        aRequest({
          headers: me.headers,
          wants: 'html',
          sentAs: 'form',
          body: { permission: 'digest', ...fields },
        }),
      )
    const leadsTo = async (fields: Record<string, string>) => (await sent(fields)).headers?.location
    const page = `${parts.site.siteUrl}/my/consents?done=`
    expect(await leadsTo({ choice: 'monthly', words: '1' })).toBe(`${page}given`)
    expect(await leadsTo({ choice: 'monthly', words: '1' })).toBe(`${page}same`)
    expect(await leadsTo({ choice: 'never', words: '1' })).toBe(`${page}stopped`)
    // Nobody agrees to words that they have not read; taking back needs none.
    expect(await leadsTo({ choice: 'weekly', words: '7' })).toBe(`${page}words-changed`)
    expect(await subscribed(me.contact)).toBe('never')
    for (const unread of [{ words: 7 }, {}]) {
      const body = { permission: 'digest', choice: 'weekly', ...unread }
      const given = changeConsent(parts)(aRequest({ headers: me.headers, body }))
      expect(await failureOf(given)).toBe('conflict words-changed')
    }
    expect(await rowsOf(me.contact)).toHaveLength(2)
  })

  it('by the preferences is written down, too', async () => {
    const me = await signedIn()
    expect((await showMy(parts)(aRequest({ headers: me.headers, wants: 'html' }))).body).toContain(
      `name="words" value="${wordsInForce.digest}"`,
    )
    const body = { digest: 'monthly', words: wordsInForce.digest }
    await setPreferences(parts)(aRequest({ headers: me.headers, body, language: 'fr' }))
    expect(await rowsOf(me.contact)).toMatchObject([{ choice: 'monthly', by: 'own-page', language: 'fr' }])
  })

  it('in older words stays in those when the preferences say how often: other words are read first', async () => {
    const older = wordsInForce.digest - 1
    const me = await signedIn({ digest: 'weekly', digestWords: older })
    const saved = (fields: Record<string, string>) =>
      setPreferences(parts)(aRequest({ headers: me.headers, wants: 'html', sentAs: 'form', body: fields }))
    const leadsTo = async (fields: Record<string, string>) => (await saved(fields)).headers?.location
    expect(bodyOf(await showMy(parts)(aRequest({ headers: me.headers })))).toMatchObject({
      digest: 'weekly',
      digestWords: older,
    })
    const { siteUrl } = parts.site
    const asked = `${siteUrl}/my/consents?done=words-changed`
    // The words of today were not on the page that these came from, and none at all is no words that were read.
    expect(await leadsTo({ digest: 'weekly', words: `${wordsInForce.digest}` })).toBe(asked)
    expect(await leadsTo({ digest: 'monthly' })).toBe(asked)
    const unread = setPreferences(parts)(aRequest({ headers: me.headers, body: { digest: 'monthly' } }))
    expect(await failureOf(unread)).toBe('conflict words-changed')
    expect(await rowsOf(me.contact)).toEqual([])

    const kept = `${siteUrl}/my?done=preferences`
    expect(await leadsTo({ digest: 'weekly', words: `${older}` })).toBe(kept)
    expect(await rowsOf(me.contact)).toEqual([])
    expect(await leadsTo({ digest: 'monthly', words: `${older}` })).toBe(kept)
    expect(await leadsTo({ digest: 'never' })).toBe(kept)
    // Who allows nothing any more is asked in the words of today.
    expect(await leadsTo({ digest: 'weekly', words: `${older}` })).toBe(asked)
    expect(await leadsTo({ digest: 'weekly', words: `${wordsInForce.digest}` })).toBe(kept)
    expect((await rowsOf(me.contact)).map(({ choice, words }) => [choice, words])).toEqual([
      ['monthly', older],
      ['never', older],
      ['weekly', wordsInForce.digest],
    ])
  })

  it('before choices were written down holds in the first words, and is taken back like any other', async () => {
    const me = await signedIn({ digest: 'weekly' })
    expect(await pageOf(me)).toContain('You allowed this in these words:')
    await choose(me, 'never')
    expect(await rowsOf(me.contact)).toMatchObject([{ number: 1, choice: 'never', words: 1 }])
  })

  it('is kept with the last choices, in their order, however many there were', async () => {
    const me = await signedIn()
    for (let n = 0; n < consentsKept + 3; n++) await choose(me, n % 2 === 0 ? 'weekly' : 'monthly')
    const rows = await rowsOf(me.contact)
    expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: consentsKept }, (_, n) => n + 4))
    expect(rows.at(-1)).toMatchObject({ choice: 'weekly' })
    expect(await subscribed(me.contact)).toBe('weekly')
  })
})

describe('choices at the same moment', () => {
  it('are made one after the other: each is written down, and the last one holds', async () => {
    const me = await signedIn()
    const pressed = Array.from(
      { length: 10 },
      (_, n) => (['weekly', 'monthly', 'never'] as const)[n % 3] ?? 'never',
    )
    const outcomes = await Promise.all(pressed.map((choice) => failureOf(choose(me, choice))))
    expect(outcomes.filter((outcome) => !['none', 'unavailable try-again'].includes(outcome))).toEqual([])
    const rows = await rowsOf(me.contact)
    const now = await stored(me.contact)
    expect(rows.map(({ number }) => number)).toEqual(rows.map((_, n) => n + 1))
    expect(rows.length).toBeGreaterThan(0)
    expect(now).toMatchObject({ digest: rows.at(-1)?.choice, consents: rows.length })
    expect(await subscribed(me.contact)).toBe(now?.digest)
  })

  it('stand in person and history alike, whatever call goes wrong', async () => {
    let tried = 0
    for (const mode of crashModes)
      for (let call = 1; ; call++) {
        const me = await signedIn()
        const broken = crashing(tables, { send: () => Promise.reject(new Error('no mail')) }, call, mode)
        await failureOf(choose(me, 'weekly', { ...parts, store: myTable(broken.tables) }))
        if (broken.calls() < call) break
        tried++
        for (const again of [false, true]) {
          if (again) await choose(me, 'weekly')
          const rows = await rowsOf(me.contact)
          const now = await stored(me.contact)
          expect(now?.consents ?? 0, `${mode} ${call}`).toBe(rows.length)
          expect(now?.digest, `${mode} ${call}`).toBe(rows.at(-1)?.choice ?? 'never')
          expect(rows.length).toBeLessThanOrEqual(1)
        }
        expect(await subscribed(me.contact)).toBe('weekly')
      }
    console.log(`permissions: recovered from ${tried} of ${tried} failures of a call to the table`)
    expect(tried).toBeGreaterThan(10)
  })
})

describe('every other way out', () => {
  it.each([
    ['Bounce', 'bounce', 'A mail to you came back on'],
    ['Complaint', 'complaint', 'your mail program told us'],
  ])('is written down: %s', async (type, by, words) => {
    const me = await signedIn({ digest: 'weekly' })
    const { contactId, addressHash } = me.contact
    const notice = { ...aConfirmation({ contactId, language: 'ar' }), addressHash }
    await putNotice(tables, notice)
    const settle = settleNotice(noticeTable(tables))
    const event = throughSns(aMailEvent(notice.noticeId, type, { bounce: { bounceType: 'Permanent' } }))
    for (let times = 0; times < 3; times++) await settle(event)
    expect(await rowsOf(me.contact)).toMatchObject([{ choice: 'never', by, language: 'ar' }])
    expect(await subscribed(me.contact)).toBe('never')
    const page = await pageOf(me)
    expect(page).toContain(words)
    // No button that would do nothing: no mail goes to this address.
    expect(page).not.toContain('name="choice"')
  })

  it('deletes what was written down with the person: nobody stands behind their entry any more', async () => {
    const me = await signedIn()
    const other = await signedIn()
    for (const choice of ['weekly', 'never', 'monthly']) await choose(me, choice)
    await choose(other, 'weekly')
    const { store } = parts
    const [entry] = await store.entriesOf([me.entryId])
    if (!entry) throw new Error('no entry')
    await store.changeEntry(entry, { ...entry, state: 'erased' })
    expect(await expiryTable(tables).forget(me.entryId)).toBe(true)
    expect(await stored(me.contact)).toBeUndefined()
    const left = await itemsOfKind(tables, 'consent')
    expect(left.map(({ contactId }) => contactId)).toEqual([other.contact.contactId])
  })

  it('is not deleted while the person chooses at that moment: decided anew', async () => {
    const me = await signedIn()
    const before = await stored(me.contact)
    if (!before) throw new Error('no contact')
    await choose(me, 'weekly')
    expect(await written(tables, leavingWrites(tables, me.entryId, before, parts.now()))).toBe(false)
    const now = await stored(me.contact)
    if (!now) throw new Error('no contact')
    expect(await written(tables, leavingWrites(tables, me.entryId, now, parts.now()))).toBe(true)
    expect(await stored(me.contact)).toMatchObject({ digest: 'never', entryIds: [] })
    expect(await stored(me.contact)).not.toHaveProperty('consents')
    expect(await rowsOf(me.contact)).toEqual([])
    expect(await subscribed(me.contact)).toBe('never')
  })
})

describe('somebody who has left their last entry', () => {
  /** Signed in still, and soon deleted. */
  const whoLeft = async () => {
    const me = await signedIn()
    await choose(me, 'weekly')
    const before = await stored(me.contact)
    if (!before) throw new Error('no contact')
    expect(await written(tables, leavingWrites(tables, me.entryId, before, parts.now()))).toBe(true)
    return me
  }
  /** Answers the survey with an address, wants digests, and confirms it. */
  const answersAnew = async ({ address }: Contact) => {
    const survey = surveyPartsOn(tables, { now: parts.now })
    const body = aSurvey({ authority: { name: 'Sneek', country: 'NL' }, email: address, digest: 'weekly' })
    const { submissionId } = bodyOf(await submitSurvey(survey)(aRequest({ body })))
    const token = randomToken()
    const tokenHash = hashOfToken(token)
    const link = {
      tokenHash,
      purpose: 'confirm-submission',
      submissionId,
      expiresAt: '2026-11-30T10:00:00.000Z',
    }
    await putItem(tables, 'token', { tokenHash }, link)
    return failureOf(confirmSubmission(survey)(aRequest({ body: {}, parameters: { token } })))
  }

  it('is asked nothing, and allows nothing that would outlive them', async () => {
    const me = await whoLeft()
    const mine = await showMy(parts)(aRequest({ headers: me.headers, wants: 'html' }))
    expect(mine.body).not.toContain('/my/preferences')
    expect((await shown(me)).permissions).toEqual([])
    const page = await pageOf(me)
    expect(page).toContain('No entry stands behind your address')
    expect(page).not.toContain('name="choice"')

    for (const choice of ['weekly', 'never'])
      expect(await failureOf(choose(me, choice))).toBe('conflict no-entry')
    const body = { digest: 'monthly', words: wordsInForce.digest }
    const saved = setPreferences(parts)(aRequest({ headers: me.headers, body }))
    expect(await failureOf(saved)).toBe('conflict no-entry')
    expect(await itemsOfKind(tables, 'consent')).toEqual([])
    expect(await stored(me.contact)).toMatchObject({ digest: 'never', entryIds: [] })
    const [item] = await itemsOfKind(tables, 'contact')
    expect(item).toHaveProperty('ttl')
  })

  it('allows anew with new answers', async () => {
    const me = await whoLeft()
    await failureOf(choose(me, 'monthly'))
    expect(await answersAnew(me.contact)).toBe('none')
    expect(await rowsOf(me.contact)).toMatchObject([{ number: 1, choice: 'weekly', by: 'survey' }])
    expect(await subscribed(me.contact)).toBe('weekly')
  })

  it('is not locked out by a row that an earlier person of the same address left', async () => {
    const { contact } = await whoLeft()
    const { contactId } = contact
    const leftover = { ...aChoice({ digest: 'monthly' }), contactId, number: 1, permission: 'digest' }
    await putItem(tables, 'consent', { contactId, number: numberKey(1) }, leftover)
    expect(await answersAnew(contact)).toBe('none')
    expect(await rowsOf(contact)).toMatchObject([{ number: 1, choice: 'weekly', by: 'survey' }])
    const headers = (await aSessionIn(tables, 'respondent', contactId)).headers
    expect(await failureOf(choose({ headers }, 'never'))).toBe('none')
    expect(await rowsOf(contact)).toHaveLength(2)
  })
})
