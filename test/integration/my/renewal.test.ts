import { simpleParser } from 'mailparser'
import { beforeEach, describe, expect, it } from 'vitest'
import type { MyParts } from '../../../functions/my/my-parts.ts'
import { renewEntry, showRenewal } from '../../../functions/my/renew-entry.ts'
import type { Failure } from '../../../shared/failures.ts'
import { suggestedIntroduction } from '../../../shared/matchmaking/introductions/introduction.ts'
import { takeStep } from '../../../shared/matchmaking/introductions/take-step.ts'
import { expireEntries } from '../../../shared/my/expire-entries.ts'
import { planReminders } from '../../../shared/my/plan-reminders.ts'
import { sendNotice } from '../../../shared/notices/send-notice.ts'
import type { Entry } from '../../../shared/register/entry.ts'
import { foldedAuthorityName } from '../../../shared/survey/authority-name.ts'
import type { Tables } from '../../../shared/table/client.ts'
import { revisionItem } from '../../../shared/table/entry-items.ts'
import { entryItem } from '../../../shared/table/entry-writes.ts'
import { introductionReads, introductionWrites } from '../../../shared/table/introduction-table.ts'
import { listNames, numberKey } from '../../../shared/table/keys.ts'
import { myTable } from '../../../shared/table/my-table.ts'
import { registerReader } from '../../../shared/table/register-index-table.ts'
import { expiryTable, reminderTable } from '../../../shared/table/renewal-table.ts'
import { crashing, crashModes } from '../../support/crashes.ts'
import { linksIn } from '../../support/inbox.ts'
import { aClock, aContact, accountingMailer, aSender } from '../../support/notices.ts'
import { aRequest } from '../../support/requests.ts'
import { aRespondentIn, myPartsOn } from '../../support/sessions.ts'
import { itemsOfKind, putItem } from '../../support/table-items.ts'
import { freshTables } from '../../support/tables.ts'

const morning = '2026-11-25T05:30:00Z'
const noMail = { send: () => Promise.reject(new Error('no mail')) }

let tables: Tables
let parts: MyParts
beforeEach(async () => {
  tables = await freshTables()
  parts = myPartsOn(tables, { now: () => '2026-11-25T10:00:00.000Z' })
})

const plan = (on: Tables = tables, lists = listNames) =>
  planReminders({ store: reminderTable(on), lists, now: aClock(morning).now, report: () => {} })(morning)
const expire = (at = morning, on: Tables = tables, lists = listNames) =>
  expireEntries({
    store: expiryTable(on),
    introductions: { ...introductionReads(on), ...introductionWrites(on) },
    lists,
    daysKept: 90,
    pause: async () => {},
    report: () => {},
  })(at)

const failureOf = async (work: Promise<unknown>) => {
  const outcome = await work.catch((error: Failure) => error)
  return outcome instanceof Error ? `${(outcome as Failure).kind} ${(outcome as Failure).code}` : 'none'
}
const stored = async (entryId: string) => (await parts.store.entriesOf([entryId]))[0]
const isFound = async (entryId: string) =>
  (await registerReader(tables, () => {}).open()).entry(entryId) !== undefined

/** Somebody's entry, which the register shows, whose year ends on a day. */
const ending = async (until: string, stated: Partial<Entry> = {}) => {
  const { contact, entries } = await aRespondentIn(tables, { entries: [{ until, ...stated }] })
  const entry = entries[0] as Entry
  await parts.store.changeEntry(entry, entry)
  return { contact, entry }
}

/** The link in the mail that a planned reminder becomes. */
const mailedLink = async () => {
  const [notice] = await itemsOfKind(tables, 'notice')
  const { mailer, accepted } = accountingMailer()
  await sendNotice(aSender(tables, mailer, aClock(morning)))(notice?.noticeId)
  const [link = ''] = linksIn(await simpleParser(Buffer.from(accepted[0]?.raw ?? []))).filter((each) =>
    each.includes('/my/renewals/'),
  )
  return new URL(link).pathname.split('/').at(-1) ?? ''
}
const renew = (token: string, given = parts) =>
  renewEntry(given)(aRequest({ body: {}, parameters: { token } }))
