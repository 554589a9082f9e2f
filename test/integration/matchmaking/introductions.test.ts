import { beforeAll, describe, expect, it } from 'vitest'
import { expressInterest, showInterest } from '../../../functions/matchmaking/express-interest.ts'
import {
  answerIntroduction,
  showMyIntroduction,
  showMyIntroductions,
} from '../../../functions/matchmaking/my-introductions.ts'
import { sendFromStream } from '../../../functions/notices/send-from-stream.ts'
import {
  decideIntroduction,
  showDeskIntroduction,
  showDeskIntroductions,
} from '../../../functions/secretariat/decide-introduction.ts'
import type { DeskMatchmakingParts } from '../../../functions/secretariat/desk-parts.ts'
import { proposeIntroduction } from '../../../functions/secretariat/propose-introduction.ts'
import type { Failure } from '../../../shared/failures.ts'
import type { HttpAnswer } from '../../../shared/http/request.ts'
import { introductionIdOf } from '../../../shared/matchmaking/introductions/introduction.ts'
import type { Notice } from '../../../shared/notices/notice.ts'
import { sendNotice } from '../../../shared/notices/send-notice.ts'
import type { Tables } from '../../../shared/table/client.ts'
import { anItem } from '../../support/builders.ts'
import { atDeskAs, deskPartsOn } from '../../support/desk.ts'
import { introductionsPartsOn, type Side, twoSidesIn } from '../../support/introductions.ts'
import { aClock, accountingMailer, aSender, insertOf } from '../../support/notices.ts'
import { aRequest } from '../../support/requests.ts'
import { itemsOfKind } from '../../support/table-items.ts'
import { freshTables } from '../../support/tables.ts'

let tables: Tables
let desk: DeskMatchmakingParts
let officer: Awaited<ReturnType<typeof atDeskAs>>

beforeAll(async () => {
  tables = await freshTables()
  desk = deskPartsOn(tables)
  officer = await atDeskAs(tables, 'officer')
})

const parts = () => introductionsPartsOn(tables)
const bodyOf = (answer: HttpAnswer) => JSON.parse(answer.body ?? '{}')
const failureOf = async (work: Promise<unknown>) => {
  const outcome = await work.catch((error: Failure) => error)
  return outcome instanceof Error ? `${(outcome as Failure).kind} ${(outcome as Failure).code}` : 'none'
}

const wants = (side: Side, peer: Side, body: Record<string, unknown> = {}) =>
  expressInterest(parts())(
    aRequest({ headers: side.headers, body, parameters: { entryId: peer.entry.entryId } }),
  )
const seenOf = async (side: Side) =>
  bodyOf(await showMyIntroductions(parts())(aRequest({ headers: side.headers }))).introductions
const idOf = (one: Side, other: Side) => introductionIdOf(one.entry.entryId, other.entry.entryId)
const decide = (introductionId: string, body: Record<string, unknown>, given: DeskMatchmakingParts = desk) =>
  decideIntroduction(given)(aRequest({ headers: officer.headers, body, parameters: { introductionId } }))
const proposes = (body: Record<string, unknown>) =>
  proposeIntroduction(desk)(aRequest({ headers: officer.headers, body }))
const stored = (introductionId: string) => desk.store.introductionById(introductionId)
const noticesOf = async (introductionId: string) =>
  (await itemsOfKind(tables, 'notice')).filter(({ facts }) => facts.introductionId === introductionId)

/** Both say that they would like to talk. */
const bothWant = async (stated: Parameters<typeof twoSidesIn>[1] = {}) => {
  const sides = await twoSidesIn(tables, stated)
  await wants(sides.asks, sides.offers, { hope: 'To see how sorting begins.' })
  await wants(sides.offers, sides.asks)
  return { ...sides, id: idOf(sides.asks, sides.offers) }
}

