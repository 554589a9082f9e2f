import { beforeEach, describe, expect, it } from 'vitest'
import {
  answerCall,
  type CallsParts,
  listCalls,
  showCall,
} from '../../../functions/matchmaking/answer-calls.ts'
import {
  decideCall,
  draftCall,
  openCall,
  showDeskCall,
  showDeskCalls,
} from '../../../functions/secretariat/hold-calls.ts'
import type { Failure } from '../../../shared/failures.ts'
import type { HttpAnswer } from '../../../shared/http/request.ts'
import { planCalls } from '../../../shared/matchmaking/calls/plan-calls.ts'
import { sendNotice } from '../../../shared/notices/send-notice.ts'
import { deskCallsOperations } from '../../../shared/secretariat/desk-calls-operations.ts'
import { callAnswers, callWork } from '../../../shared/table/call-table.ts'
import type { Tables } from '../../../shared/table/client.ts'
import { contactById } from '../../../shared/table/contact-reads.ts'
import { entriesOf } from '../../../shared/table/entry-reads.ts'
import { expiryTable } from '../../../shared/table/renewal-table.ts'
import { sessionTable } from '../../../shared/table/session-table.ts'
import { anItem } from '../../support/builders.ts'
import { atDeskAs, deskPartsOn } from '../../support/desk.ts'
import { type Side, twoSidesIn } from '../../support/introductions.ts'
import { aClock, accountingMailer, aSender } from '../../support/notices.ts'
import { theProgrammes } from '../../support/programmes.ts'
import { registerOf } from '../../support/register-entries.ts'
import { aRequest, aSite } from '../../support/requests.ts'
import { itemsOfKind } from '../../support/table-items.ts'
import { freshTables } from '../../support/tables.ts'

let tables: Tables
let officer: Awaited<ReturnType<typeof atDeskAs>>
let sides: { readonly asks: Side; readonly offers: Side }

beforeEach(async () => {
  tables = await freshTables()
  officer = await atDeskAs(tables, 'officer')
  sides = await twoSidesIn(tables)
})

const words = {
  ...deskCallsOperations.draftCall.body.example,
  programme: 'cor-register',
  until: '2026-12-31',
}
const bodyOf = (answer: HttpAnswer) => JSON.parse(answer.body ?? '{}')
const failureOf = async (work: Promise<unknown>) => {
  const outcome = await work.catch((error: Failure) => error)
  return outcome instanceof Error ? `${(outcome as Failure).kind} ${(outcome as Failure).code}` : 'none'
}

const atDesk = (body: unknown, callId = '') =>
  aRequest({ headers: officer.headers, body, parameters: { callId } })
const drafted = async (stated: Partial<typeof words> = {}): Promise<string> =>
  bodyOf(await draftCall(deskPartsOn(tables))(atDesk({ ...words, ...stated }))).callId
const opened = async (stated: Partial<typeof words> = {}): Promise<string> => {
  const callId = await drafted(stated)
  await openCall(deskPartsOn(tables))(atDesk({ ...words, ...stated }, callId))
  return callId
}
const deskView = async (callId: string) =>
  bodyOf(await showDeskCall(deskPartsOn(tables))(atDesk(undefined, callId)))

const parts = (now = '2026-11-23T10:00:00.000Z'): CallsParts => ({
  site: aSite,
  store: {
    ...sessionTable(tables),
    ...callAnswers(tables),
    contactById: contactById(tables),
    entriesOf: entriesOf(tables),
  },
  now: () => now,
})
const seenBy = async (side: Side | undefined, callId: string, now?: string) =>
  bodyOf(await showCall(parts(now))(aRequest({ headers: side?.headers ?? {}, parameters: { callId } })))
const answers = (side: Side, callId: string, answer = 'take-part', now?: string) =>
  answerCall(parts(now))(aRequest({ headers: side.headers, body: { answer }, parameters: { callId } }))

/** Fires the clock's job over a register of both sides. */
const fired = (now = '2026-11-23T10:15:00.000Z') =>
  planCalls({
    store: callWork(tables),
    register: { open: async () => registerOf(sides.asks.entry, sides.offers.entry) },
    programmeOf: async ({ programme }) => (await theProgrammes().one(programme))?.programme,
    now: () => new Date(now),
    report: (_, error) => {
      throw error
    },
  })()
const invitations = async () =>
  (await itemsOfKind(tables, 'notice')).filter(({ template }) => template === 'call-invitation')