const look = async (token: string) =>
  JSON.parse((await showRenewal(parts)(aRequest({ parameters: { token } }))).body ?? '{}')

describe('reminders', () => {
  it('go to each of the people of an entry whose year ends soon, in the bulk lane (entriesUntil)', async () => {
    const { entry, contact } = await ending('2026-12-01')
    const colleague = aContact({ contactId: 'colleague', entryIds: [entry.entryId], language: 'ar' })
    await putItem(tables, 'contact', colleague, colleague)
    const link = { entryId: entry.entryId, contactId: 'colleague' }
    await putItem(tables, 'entryContact', link, link)
    await ending('2027-03-01')
    expect(await plan()).toEqual({ entries: 1, planned: 2, alreadyPlanned: 0 })
    const notices = await itemsOfKind(tables, 'notice')
    expect(notices.map(({ contactId }) => contactId).sort()).toEqual([contact.contactId, 'colleague'].sort())
    expect(notices.map(({ language }) => language).sort()).toEqual(['ar', 'en'])
    for (const notice of notices)
      expect(notice).toMatchObject({
        lane: 'bulk',
        template: 'renewal-reminder',
        state: 'due',
        facts: { entryId: entry.entryId, until: '2026-12-01', days: 7 },
      })
  })

  it('are planned once, however often the job fires, and again for the last week', async () => {
    await ending('2026-12-20')
    const fires = await Promise.allSettled(Array.from({ length: 10 }, () => plan()))
    await plan()
    expect(await itemsOfKind(tables, 'notice')).toHaveLength(1)
    expect(
      fires.flatMap((fire) => (fire.status === 'fulfilled' ? fire.value.planned : 0)).reduce((a, b) => a + b),
    ).toBeLessThanOrEqual(1)
    const lastWeek = planReminders({
      store: reminderTable(tables),
      lists: listNames,
      now: aClock().now,
      report: () => {},
    })
    expect(await lastWeek('2026-12-14T05:30:00Z')).toMatchObject({ planned: 1 })
    expect((await itemsOfKind(tables, 'notice')).map(({ facts }) => facts.days).sort()).toEqual([30, 7])
  })

  it('are not sent to who renewed after they were planned', async () => {
    const { entry } = await ending('2026-12-01')
    await plan()
    await parts.store.changeEntry(entry, { ...entry, until: '2027-11-25' })
    const [notice] = await itemsOfKind(tables, 'notice')
    const { mailer, asked } = accountingMailer()
    expect(await sendNotice(aSender(tables, mailer))(notice?.noticeId)).toBe('suppressed')
    expect(asked()).toBe(0)
  })

  it('are planned once a person whatever call fails, none left out', { timeout: 120_000 }, async () => {
    const seeded = async () => {
      tables = await freshTables()
      parts = myPartsOn(tables)
      for (let n = 0; n < 3; n++) await ending('2026-12-01')
    }
    await seeded()
    const counted = crashing(tables, noMail, 0, 'refused')
    await plan(counted.tables)
    let recovered = 0
    let histories = 0
    for (const mode of crashModes)
      for (let at = 1; at <= counted.calls(); at++) {
        await seeded()
        await plan(crashing(tables, noMail, at, mode).tables).catch(() => {})
        await plan()
        histories++
        const people = (await itemsOfKind(tables, 'notice')).map(({ contactId }) => contactId)
        if (people.length === 3 && new Set(people).size === 3) recovered++
      }
    console.info(`planning reminders: recovered ${recovered} of ${histories} (${counted.calls()} SDK calls)`)
    expect(histories).toBeGreaterThan(20)
    expect(recovered).toBe(histories)
  })
})