describe('a wish to talk', () => {
  it('is noted with what fits best, and again changes nothing (introductionById)', async () => {
    const { asks, offers } = await twoSidesIn(tables)
    const first = bodyOf(await wants(asks, offers, { hope: 'To see how sorting begins.' }))
    expect(first).toMatchObject({ state: 'wanted', may: ['take-back', 'no'] })
    expect(first.about).toMatchObject([{ offer: offers.entry.items[0]?.itemId }])
    await wants(asks, offers, { hope: 'Something else' })
    expect(await stored(idOf(asks, offers))).toMatchObject({ revision: 1, history: [{ deed: 'want' }] })
  })

  it('is told to nobody else: the other side sees nothing, before it says the same (introductionsOf)', async () => {
    const { asks, offers } = await twoSidesIn(tables)
    await wants(asks, offers)
    expect(await seenOf(offers)).toEqual([])
    const peek = showMyIntroduction(parts())(
      aRequest({ headers: offers.headers, parameters: { introductionId: idOf(asks, offers) } }),
    )
    expect(await failureOf(peek)).toBe('not-found no-such-introduction')
    expect(await noticesOf(idOf(asks, offers))).toEqual([])
    const interest = await showInterest(parts())(
      aRequest({ headers: offers.headers, parameters: { entryId: asks.entry.entryId } }),
    )
    expect(bodyOf(interest)).toMatchObject({ next: 'ask' })
    await wants(offers, asks)
    expect(await seenOf(offers)).toMatchObject([{ state: 'to-confirm' }])
    expect(await seenOf(asks)).toMatchObject([{ state: 'to-confirm' }])
  })

  it('can be taken back, and nobody ever knew', async () => {
    const { asks, offers } = await twoSidesIn(tables)
    await wants(asks, offers)
    const introductionId = idOf(asks, offers)
    await answerIntroduction(parts())(
      aRequest({ headers: asks.headers, body: { answer: 'take-back' }, parameters: { introductionId } }),
    )
    expect(await stored(introductionId)).toMatchObject({ state: 'suggested', wishes: {} })
    expect([await seenOf(asks), await seenOf(offers)]).toEqual([[], []])
  })

  it('needs an own public entry, another one than that, and one that they may see', async () => {
    const { asks, offers } = await twoSidesIn(tables, { asks: { state: 'awaiting-review' } })
    expect(await failureOf(wants(asks, offers))).toBe('conflict no-public-entry')
    expect(await failureOf(wants(offers, offers))).toBe('conflict own-entry-asked')
    expect(await failureOf(wants(offers, asks))).toBe('not-found no-such-entry')
    const hidden = await twoSidesIn(tables, {
      offers: { items: [anItem({ entryId: 'x', visibility: 'secretariat' })] },
    })
    expect(await failureOf(wants(hidden.asks, hidden.offers))).toBe('not-found no-such-entry')
    expect(await failureOf(wants(hidden.offers, hidden.asks, { about: 'x~y' }))).toBe('invalid invalid')
  })

  it('leads who is not signed in, has no entry or waits for review to what comes first', async () => {
    const { asks, offers } = await twoSidesIn(tables, { asks: { state: 'awaiting-review' } })
    const next = async (headers = {}, entryId = offers.entry.entryId) =>
      bodyOf(await showInterest(parts())(aRequest({ headers, parameters: { entryId } }))).next
    expect(await next()).toBe('sign-in')
    expect(await next(asks.headers)).toBe('wait-for-review')
    expect(await next(offers.headers)).toBe('own-entry')
  })
})