describe('a call', () => {
  it('is a draft that the desk alone sees, until it is opened with the words as they were reviewed (callById)', async () => {
    const callId = await drafted()
    expect(await deskView(callId)).toMatchObject({ state: 'draft', takingPart: [] })
    expect(await failureOf(seenBy(undefined, callId))).toBe('not-found no-such-call')
    await openCall(deskPartsOn(tables))(atDesk({ ...words, title: 'Sorting waste by the sea' }, callId))
    expect(await seenBy(undefined, callId)).toMatchObject({
      state: 'open',
      title: 'Sorting waste by the sea',
      next: 'sign-in',
      own: [],
    })
    const again = openCall(deskPartsOn(tables))(atDesk(words, callId))
    expect(await failureOf(again)).toBe('conflict call-elsewhere')
    expect((await itemsOfKind(tables, 'audit')).map(({ what }) => what).sort()).toEqual([
      'draft-call',
      'open-call',
    ])
  })

  it('is not opened for a day that is over, nor drafted with one that does not exist', async () => {
    const callId = await drafted()
    const late = openCall(deskPartsOn(tables))(atDesk({ ...words, until: '2026-11-22' }, callId))
    await expect(late).rejects.toMatchObject({ fields: [{ pointer: '/until', code: 'day-over' }] })
    const never = draftCall(deskPartsOn(tables))(atDesk({ ...words, until: '2027-02-30' }))
    await expect(never).rejects.toMatchObject({ fields: [{ pointer: '/until', code: 'bad-day' }] })
  })

  it('is listed while it is open, those that end first before the others (callsIn)', async () => {
    const later = await opened({ until: '2027-03-31' })
    const sooner = await opened({ until: '2026-12-01' })
    await drafted()
    const { calls } = bodyOf(await listCalls(parts())(aRequest()))
    expect(calls.map(({ callId }: { callId: string }) => callId)).toEqual([sooner, later])
    const atTheDesk = bodyOf(await showDeskCalls(deskPartsOn(tables))(atDesk(undefined)))
    expect(atTheDesk.calls.map(({ state }: { state: string }) => state)).toEqual(['draft', 'open', 'open'])
  })

  it('is told once to the people of each entry that might answer, whatever its capacity, and to nobody else', async () => {
    sides = await twoSidesIn(tables, { offers: { capacity: 0 } })
    const callId = await opened()
    expect(await fired()).toEqual({ closed: 0, invited: 1, told: 1 })
    expect(await fired()).toEqual({ closed: 0, invited: 0, told: 0 })
    expect(await invitations()).toMatchObject([
      { contactId: sides.offers.contact.contactId, lane: 'bulk', facts: { callId } },
    ])
    expect(await deskView(callId)).toMatchObject({ told: 1 })
  })

  it('tells those who ask, where it offers, and those who follow the theme', async () => {
    sides = await twoSidesIn(tables, {
      offers: { items: [anItem({ entryId: 'x', direction: 'interest' })] },
    })
    await opened({ direction: 'offer' })
    expect(await fired()).toMatchObject({ invited: 2 })
  })

  it('tells nobody twice where a run was cut off before it noted that all were told', async () => {
    await opened()
    const store = callWork(tables)
    const cutOff = planCalls({
      store: { ...store, changeCall: () => Promise.reject(new Error('cut off')) },
      register: { open: async () => registerOf(sides.asks.entry, sides.offers.entry) },
      programmeOf: async ({ programme }) => (await theProgrammes().one(programme))?.programme,
      now: () => new Date('2026-11-23T10:15:00.000Z'),
      report: () => {},
    })
    await expect(cutOff()).rejects.toThrow('try-again')
    expect(await fired()).toEqual({ closed: 0, invited: 0, told: 1 })
    expect(await invitations()).toHaveLength(1)
  })

  it('invites by a mail in the reader’s language that leads to its page, unless it is over by then', async () => {
    const callId = await opened()
    await fired()
    const { mailer, accepted } = accountingMailer()
    const send = sendNotice(aSender(tables, mailer, aClock('2026-11-23T10:16:00.000Z')))
    const [invitation] = await invitations()
    expect(await send(invitation?.noticeId)).toBe('accepted')
    expect(
      Buffer.from(accepted[0]?.raw ?? [])
        .toString()
        .replaceAll('=\r\n', ''),
    ).toContain(`/calls/${callId}`)
    const other = await opened()
    await fired()
    await decideCall(deskPartsOn(tables))(atDesk({ decision: 'close' }, other))
    const late = (await invitations()).find(({ facts }) => facts.callId === other)
    expect(await send(late?.noticeId)).toBe('suppressed')
  })

  it('is answered by somebody with a public entry, and taken back; the desk alone sees who (answersOf, takingPart)', async () => {
    const callId = await opened()
    const { offers, asks } = sides
    expect(await seenBy(offers, callId)).toMatchObject({ next: 'answer', own: [{ takesPart: false }] })
    await answers(offers, callId)
    await answers(offers, callId)
    expect(await seenBy(offers, callId)).toMatchObject({ own: [{ takesPart: true }] })
    expect((await deskView(callId)).takingPart).toMatchObject([{ entryId: offers.entry.entryId }])
    expect(JSON.stringify(await seenBy(asks, callId))).not.toContain(offers.entry.entryId)
    await answers(offers, callId, 'take-back')
    expect((await deskView(callId)).takingPart).toEqual([])
  })

  it('closes when its day is over; before the clock has done so, it takes no answer either', async () => {
    const callId = await opened({ until: '2026-11-23' })
    const after = '2026-11-24T00:00:01.000Z'
    expect(await failureOf(answers(sides.offers, callId, 'take-part', after))).toBe('conflict call-over')
    expect(await seenBy(sides.offers, callId, after)).toMatchObject({ next: 'over' })
    expect(await fired(after)).toEqual({ closed: 1, invited: 0, told: 0 })
    expect(await deskView(callId)).toMatchObject({ state: 'closed' })
  })

  it('forgets an entry that is deleted', async () => {
    const callId = await opened()
    const { entry } = sides.offers
    await answers(sides.offers, callId)
    const expiry = expiryTable(tables)
    await expiry.changeEntry(entry, { ...entry, state: 'erased', revision: entry.revision + 1 })
    expect(await expiry.forget(entry.entryId)).toBe(true)
    expect(await itemsOfKind(tables, 'callAnswer')).toEqual([])
    expect((await deskView(callId)).takingPart).toEqual([])
  })
})