describe('the link in a reminder', () => {
  it('shows what it would keep and changes nothing, for scanners and people alike', async () => {
    const { entry } = await ending('2026-12-01')
    await plan()
    const token = await mailedLink()
    for (let times = 0; times < 3; times++)
      expect(await look(token)).toMatchObject({
        status: 'due',
        entry: { entryId: entry.entryId, state: 'public', until: '2026-12-01' },
      })
    const page = await showRenewal(parts)(aRequest({ wants: 'html', parameters: { token } }))
    expect(page.body?.match(/<button/g)).toHaveLength(1)
    expect(page.body).toContain('All of this is still right')
    expect((await stored(entry.entryId))?.until).toBe('2026-12-01')
    expect((await itemsOfKind(tables, 'token')).map(({ usedAt }) => usedAt)).toEqual([undefined])
  })

  it('keeps the entry for a year by one button, once', async () => {
    const { entry } = await ending('2026-12-01')
    await plan()
    const token = await mailedLink()
    const answer = await renew(token)
    expect(JSON.parse(answer.body ?? '{}')).toEqual({
      entryId: entry.entryId,
      state: 'public',
      until: '2027-11-25',
    })
    expect(await failureOf(renew(token))).toBe('gone used-renewal-link')
    expect((await stored(entry.entryId))?.until).toBe('2027-11-25')
    expect(await isFound(entry.entryId)).toBe(true)
  })

  it('leads people to a page that says so', async () => {
    await ending('2026-12-01')
    await plan()
    const token = await mailedLink()
    const answer = await renewEntry(parts)(aRequest({ body: {}, wants: 'html', parameters: { token } }))
    expect(answer).toMatchObject({ status: 303, headers: { location: `${parts.site.siteUrl}/my/renewed` } })
  })

  it('brings a hidden entry back into the register', async () => {
    const { entry } = await ending('2026-12-01')
    await plan()
    const token = await mailedLink()
    await expire('2026-12-02T00:15:00Z')
    expect(await isFound(entry.entryId)).toBe(false)
    expect(await look(token)).toMatchObject({ status: 'due', entry: { state: 'hidden' } })
    parts = { ...parts, now: () => '2027-01-10T10:00:00.000Z' }
    await renew(token)
    expect(await stored(entry.entryId)).toMatchObject({ state: 'public', until: '2028-01-10' })
    expect(await isFound(entry.entryId)).toBe(true)
  })

  it('has nothing left to do where the entry was renewed otherwise', async () => {
    const { entry } = await ending('2026-12-01')
    await plan()
    const token = await mailedLink()
    await parts.store.changeEntry(entry, { ...entry, until: '2027-11-20' })
    expect(await look(token)).toMatchObject({ status: 'renewed' })
    expect(JSON.parse((await renew(token)).body ?? '{}')).toMatchObject({ until: '2027-11-20' })
    expect((await stored(entry.entryId))?.until).toBe('2027-11-20')
  })

  it('is nothing when forged, over when expired, and when its person left or the entry is deleted', async () => {
    const { entry, contact } = await ending('2026-12-01')
    await plan()
    const token = await mailedLink()
    expect(await failureOf(look('forged'))).toBe('not-found unknown-token')
    const later = { ...parts, now: () => '2028-01-01T10:00:00.000Z' }
    expect(await failureOf(renew(token, later))).toBe('gone expired-renewal-link')
    await putItem(tables, 'contact', contact, { ...contact, entryIds: [] })
    expect(await failureOf(renew(token))).toBe('gone no-entry-to-renew')
    await putItem(tables, 'contact', contact, contact)
    await putItem(tables, 'entry', entry, entryItem({ ...entry, state: 'erased' }))
    expect(await failureOf(renew(token))).toBe('gone no-entry-to-renew')
  })

  it('renews once whatever call goes wrong, in table and register alike', { timeout: 120_000 }, async () => {
    let tried = 0
    let recovered = 0
    for (const mode of crashModes)
      for (let call = 1; ; call++) {
        tables = await freshTables()
        parts = myPartsOn(tables, { now: () => '2026-12-05T10:00:00.000Z' })
        const { entry } = await ending('2026-12-01')
        await plan()
        const token = await mailedLink()
        await expire('2026-12-02T00:15:00Z')
        const broken = crashing(tables, noMail, call, mode)
        await failureOf(renew(token, { ...parts, store: myTable(broken.tables) }))
        if (broken.calls() < call) break
        tried++
        await failureOf(renew(token))
        const after = await stored(entry.entryId)
        if (after?.state === 'public' && after.until === '2027-12-05' && (await isFound(entry.entryId)))
          recovered++
      }
    console.info(`renewing: recovered from ${recovered} of ${tried} failures of a call to the table`)
    expect(tried).toBeGreaterThan(20)
    expect(recovered).toBe(tried)
  })
})

