import { beforeAll, describe, expect, it } from 'vitest'
import { giveAnswer, showAnswer } from '../../../functions/matchmaking/answer-by-link.ts'
import { showMyIntroduction, tellOutcome } from '../../../functions/matchmaking/my-introductions.ts'
import type { Failure } from '../../../shared/failures.ts'
import type { HttpAnswer } from '../../../shared/http/request.ts'
import type { Introduction } from '../../../shared/matchmaking/introductions/introduction.ts'
import { planFollowUps } from '../../../shared/matchmaking/introductions/plan-follow-ups.ts'
import { sendNotice } from '../../../shared/notices/send-notice.ts'
import { hashOfToken, randomToken } from '../../../shared/notices/token.ts'
import type { Tables } from '../../../shared/table/client.ts'
import { followUpTable } from '../../../shared/table/introduction-table.ts'
import { listNames, listOf } from '../../../shared/table/keys.ts'
import {
  introducedAt,
  introductionsPartsOn,
  type Side,
  storedAfter,
  twoSidesIn,
} from '../../support/introductions.ts'
import { aClock, accountingMailer, aSender } from '../../support/notices.ts'
import { aRequest } from '../../support/requests.ts'
import { itemsOfKind, putItem } from '../../support/table-items.ts'
import { freshTables } from '../../support/tables.ts'

let tables: Tables
beforeAll(async () => {
  tables = await freshTables()
})

const bodyOf = (answer: HttpAnswer) => JSON.parse(answer.body ?? '{}')
const failureOf = async (work: Promise<unknown>) => {
  const outcome = await work.catch((error: Failure) => error)
  return outcome instanceof Error ? `${(outcome as Failure).kind} ${(outcome as Failure).code}` : 'none'
}
const stored = (introductionId: string) => followUpTable(tables).introductionById(introductionId)
const noticesOf = async (introductionId: string) =>
  (await itemsOfKind(tables, 'notice')).filter(({ facts }) => facts.introductionId === introductionId)
const daysLater = (days: number) => new Date(Date.parse(introducedAt) + days * 86_400_000)
const runAfter = (days: number) =>
  planFollowUps({
    store: followUpTable(tables),
    lists: listNames,
    now: () => daysLater(days),
    report: () => {},
  })()

/** Two who were introduced. */
const introduced = async () => {
  const sides = await twoSidesIn(tables)
  const introduction = await storedAfter(tables, sides, 'introduced')
  return { ...sides, introduction, id: introduction.introductionId }
}

/** A link as the sender makes it. */
const aLink = async (introduction: Introduction, { contact, entry }: Side) => {
  const token = randomToken()
  const tokenHash = hashOfToken(token)
  await putItem(
    tables,
    'token',
    { tokenHash },
    {
      tokenHash,
      purpose: 'answer-introduction',
      introductionId: introduction.introductionId,
      entryId: entry.entryId,
      contactId: contact.contactId,
      expiresAt: daysLater(180).toISOString(),
    },
  )
  return token
}

describe('following up', () => {
  it('asks both after 60 days and once more, then lets it lapse and gives capacity back (dueIntroductions)', async () => {
    const { id, offers } = await introduced()
    const spent = async () =>
      (await itemsOfKind(tables, 'capacity')).find(({ entryId }) => entryId === offers.entry.entryId)?.spent
    expect(await spent()).toBe(1)
    expect(
      await followUpTable(tables).dueIntroductions(listOf(id), daysLater(59).toISOString(), 9),
    ).not.toContain(id)
    await runAfter(59)
    expect(await noticesOf(id)).toHaveLength(0)
    await runAfter(60)
    await runAfter(60)
    expect(await noticesOf(id)).toHaveLength(2)
    await runAfter(91)
    expect(await noticesOf(id)).toHaveLength(4)
    await runAfter(122)
    expect(await stored(id)).toMatchObject({ state: 'lapsed' })
    expect(await noticesOf(id)).toHaveLength(4)
    expect(await spent()).toBe(0)
  })

  it('ten at once ask nobody twice', async () => {
    const { id } = await introduced()
    await Promise.all(Array.from({ length: 10 }, () => runAfter(60)))
    expect(await noticesOf(id)).toHaveLength(2)
    expect(await stored(id)).toMatchObject({ asked: 1 })
  })

  it('asks nobody who has answered meanwhile', async () => {
    const { id, introduction, asks } = await introduced()
    await runAfter(60)
    const token = await aLink(introduction, asks)
    await giveAnswer(introductionsPartsOn(tables))(
      aRequest({ body: { answer: 'happened', useful: 'very' }, parameters: { token } }),
    )
    const account = accountingMailer()
    const send = sendNotice(aSender(tables, account.mailer, aClock(daysLater(60).toISOString())))
    const outcomes = await Promise.all((await noticesOf(id)).map(({ noticeId }) => send(String(noticeId))))
    expect(outcomes).toEqual(['suppressed', 'suppressed'])
  })

  it('forgets an entry that was erased', async () => {
    const { id, asks } = await introduced()
    await putItem(tables, 'entry', asks.entry, { ...asks.entry, state: 'erased' })
    await runAfter(60)
    expect(await stored(id)).toMatchObject({ state: 'lapsed', erased: [asks.entry.entryId] })
    expect(JSON.stringify(await stored(id))).not.toContain(asks.contact.contactId)
    expect(await noticesOf(id)).toHaveLength(0)
  })
})