describe('a person at the desk', () => {
  it('sees those that both want, the longest waiting first (introductionsOn)', async () => {
    const { id, asks } = await bothWant()
    const view = bodyOf(await showDeskIntroductions(desk)(aRequest({ headers: officer.headers })))
    expect(
      view.introductions.map(({ introductionId }: { introductionId: string }) => introductionId),
    ).toContain(id)
    expect(await desk.store.introductionsOn('introduced', 10)).toMatchObject({ total: 0 })
    const one = bodyOf(
      await showDeskIntroduction(desk)(
        aRequest({ headers: officer.headers, parameters: { introductionId: id } }),
      ),
    )
    expect(one).toMatchObject({ shelf: 'to-confirm', may: ['introduce', 'close'] })
    expect(one.sides).toContainEqual(
      expect.objectContaining({ address: asks.contact.address, hope: 'To see how sorting begins.' }),
    )
  })

  it('introduces two with a mail to each, its capacity and the audit, together and once (spentIn)', async () => {
    const { id, asks, offers } = await bothWant({ offers: { capacity: 2 } })
    await decide(id, { decision: 'introduce' })
    expect(await stored(id)).toMatchObject({
      state: 'introduced',
      spent: { year: '2026', entryIds: [offers.entry.entryId] },
    })
    const notices = await noticesOf(id)
    expect(notices.map(({ contactId }) => contactId).sort()).toEqual(
      [asks.contact.contactId, offers.contact.contactId].sort(),
    )
    expect((await desk.store.spentIn('2026')).get(offers.entry.entryId)).toBe(1)
    expect((await itemsOfKind(tables, 'audit')).filter(({ subject }) => subject === id)).toMatchObject([
      { what: 'introduce-peers', outcome: 'introduced' },
    ])
    expect(await failureOf(decide(id, { decision: 'introduce' }))).toBe('conflict introduction-elsewhere')
    expect(await noticesOf(id)).toHaveLength(2)
    expect(await seenOf(asks)).toMatchObject([
      { state: 'introduced', peer: { address: offers.contact.address } },
    ])
  })

  it('proposes two by the addresses of their pages: both are asked by mail, once, about what fits best', async () => {
    const { asks, offers } = await twoSidesIn(tables)
    const id = idOf(asks, offers)
    const body = {
      one: `https://register.example.org/register/${asks.entry.entryId}?lang=uk`,
      other: offers.entry.entryId,
    }
    expect(bodyOf(await proposes(body))).toMatchObject({ state: 'proposed', introductionId: id })
    expect(await stored(id)).toMatchObject({
      about: [{ request: asks.entry.items[0]?.itemId, offer: offers.entry.items[0]?.itemId }],
    })
    const notices = await noticesOf(id)
    expect(notices.map(({ template }) => template)).toEqual([
      'introduction-proposal',
      'introduction-proposal',
    ])
    expect((await itemsOfKind(tables, 'audit')).filter(({ subject }) => subject === id)).toMatchObject([
      { what: 'propose-peers', outcome: 'proposed' },
    ])
    expect(await seenOf(offers)).toMatchObject([{ state: 'proposed', may: ['yes', 'no'] }])
    expect(await failureOf(proposes(body))).toBe('conflict introduction-elsewhere')
    expect(await noticesOf(id)).toHaveLength(2)
  })

  it('proposes nothing about words that only the secretariat may read', async () => {
    const entryId = 'reticent'
    const { asks, offers } = await twoSidesIn(tables, {
      asks: { entryId, items: [anItem({ entryId, direction: 'request', visibility: 'secretariat' })] },
    })
    await proposes({ one: asks.entry.entryId, other: offers.entry.entryId })
    expect(await stored(idOf(asks, offers))).toMatchObject({ state: 'proposed', about: [] })
  })

  it('says at the field which entry cannot be proposed, and proposes nothing', async () => {
    const { asks, offers } = await twoSidesIn(tables, { offers: { state: 'paused' } })
    const fieldsOf = (body: Record<string, unknown>) =>
      proposes(body).catch((error: Failure) => error.fields.map(({ pointer, code }) => `${pointer} ${code}`))
    const one = asks.entry.entryId
    expect(await fieldsOf({ one, other: offers.entry.entryId })).toEqual(['/other no-public-entry-here'])
    expect(await fieldsOf({ one: 'no one?', other: one })).toEqual(['/one no-public-entry-here'])
    expect(await fieldsOf({ one, other: one })).toEqual(['/other same-entry-twice'])
    expect(await fieldsOf({ one })).toEqual(['/other missing'])
    expect(await stored(idOf(asks, offers))).toBeUndefined()
  })

  it('cannot introduce what one side alone wants, nor past the capacity of who helps', async () => {
    const { asks, offers } = await twoSidesIn(tables)
    await wants(asks, offers)
    expect(await failureOf(decide(idOf(asks, offers), { decision: 'introduce' }))).toBe(
      'conflict introduction-elsewhere',
    )
    const { id, offers: helper } = await bothWant({ offers: { capacity: 1 } })
    const next = await twoSidesIn(tables)
    await wants(next.asks, helper)
    await wants(helper, next.asks)
    await decide(id, { decision: 'introduce' })
    const past = idOf(next.asks, helper)
    expect(await failureOf(decide(past, { decision: 'introduce' }))).toBe('conflict capacity-spent')
    expect(await stored(past)).toMatchObject({ state: 'wanted' })
    expect(await noticesOf(past)).toEqual([])
  })

  it('closes one without telling anybody, and either may want it again later', async () => {
    const { id, asks, offers } = await bothWant()
    await decide(id, { decision: 'close' })
    expect(await seenOf(asks)).toMatchObject([{ state: 'came-to-nothing', may: [] }])
    expect(await noticesOf(id)).toEqual([])
    await wants(asks, offers)
    expect(await seenOf(offers)).toMatchObject([{ state: 'came-to-nothing' }])
  })
})

describe('the introduction mail', () => {
  it('goes to both, each in its language, with the other’s address, hopes, an agenda and a way out', async () => {
    const { id, asks, offers } = await bothWant()
    await decide(id, { decision: 'introduce' })
    const account = accountingMailer()
    const sender = aSender(tables, account.mailer, aClock())
    for (const notice of (await noticesOf(id)) as unknown as Notice[]) {
      await sendFromStream({ send: sendNotice(sender) })(insertOf(notice))
      await sendFromStream({ send: sendNotice(sender) })(insertOf(notice))
    }
    const textTo = (side: Side) =>
      Buffer.from(account.accepted.find(({ to }) => to === side.contact.address)?.raw ?? '').toString()
    expect(account.accepted).toHaveLength(2)
    expect(textTo(asks)).toContain('Content-Language: ar')
    expect(textTo(offers)).toContain('Content-Language: en')
    const plain = textTo(offers).replace(/=\r?\n/g, '')
    expect(plain).toContain(asks.contact.address)
    expect(plain).toContain('To see how sorting begins.')
    expect(plain).toContain('secretariat@example.org')
    expect(plain).toMatch(/\/answers\/token-\d{37}/)
  })

  it('is not sent when the peer is gone meanwhile', async () => {
    const { id, asks } = await bothWant()
    await decide(id, { decision: 'introduce' })
    const { DeleteCommand } = await import('@aws-sdk/lib-dynamodb')
    await tables.client.send(
      new DeleteCommand({
        TableName: tables.main,
        Key: { pk: `CONTACT#${asks.contact.contactId}`, sk: 'CONTACT' },
      }),
    )
    const account = accountingMailer()
    const sender = aSender(tables, account.mailer, aClock())
    const outcomes = await Promise.all(
      (await noticesOf(id)).map(({ noticeId }) => sendNotice(sender)(String(noticeId))),
    )
    expect(outcomes).toEqual(['suppressed', 'suppressed'])
    expect(account.accepted).toEqual([])
  })
})
