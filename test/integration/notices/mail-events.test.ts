import { GetCommand } from '@aws-sdk/lib-dynamodb'
import { describe, expect, it } from 'vitest'
import { queueFunction } from '../../../shared/lambda/queue-function.ts'
import { sendNotice } from '../../../shared/notices/send-notice.ts'
import { settleNotice } from '../../../shared/notices/settle-notice.ts'
import { keyOf } from '../../../shared/table/keys.ts'
import { aMailEvent, throughSns } from '../../support/mail-events.ts'
import {
  aConfirmation,
  aContact,
  accountingMailer,
  aSender,
  putContact,
  putNotice,
} from '../../support/notices.ts'
import { freshTables } from '../../support/tables.ts'

const permanent = { bounce: { bounceType: 'Permanent' } }
const batchOf = (bodies: readonly string[]) =>
  ({ Records: bodies.map((body, at) => ({ messageId: `m${at}`, body })) }) as Parameters<
    ReturnType<typeof queueFunction>
  >[0]

const permutations = <T>(of: readonly T[]): T[][] =>
  of.length < 2
    ? [[...of]]
    : of.flatMap((first, at) => permutations(of.toSpliced(at, 1)).map((rest) => [first, ...rest]))

describe("SES's events", () => {
  it('end in the same state in every order, each twice', async () => {
    const tables = await freshTables()
    const orders = permutations(['Send', 'Delivery', 'Bounce', 'Complaint'])
    const ends = new Set<string>()
    for (const [at, order] of orders.entries()) {
      const contactId = `person-${at}`
      await putContact(tables, aContact({ contactId }))
      const notice = aConfirmation({ contactId })
      await putNotice(tables, notice)
      const account = accountingMailer()
      const sender = aSender(tables, account.mailer)
      account.answers.push('accepted-but-ambiguous')
      await sendNotice(sender)(notice.noticeId)
      const consume = queueFunction('on-mail-event', settleNotice(sender.store))
      const bodies = [...order, ...order].map((type) =>
        throughSns(aMailEvent(notice.noticeId, type, permanent)),
      )
      expect(await consume(batchOf(bodies))).toEqual({ batchItemFailures: [] })
      const suppression = await tables.client.send(
        new GetCommand({
          TableName: tables.main,
          Key: keyOf('suppression', { addressHash: `hash-of-${contactId}` }),
        }),
      )
      const { state, messageId } = (await sender.store.noticeById(notice.noticeId)) ?? {}
      ends.add(
        JSON.stringify([
          state,
          messageId === `message-of-${notice.noticeId}`,
          [...(suppression.Item?.reasons ?? [])].sort(),
        ]),
      )
    }
    expect(orders).toHaveLength(24)
    expect([...ends]).toEqual([JSON.stringify(['accepted', true, ['bounce', 'complaint']])])
  })

  it('never undo a rejection, before or after', async () => {
    const tables = await freshTables()
    await putContact(tables, aContact())
    for (const order of [
      ['Send', 'Reject'],
      ['Reject', 'Send'],
    ]) {
      const notice = aConfirmation({ event: order.join() })
      await putNotice(tables, notice)
      const sender = aSender(tables, accountingMailer().mailer)
      for (const type of order)
        await settleNotice(sender.store)(throughSns(aMailEvent(notice.noticeId, type)))
      expect(await sendNotice(sender)(notice.noticeId)).toBe('nothing-to-do')
      expect(await sender.store.noticeById(notice.noticeId)).toMatchObject({ state: 'rejected' })
    }
  })

  it('are told to the operator when a complaint comes after its notice was deleted, and do not come again', async () => {
    const tables = await freshTables()
    const settle = settleNotice(aSender(tables, accountingMailer().mailer).store)
    const late = throughSns(aMailEvent('long-gone', 'Complaint'))
    await expect(settle(late)).rejects.toMatchObject({ kind: 'gone', code: 'notice-no-longer-kept' })
    expect(await queueFunction('on-mail-event', settle)(batchOf([late]))).toEqual({ batchItemFailures: [] })
  })

  it('suppress an address whose contact is gone meanwhile, but none for a full mailbox', async () => {
    const tables = await freshTables()
    await putContact(tables, aContact())
    const sender = aSender(tables, accountingMailer().mailer)
    const notice = aConfirmation()
    await putNotice(tables, notice)
    await sendNotice(sender)(notice.noticeId)
    const settle = settleNotice(sender.store)
    await settle(throughSns(aMailEvent(notice.noticeId, 'Bounce', { bounce: { bounceType: 'Transient' } })))
    expect(await sender.store.isSuppressed('hash-of-amina')).toBe(false)
    await settle(throughSns(aMailEvent(notice.noticeId, 'Complaint')))
    expect(await sender.store.isSuppressed('hash-of-amina')).toBe(true)
  })

  it('report what cannot be read, and do the neighbours; events of unknown mails change nothing', async () => {
    const tables = await freshTables()
    await putContact(tables, aContact())
    const sender = aSender(tables, accountingMailer().mailer)
    const notice = aConfirmation()
    await putNotice(tables, notice)
    await sendNotice(sender)(notice.noticeId)
    const consume = queueFunction('on-mail-event', settleNotice(sender.store))
    const bodies = [
      'poison',
      throughSns(aMailEvent('no-such-notice', 'Complaint')),
      throughSns(aMailEvent(notice.noticeId, 'Bounce', permanent)),
    ]
    expect(await consume(batchOf(bodies))).toEqual({ batchItemFailures: [{ itemIdentifier: 'm0' }] })
    expect(await sender.store.isSuppressed('hash-of-amina')).toBe(true)
    expect(await sender.store.noticeById('no-such-notice')).toBeUndefined()
  })
})