describe('the link in a mail', () => {
  it('changes nothing when it is opened, and answers once, without an account', async () => {
    const { introduction, id, asks } = await introduced()
    const token = await aLink(introduction, asks)
    const open = () => showAnswer(introductionsPartsOn(tables))(aRequest({ parameters: { token } }))
    const before = await stored(id)
    for (let looks = 0; looks < 3; looks++)
      expect(bodyOf(await open())).toMatchObject({ state: 'introduced', may: ['no', 'begin', 'outcome'] })
    expect(await stored(id)).toEqual(before)
    const answer = () =>
      giveAnswer(introductionsPartsOn(tables))(
        aRequest({
          body: { answer: 'happened', format: 'study-visit', useful: 'very', line: 'Three days in Utrecht.' },
          parameters: { token },
        }),
      )
    expect(bodyOf(await answer())).toMatchObject({ state: 'completed' })
    expect(await stored(id)).toMatchObject({
      outcomes: {
        [asks.entry.entryId]: { format: 'study-visit', useful: 'very', line: 'Three days in Utrecht.' },
      },
    })
    expect(await failureOf(answer())).toBe('gone used-token')
    expect(await failureOf(open())).toBe('gone used-token')
  })

  it('of a hundred posts at once carries out one', async () => {
    const { introduction, id, offers } = await introduced()
    const token = await aLink(introduction, offers)
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () =>
        failureOf(
          giveAnswer(introductionsPartsOn(tables))(
            aRequest({ body: { answer: 'no', reason: 'no-time' }, parameters: { token } }),
          ),
        ),
      ),
    )
    expect(outcomes.filter((outcome) => outcome === 'none').length).toBeGreaterThanOrEqual(1)
    expect((await stored(id))?.history.filter(({ deed }) => deed === 'decline')).toHaveLength(1)
  })

  it('needs a reason for a no, is unknown when forged and too old when expired', async () => {
    const { introduction, asks } = await introduced()
    const token = await aLink(introduction, asks)
    const give = (given: string, body: Record<string, unknown>, now = introducedAt) =>
      failureOf(
        giveAnswer(introductionsPartsOn(tables, { now: () => now }))(
          aRequest({ body, parameters: { token: given } }),
        ),
      )
    expect(await give(token, { answer: 'no' })).toBe('invalid invalid')
    expect(await give(randomToken(), { answer: 'no', reason: 'other' })).toBe('not-found unknown-token')
    expect(await give(token, { answer: 'no', reason: 'other' }, daysLater(181).toISOString())).toBe(
      'gone expired-answer-link',
    )
  })
})

describe('what came of it', () => {
  it('can be told signed in, by both, and the second does not undo the first', async () => {
    const { id, asks, offers } = await introduced()
    const tell = (side: Side, body: Record<string, unknown>) =>
      tellOutcome(introductionsPartsOn(tables))(
        aRequest({ headers: side.headers, body, parameters: { introductionId: id } }),
      )
    await tell(asks, { answer: 'under-way' })
    expect(await stored(id)).toMatchObject({ state: 'under-way' })
    await tell(asks, { answer: 'happened', line: 'It helped.' })
    await tell(offers, { answer: 'happened', useful: 'somewhat' })
    expect(await stored(id)).toMatchObject({
      state: 'completed',
      outcomes: {
        [asks.entry.entryId]: { line: 'It helped.' },
        [offers.entry.entryId]: { useful: 'somewhat' },
      },
    })
    expect(await failureOf(tell(offers, { answer: 'happened' }))).toBe('conflict introduction-elsewhere')
  })

  it('shows a side that was turned down no reason, and the one who said no that it is respected', async () => {
    const { id, asks, offers } = await introduced()
    await tellOutcome(introductionsPartsOn(tables))(
      aRequest({
        headers: offers.headers,
        body: { answer: 'no', reason: 'not-suitable' },
        parameters: { introductionId: id },
      }),
    )
    const seen = async (side: Side) =>
      bodyOf(
        await showMyIntroduction(introductionsPartsOn(tables))(
          aRequest({ headers: side.headers, parameters: { introductionId: id } }),
        ),
      )
    expect(await seen(asks)).toMatchObject({ state: 'ended', may: [] })
    expect(JSON.stringify(await seen(asks))).not.toContain('not-suitable')
    expect(await seen(offers)).toMatchObject({ state: 'declined' })
  })
})