describe('an entry that nobody confirmed', () => {
  it('leaves register and search at once when its year is over, and is kept', async () => {
    const { entry } = await ending('2026-11-24')
    const paused = await ending('2026-11-24', { state: 'paused' })
    const standing = await ending('2026-11-25')
    expect(await expire()).toEqual({ hidden: 2, deleted: 0 })
    expect(await isFound(entry.entryId)).toBe(false)
    expect(await isFound(standing.entry.entryId)).toBe(true)
    expect(await stored(entry.entryId)).toMatchObject({ state: 'hidden', items: entry.items })
    expect(await stored(paused.entry.entryId)).toMatchObject({ state: 'hidden', hiddenFrom: 'paused' })
    expect(await expire()).toEqual({ hidden: 0, deleted: 0 })
  })

  /** An expired entry with a past: a revision and its answers, a person with another entry, and one without. */
  const expired = async () => {
    const { entry, contact } = await ending('2026-08-01', { state: 'hidden' })
    const { entryId, authority } = entry
    const place = { country: authority.country, foldedName: foldedAuthorityName(authority.name) }
    await putItem(tables, 'authority', place, { entryId })
    await putItem(tables, 'submission', { submissionId: 's1' }, { submissionId: 's1' })
    await putItem(tables, 'revision', { entryId, revision: numberKey(1) }, revisionItem(entry, 's1'))
    const busy = aContact({ contactId: 'busy', entryIds: ['another', entryId] })
    await putItem(tables, 'contact', busy, busy)
    const link = { entryId, contactId: 'busy' }
    await putItem(tables, 'entryContact', link, link)
    // Two months before the clock would look at it.
    const wish = {
      deed: 'want',
      by: { as: 'side', entryId, contactId: contact.contactId },
      hope: 'words of theirs',
    } as const
    const after = takeStep(suggestedIntroduction(entryId, 'peer', morning), wish, morning)
    await introductionWrites(tables).change({ before: undefined, after, notices: [] })
    return { entryId, contact }
  }
  const left = async () => ({
    entries: (await itemsOfKind(tables, 'entry')).length,
    revisions: (await itemsOfKind(tables, 'revision')).length,
    submissions: (await itemsOfKind(tables, 'submission')).length,
    links: (await itemsOfKind(tables, 'entryContact')).length,
    authorities: (await itemsOfKind(tables, 'authority')).length,
    introductions: (await itemsOfKind(tables, 'introduction')).map((each) => [
      each.state,
      /words of theirs|contactId/.test(JSON.stringify(each)),
    ]),
    people: (await itemsOfKind(tables, 'contact')).map(({ contactId, entryIds }) => [contactId, entryIds]),
  })
  const nothingLeft = {
    entries: 0,
    revisions: 0,
    submissions: 0,
    links: 0,
    authorities: 0,
    introductions: [['lapsed', false]],
    people: [['busy', ['another']]],
  }

  it('is deleted with all that is only about it, after the days that the stage keeps it', async () => {
    await expired()
    expect(await expire('2026-10-30T00:15:00Z')).toEqual({ hidden: 0, deleted: 0 })
    expect(await expire('2026-10-31T00:15:00Z')).toEqual({ hidden: 0, deleted: 1 })
    expect(await left()).toEqual(nothingLeft)
  })

  it('is deleted whole whatever call fails', { timeout: 120_000 }, async () => {
    let tried = 0
    let recovered = 0
    for (const mode of crashModes)
      for (let call = 1; ; call++) {
        tables = await freshTables()
        parts = myPartsOn(tables)
        await expired()
        const broken = crashing(tables, noMail, call, mode)
        await expire(morning, broken.tables).catch(() => {})
        if (broken.calls() < call) break
        tried++
        await expire()
        if (JSON.stringify(await left()) === JSON.stringify(nothingLeft)) recovered++
      }
    console.info(`deleting: recovered from ${recovered} of ${tried} failures of a call to the table`)
    expect(tried).toBeGreaterThan(20)
    expect(recovered).toBe(tried)
  })
})
