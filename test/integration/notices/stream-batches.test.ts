import type { DynamoDBRecord } from 'aws-lambda'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sendFromStream } from '../../../functions/notices/send-from-stream.ts'
import { streamFunction } from '../../../shared/lambda/stream-function.ts'
import { sendNotice } from '../../../shared/notices/send-notice.ts'
import {
  aClaim,
  aConfirmation,
  aContact,
  accountingMailer,
  aSender,
  insertOf,
  putContact,
  putNotice,
} from '../../support/notices.ts'
import { itemsOfKind } from '../../support/table-items.ts'
import { freshTables } from '../../support/tables.ts'

const poison: DynamoDBRecord = {
  eventID: 'poison',
  eventName: 'INSERT',
  dynamodb: { SequenceNumber: '99', NewImage: { kind: { S: 'notice' }, lane: { S: 'prompt' } } },
}

/** What the stream does after a partial answer: goes back to the first failure, halves, gives up after tries. */
const deliver = async (
  consume: ReturnType<typeof streamFunction>,
  records: readonly DynamoDBRecord[],
  deadLetters: DynamoDBRecord[],
  tries = 2,
): Promise<void> => {
  if (records.length === 0) return
  const { batchItemFailures } = await consume({ Records: [...records] })
  const failed = batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)
  const from = records.findIndex(({ dynamodb }) => failed.includes(dynamodb?.SequenceNumber ?? ''))
  if (from < 0) return
  const rest = records.slice(from)
  if (rest.length > 1) {
    const half = Math.ceil(rest.length / 2)
    await deliver(consume, rest.slice(0, half), deadLetters)
    await deliver(consume, rest.slice(half), deadLetters)
  } else if (tries > 0) await deliver(consume, rest, deadLetters, tries - 1)
  else deadLetters.push(...rest)
}

/** The notices of a table, without what chance and clocks put into them. */
const statesOf = async (tables: Awaited<ReturnType<typeof freshTables>>) =>
  (await itemsOfKind(tables, 'notice'))
    .map(({ noticeId, state, attempts, fence, workPk }) => ({ noticeId, state, attempts, fence, workPk }))
    .sort((a, b) => (a.noticeId < b.noticeId ? -1 : 1))

const aHouse = async (people: number) => {
  const tables = await freshTables()
  const notices = []
  for (let n = 0; n < people; n++) {
    const contactId = `person-${n}`
    await putContact(tables, aContact({ contactId }))
    const notice = (n % 3 === 0 ? aClaim : aConfirmation)({ event: `event:${n}`, contactId })
    await putNotice(tables, notice)
    notices.push(notice)
  }
  const account = accountingMailer()
  const consume = streamFunction(
    'send-notice',
    sendFromStream({ send: sendNotice(aSender(tables, account.mailer)) }),
  )
  const records = notices.map((notice, at) => insertOf(notice, String(at + 1)))
  return { tables, notices, account, consume, records }
}

describe('a batch of the stream', () => {
  it('replayed twice, split and reordered across keys ends in the same state, with no second mail', async () => {
    const once = await aHouse(6)
    const dead: DynamoDBRecord[] = []
    await deliver(once.consume, once.records, dead)
    const expected = await statesOf(once.tables)
    expect(expected.every(({ state, workPk }) => state === 'accepted' && workPk === undefined)).toBe(true)

    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], { minLength: 12 }),
        fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 4 }),
        async (order, cuts) => {
          const house = await aHouse(6)
          // Each record twice, in any order, in any batches.
          const history = order.flatMap((at) => house.records[at % 6] ?? [])
          const edges = [0, ...[...cuts].sort((a, b) => a - b), history.length]
          for (const [at, edge] of edges.slice(1).entries())
            await deliver(house.consume, history.slice(edges[at], edge), dead)
          expect(await statesOf(house.tables)).toEqual(expected)
          expect(house.account.accepted).toHaveLength(6)
        },
      ),
      { numRuns: 6 },
    )
    expect(dead).toEqual([])
  })

  it('with a poison record anywhere does the neighbours and makes one dead letter', {
    timeout: 120_000,
  }, async () => {
    for (const at of [0, 1, 3]) {
      const house = await aHouse(3)
      const dead: DynamoDBRecord[] = []
      await deliver(house.consume, house.records.toSpliced(at, 0, poison), dead)
      expect(dead.map(({ eventID }) => eventID)).toEqual(['poison'])
      expect(house.account.accepted.map(({ noticeId }) => noticeId).sort()).toEqual(
        house.notices.map(({ noticeId }) => noticeId).sort(),
      )
    }
  })

  it('is left alone after the account was paused, and comes out of the queue later', async () => {
    const house = await aHouse(4)
    house.account.answers.push({ kind: 'stopped', code: 'AccountSendingPausedException' })
    expect(await house.consume({ Records: house.records })).toEqual({ batchItemFailures: [] })
    expect(house.account.asked()).toBe(1)
    expect((await statesOf(house.tables)).every(({ state, workPk }) => state === 'due' && workPk)).toBe(true)
  })
})
