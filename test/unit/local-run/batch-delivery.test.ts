import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type BatchDeliveryParts,
  deliverBatch,
  Interrupted,
  type StreamRecord,
} from '../../../infra/local/streams/batch-delivery.ts'
import { deadLetter } from '../../../infra/local/streams/stream-reader.ts'
import { wiredFunction } from '../../support/local-wiring.ts'

const now = Date.parse('2026-11-23T09:00:00Z')

const aRecord = (n: number, ageSeconds = 1): StreamRecord => ({
  eventID: `e${n}`,
  eventName: 'INSERT',
  dynamodb: { SequenceNumber: String(n), ApproximateCreationDateTime: now / 1000 - ageSeconds },
})
const records = (count: number) => Array.from({ length: count }, (_, i) => aRecord(i + 1))
const numbers = (batch: readonly StreamRecord[]) =>
  batch.map(({ dynamodb }) => Number(dynamodb.SequenceNumber))

type Behaviour = (batch: readonly number[]) => 'error' | { readonly failed: readonly (number | string)[] }

/** Delivers records to a function that behaves so, and tells what happened in which order. */
const delivered = async (
  batch: readonly StreamRecord[],
  behaviour: Behaviour,
  source: Partial<BatchDeliveryParts['source']> = {},
  stopped: () => boolean = () => false,
) => {
  const calls: number[][] = []
  const givenUp: { records: number[]; condition: string; attempts: number }[] = []
  const pauses: number[] = []
  await deliverBatch(
    {
      source: { bisects: true, reportsItemFailures: true, maximumRetryAttempts: 2, ...source },
      invoke: async (given) => {
        calls.push(numbers(given))
        const outcome = behaviour(numbers(given))
        return outcome === 'error'
          ? { ok: false, requestId: 'r' }
          : {
              ok: true,
              answer: { batchItemFailures: outcome.failed.map((n) => ({ itemIdentifier: String(n) })) },
            }
      },
      giveUp: (given, why) => givenUp.push({ records: numbers(given), ...why }),
      now: () => now,
      pause: async (attempts) => void pauses.push(attempts),
      stopped,
    },
    batch,
  )
  return { calls, givenUp, pauses }
}

const allDone: Behaviour = () => ({ failed: [] })
/** Stops at the first poison record and reports it, as a handler that works in order does. */
const reporting =
  (...poison: number[]): Behaviour =>
  (batch) => ({ failed: batch.filter((n) => poison.includes(n)).slice(0, 1) })
const throwing =
  (...poison: number[]): Behaviour =>
  (batch) =>
    batch.some((n) => poison.includes(n)) ? 'error' : { failed: [] }

describe('a batch of a stream', () => {
  it('is done in one call when nothing fails', async () => {
    expect(await delivered(records(3), allDone)).toEqual({ calls: [[1, 2, 3]], givenUp: [], pauses: [] })
  })

  it('goes on from the lowest record that is reported as failed', async () => {
    let first = true
    const once: Behaviour = () => {
      const failed = first ? [4, 2] : []
      first = false
      return { failed }
    }
    expect((await delivered(records(4), once)).calls).toEqual([
      [1, 2, 3, 4],
      [2, 3, 4],
    ])
  })

  it('is bisected until the poison record is alone, and its neighbours are done', async () => {
    const { calls, givenUp, pauses } = await delivered(records(4), throwing(3))
    expect(givenUp).toEqual([{ records: [3], condition: 'RetryAttemptsExhausted', attempts: 3 }])
    expect(calls).toEqual([[1, 2, 3, 4], [1, 2], [3, 4], [3], [3], [3], [4]])
    expect(pauses).toEqual([1, 2])
  })

  it('isolates a poison record that is reported, too', async () => {
    const { calls, givenUp } = await delivered(records(4), reporting(2))
    expect(givenUp.map((each) => each.records)).toEqual([[2]])
    expect(calls.at(-1)).toEqual([4])
    expect(calls.flat()).toEqual(expect.arrayContaining([3, 4]))
  })

  it('fails as a whole when the report names none of its records', async () => {
    const { givenUp } = await delivered(records(2), (batch) => ({ failed: batch.includes(2) ? [''] : [] }))
    expect(givenUp.map((each) => each.records)).toEqual([[2]])
  })

  it('takes no report where the mapping does not ask for one', async () => {
    const { calls } = await delivered(records(2), reporting(1), { reportsItemFailures: false })
    expect(calls).toEqual([[1, 2]])
  })

  it('is given up whole where it is not to be bisected', async () => {
    const { givenUp, calls } = await delivered(records(3), throwing(2), { bisects: false })
    expect(givenUp.map((each) => each.records)).toEqual([[1, 2, 3]])
    expect(calls).toHaveLength(3)
  })

  it('leaves out records over the age limit, without a call', async () => {
    const { calls, givenUp } = await delivered([aRecord(1, 7200), aRecord(2)], allDone, {
      maximumRecordAgeSeconds: 3600,
    })
    expect(calls).toEqual([[2]])
    expect(givenUp).toEqual([{ records: [1], condition: 'RecordAgeExceeded', attempts: 0 }])
  })

  it('is interrupted by the end of the run, so that its records come again', async () => {
    let calls = 0
    const failing: Behaviour = () => {
      calls++
      return 'error'
    }
    await expect(delivered(records(1), failing, {}, () => calls > 0)).rejects.toThrow(Interrupted)
  })

  it('whatever is poison: every other record is done, every poison record is given up once', async () => {
    const size = 10
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.integer({ min: 1, max: size }), { maxLength: size }),
        fc.boolean(),
        async (poison, throws) => {
          const done = new Set<number>()
          const behaviour: Behaviour = (batch) => {
            const at = batch.findIndex((n) => poison.includes(n))
            for (const n of at < 0 ? batch : batch.slice(0, at)) done.add(n)
            if (at < 0) return { failed: [] }
            return throws ? 'error' : { failed: [batch[at] ?? ''] }
          }
          const { givenUp } = await delivered(records(size), behaviour)
          expect(givenUp.flatMap((each) => each.records).sort()).toEqual([...poison].sort())
          expect(done.size).toBe(size - poison.length)
        },
      ),
    )
  })
})

it('a dead letter says where the records are, and never what they hold', () => {
  const [first, last] = [aRecord(7, 60), { ...aRecord(9, 30), secret: 'canary' }]
  const letter = deadLetter({
    records: [first, last],
    condition: 'RetryAttemptsExhausted',
    attempts: 6,
    requestId: 'r-1',
    threw: true,
    shardId: 'shard-1',
    shownStreamArn: 'arn:stream',
    target: { wiring: wiredFunction({ arn: 'arn:function' }) },
    now,
  })
  expect(letter).not.toContain('canary')
  expect(JSON.parse(letter)).toMatchObject({
    requestContext: {
      requestId: 'r-1',
      functionArn: 'arn:function',
      condition: 'RetryAttemptsExhausted',
      approximateInvokeCount: 6,
    },
    responseContext: { functionError: 'Unhandled' },
    DDBStreamBatchInfo: {
      shardId: 'shard-1',
      startSequenceNumber: '7',
      endSequenceNumber: '9',
      approximateArrivalOfFirstRecord: '2026-11-23T08:59:00.000Z',
      batchSize: 2,
      streamArn: 'arn:stream',
    },
  })
})
