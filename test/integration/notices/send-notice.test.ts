import { UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { simpleParser } from 'mailparser'
import { beforeAll, describe, expect, it } from 'vitest'
import type { MailAnswer } from '../../../shared/notices/mailer.ts'
import type { Notice } from '../../../shared/notices/notice.ts'
import type { NoticeStore } from '../../../shared/notices/notice-store.ts'
import { type DueDeps, sendBulkNotices, sweepNotices } from '../../../shared/notices/send-due-notices.ts'
import { sendNotice } from '../../../shared/notices/send-notice.ts'
import { settleNotice } from '../../../shared/notices/settle-notice.ts'
import { hashOfToken } from '../../../shared/notices/token.ts'
import type { Tables } from '../../../shared/table/client.ts'
import { subscriptionTable } from '../../../shared/table/digest-table.ts'
import { keyOf } from '../../../shared/table/keys.ts'
import { noticeTable } from '../../../shared/table/notice-table.ts'
import { interleaving } from '../../support/interleaving.ts'
import { aMailEvent, throughSns } from '../../support/mail-events.ts'
import {
  aClaim,
  aClock,
  aConfirmation,
  aContact,
  accountingMailer,
  aDigest,
  aSender,
  putContact,
  putNotice,
} from '../../support/notices.ts'
import { itemsOfKind, putItem } from '../../support/table-items.ts'
import { freshTables } from '../../support/tables.ts'

let tables: Tables
beforeAll(async () => {
  tables = await freshTables()
  await putContact(tables, aContact())
})

const put = async <T extends Notice>(notice: T, on: Tables = tables): Promise<T> => {
  await putNotice(on, notice)
  return notice
}

const pace = { perSecond: 10, mostPerRun: 100, stopAfterMs: 30_000 }

/** A sender with jobs around it, on tables of its own where a job would meet others' notices. */
const aDesk = (on: Tables = tables) => {
  const clock = aClock()
  const account = accountingMailer()
  const sender = aSender(on, account.mailer, clock)
  const failed: string[] = []
  const deps: DueDeps = {
    store: sender.store,
    send: sendNotice(sender),
    now: clock.now,
    pause: async (ms) => clock.passMinutes(ms / 60_000),
    report: (noticeId) => failed.push(noticeId),
  }
  return {
    ...account,
    clock,
    failed,
    send: deps.send,
    sweep: sweepNotices(deps, pace),
    sendBulk: sendBulkNotices(deps, pace),
    settle: settleNotice(sender.store),
    stateOf: async (noticeId: string) => (await sender.store.noticeById(noticeId))?.state,
    noticeOf: (noticeId: string) => sender.store.noticeById(noticeId),
  }
}

/** A confirmation whose sender took the lease and was never heard of again. */
const leftSending = async (desk: ReturnType<typeof aDesk>, on: Tables) => {
  const notice = await put(aConfirmation(), on)
  const { store } = aSender(on, desk.mailer, desk.clock)
  const [now, until] = ['2026-11-23T09:00:01.000Z', '2026-11-23T09:02:01.000Z']
  await store.lease({ notice, holder: 'gone', addressHash: 'hash-of-amina', now, until })
  return notice
}

describe('a due notice', () => {
  it('is sent once, however often it is asked for', async () => {
    const desk = aDesk()
    const notice = aConfirmation({ event: 'once' })
    await putNotice(tables, notice)
    expect(await desk.send(notice.noticeId)).toBe('accepted')
    expect(await desk.send(notice.noticeId)).toBe('nothing-to-do')
    expect(desk.accepted).toHaveLength(1)
    expect(await desk.noticeOf(notice.noticeId)).toMatchObject({ state: 'accepted', messageId: 'message-1' })
  })

  it('is sent once by ten senders at the same time', async () => {
    const desk = aDesk()
    const notice = aConfirmation({ event: 'ten-senders' })
    await putNotice(tables, notice)
    await Promise.allSettled(Array.from({ length: 10 }, () => desk.send(notice.noticeId)))
    expect(desk.accepted).toHaveLength(1)
  })

  it('is left alone by a sender whose reading is stale: another took it and put it back', async () => {
    const desk = aDesk()
    const { noticeId } = await put(aDigest({ event: 'stale' }))
    const world = interleaving()
    const slow = aSender(tables, desk.mailer, desk.clock)
    const { noticeById, lease } = slow.store
    let outcome: string | undefined
    world.start(async (turn) => {
      const store: NoticeStore = {
        ...slow.store,
        noticeById: (id) => turn(() => noticeById(id)),
        lease: (wanted) => turn(() => lease(wanted)),
      }
      outcome = await sendNotice({ ...slow, store })(noticeId)
    })
    await world.step(() => 0)
    desk.answers.push({ kind: 'throttled', code: 'Throttling' })
    expect(await desk.send(noticeId)).toBe('throttled')
    await world.step(() => 0)
    expect(outcome).toBe('nothing-to-do')
    expect(desk.accepted).toEqual([])
    expect(await desk.noticeOf(noticeId)).toMatchObject({ state: 'due', fence: 1, attempts: 0 })
  })

  it('carries a link whose token the table knows by its hash', async () => {
    const desk = aDesk()
    const notice = aConfirmation({ event: 'link' })
    await putNotice(tables, notice)
    await desk.send(notice.noticeId)
    const { text = '' } = await simpleParser(Buffer.from(desk.accepted[0]?.raw ?? []))
    const token = /confirmations\/([^?\s]+)/.exec(text)?.[1] ?? ''
    expect(token).toHaveLength(43)
    expect(await subscriptionTable(tables).tokenByHash(hashOfToken(token))).toMatchObject({
      purpose: 'confirm-submission',
      submissionId: 's1',
      expiresAt: '2026-11-30T09:00:01.000Z',
    })
  })

  it('goes to nobody who bounced or complained, is erased, or has left the digests', async () => {
    const desk = aDesk()
    await putContact(tables, aContact({ contactId: 'bounced' }))
    await noticeTable(tables).suppress('hash-of-bounced', 'bounce', '2026-11-01T00:00:00.000Z')
    await putContact(tables, aContact({ contactId: 'left', digest: 'never' }))
    await putContact(tables, aContact({ contactId: 'typo', address: 'nobody at home' }))
    for (const [notice, outcome, why] of [
      [aConfirmation({ contactId: 'bounced' }), 'suppressed', 'suppressed-address'],
      [aClaim({ contactId: 'erased' }), 'suppressed', 'no-contact'],
      [aDigest({ contactId: 'left' }), 'suppressed', 'unsubscribed'],
      [aConfirmation({ contactId: 'typo' }), 'rejected', 'bad-address'],
    ] as const) {
      await putNotice(tables, notice)
      expect(await desk.send(notice.noticeId)).toBe(outcome)
      expect(await desk.noticeOf(notice.noticeId)).toMatchObject({ state: outcome, why })
    }
    expect(desk.asked()).toBe(0)
  })

  it('still confirms an address whose owner wants no digests', async () => {
    const desk = aDesk()
    await putContact(tables, aContact({ contactId: 'quiet', digest: 'never', state: 'unconfirmed' }))
    const notice = aConfirmation({ contactId: 'quiet' })
    await putNotice(tables, notice)
    expect(await desk.send(notice.noticeId)).toBe('accepted')
  })
})

describe('after an ambiguous answer', () => {
  it('a confirmation is sent again by the sweeper, and never a third time', async () => {
    const own = await freshTables()
    await putContact(own, aContact())
    const desk = aDesk(own)
    const notice = aConfirmation()
    await putNotice(own, notice)
    desk.answers.push('accepted-but-ambiguous', 'accepted-but-ambiguous')
    expect(await desk.send(notice.noticeId)).toBe('unknown')
    expect(await desk.send(notice.noticeId)).toBe('nothing-to-do')
    expect(await desk.sweep()).toMatchObject({ unknown: 0, nothingToDo: 0 })
    desk.clock.passMinutes(3)
    expect(await desk.sweep()).toMatchObject({ unknown: 1 })
    desk.clock.passMinutes(3)
    expect(await desk.sweep()).toMatchObject({ givenUp: 1 })
    desk.clock.passMinutes(60)
    expect(Object.values(await desk.sweep()).every((count) => count === 0)).toBe(true)
    expect(desk.acceptedOf(notice.noticeId)).toBe(2)
  })

  it("is settled by SES's own event, and then not sent again", async () => {
    const own = await freshTables()
    await putContact(own, aContact())
    const desk = aDesk(own)
    const notice = aConfirmation()
    await putNotice(own, notice)
    desk.answers.push('accepted-but-ambiguous')
    await desk.send(notice.noticeId)
    await desk.settle(throughSns(aMailEvent(notice.noticeId, 'Send')))
    desk.clock.passMinutes(10)
    await desk.sweep()
    expect(desk.acceptedOf(notice.noticeId)).toBe(1)
    expect(await desk.stateOf(notice.noticeId)).toBe('accepted')
  })

  it('a digest is never sent again; a late event still settles it', async () => {
    const own = await freshTables()
    await putContact(own, aContact())
    const desk = aDesk(own)
    const notice = aDigest()
    await putNotice(own, notice)
    desk.answers.push('accepted-but-ambiguous')
    expect(await desk.sendBulk()).toMatchObject({ unknown: 1 })
    desk.clock.passMinutes(61)
    expect(await desk.sendBulk()).toMatchObject({ givenUp: 1 })
    desk.clock.passMinutes(600)
    await desk.sendBulk()
    expect(desk.asked()).toBe(1)
    expect(await desk.stateOf(notice.noticeId)).toBe('unknown')
    await desk.settle(throughSns(aMailEvent(notice.noticeId, 'Delivery')))
    expect(await desk.stateOf(notice.noticeId)).toBe('accepted')
  })
})

describe('when SES refuses', () => {
  const refused = async (answer: MailAnswer) => {
    const own = await freshTables()
    await putContact(own, aContact())
    const desk = aDesk(own)
    const notices = [1, 2].map((n) => aDigest({ event: `digest:${n}`, now: `2026-11-23T0${n}:00:00.000Z` }))
    for (const notice of notices) await putNotice(own, notice)
    desk.answers.push(answer, answer)
    return { desk, notices }
  }

  it('too fast: the notice stays due and is sent later', async () => {
    const { desk } = await refused({ kind: 'throttled', code: 'Throttling' })
    expect(await desk.sendBulk()).toMatchObject({ throttled: 2 })
    expect(await desk.sendBulk()).toMatchObject({ accepted: 0, throttled: 0 })
    desk.clock.passMinutes(1)
    expect(await desk.sendBulk()).toMatchObject({ accepted: 2 })
    expect(desk.accepted).toHaveLength(2)
  })

  it('not at all: the queue is kept for when the account sends again', async () => {
    const { desk } = await refused({ kind: 'stopped', code: 'AccountSendingPausedException' })
    expect(await desk.sendBulk()).toMatchObject({ stopped: 2 })
    desk.clock.passMinutes(16)
    expect(await desk.sendBulk()).toMatchObject({ accepted: 2 })
  })

  it('this message: it is parked for the operator, and the others go on', async () => {
    const { desk, notices } = await refused({ kind: 'rejected', code: 'MessageRejected' })
    desk.answers.pop()
    expect(await desk.sendBulk()).toMatchObject({ rejected: 1, accepted: 1 })
    desk.clock.passMinutes(600)
    await desk.sendBulk()
    expect(desk.asked()).toBe(2)
    const states = await Promise.all(notices.map(({ noticeId }) => desk.stateOf(noticeId)))
    expect(states.sort()).toEqual(['accepted', 'rejected'])
  })
})

describe('the jobs', () => {
  it('sweep up what the stream lost, but leave it two minutes', async () => {
    const own = await freshTables()
    await putContact(own, aContact())
    const desk = aDesk(own)
    const lost = aConfirmation()
    await putNotice(own, lost)
    expect(await desk.sweep()).toMatchObject({ accepted: 0 })
    desk.clock.passMinutes(2)
    expect(await desk.sweep()).toMatchObject({ accepted: 1 })
  })

  it('send bulk notices at their pace and stop before the time-out; the next run goes on', async () => {
    const own = await freshTables()
    await putContact(own, aContact())
    const clock = aClock()
    const account = accountingMailer()
    const sender = aSender(own, account.mailer, clock)
    const paused: number[] = []
    const deps: DueDeps = {
      store: sender.store,
      send: sendNotice(sender),
      now: clock.now,
      pause: async (ms) => {
        paused.push(ms)
        clock.passMinutes(ms / 60_000)
      },
      report: () => {},
    }
    for (let n = 0; n < 9; n++) await putNotice(own, aDigest({ event: `digest:${n}` }))
    const run = sendBulkNotices(deps, { perSecond: 2, mostPerRun: 100, stopAfterMs: 3_000 })
    expect(await run()).toMatchObject({ accepted: 6 })
    expect(paused).toEqual([1000, 1000, 1000])
    expect(await run()).toMatchObject({ accepted: 3 })
    expect(account.accepted).toHaveLength(9)
  })

  it('park a notice that nobody can send, and send its neighbours', async () => {
    const own = await freshTables()
    await putContact(own, aContact())
    const desk = aDesk(own)
    const good = aDigest()
    const broken = aDigest({ event: 'broken', suggestions: [] })
    await putNotice(own, broken)
    await putNotice(own, good)
    expect(await desk.sendBulk()).toMatchObject({ accepted: 1, failed: 1 })
    expect(desk.failed).toEqual([broken.noticeId])
    expect(await desk.noticeOf(broken.noticeId)).toMatchObject({ state: 'rejected', why: 'defect' })
    expect(await desk.sendBulk()).toMatchObject({ accepted: 0, failed: 0 })
  })

  it('take an unreadable row out of the queue', async () => {
    const own = await freshTables()
    const desk = aDesk(own)
    const { noticeId, lane } = aDigest()
    const queued = { workPk: 'DUE#bulk#0', workSk: `2026-11-23T08:00:00.000Z#${noticeId}` }
    await putItem(own, 'notice', { noticeId }, { noticeId, lane, ...queued })
    expect(await desk.sendBulk()).toMatchObject({ failed: 1 })
    expect(await desk.sendBulk()).toMatchObject({ failed: 0 })
  })

  it('park what cannot be read any more since its sender is gone, once its lease is over', async () => {
    const own = await freshTables()
    await putContact(own, aContact())
    const desk = aDesk(own)
    const { noticeId } = await leftSending(desk, own)
    await own.client.send(
      new UpdateCommand({
        TableName: own.main,
        Key: keyOf('notice', { noticeId }),
        UpdateExpression: 'SET template = :damaged',
        ExpressionAttributeValues: { ':damaged': 'unheard-of' },
      }),
    )
    desk.clock.passMinutes(3)
    expect(await desk.sweep()).toMatchObject({ failed: 1 })
    expect(await itemsOfKind(own, 'notice')).toMatchObject([{ state: 'rejected', why: 'defect' }])
    expect(await desk.sweep()).toMatchObject({ failed: 0 })
  })

  it('park likewise what cannot be composed any more', async () => {
    const own = await freshTables()
    await putContact(own, aContact())
    const desk = aDesk(own)
    const { noticeId } = await leftSending(desk, own)
    await putContact(own, aContact({ address: 'nobody at home' }))
    desk.clock.passMinutes(3)
    expect(await desk.sweep()).toMatchObject({ rejected: 1 })
    expect(await desk.noticeOf(noticeId)).toMatchObject({ state: 'rejected', why: 'bad-address' })
    expect(await desk.sweep()).toMatchObject({ rejected: 0 })
  })
})
