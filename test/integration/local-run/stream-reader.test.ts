import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PutCommand } from '@aws-sdk/lib-dynamodb'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { type DynamoDbWire, dynamoDbAt } from '../../../infra/local/data/dynamodb-wire.ts'
import type { Outcome } from '../../../infra/local/functions/instance.ts'
import { openCheckpoints } from '../../../infra/local/streams/checkpoints.ts'
import { readStream } from '../../../infra/local/streams/stream-reader.ts'
import type { StreamSourceWiring } from '../../../infra/local/templates/wiring.ts'
import type { Tables } from '../../../shared/table/client.ts'
import { wiredFunction } from '../../support/local-wiring.ts'
import { freshTables } from '../../support/tables.ts'

let tables: Tables
let dynamoDb: DynamoDbWire
let folder: string
let streamArn: string
beforeEach(async () => {
  tables = await freshTables({ stream: true })
  dynamoDb = dynamoDbAt(inject('dynamodbEndpoint'), 'eu-central-1')
  folder = mkdtempSync(join(tmpdir(), 'stream-'))
  const { Table } = await dynamoDb.call('DynamoDB_20120810.DescribeTable', { TableName: tables.main })
  streamArn = (Table as { LatestStreamArn: string }).LatestStreamArn
})
afterEach(() => {
  dynamoDb.close()
  rmSync(folder, { recursive: true, force: true })
})

const source: StreamSourceWiring = {
  functionArn: 'arn:function',
  streamArn: 'arn:stream',
  batchSize: 10,
  windowSeconds: 0,
  filters: [{ eventName: ['INSERT'], dynamodb: { NewImage: { kind: { S: ['notice'] } } } }],
  reportsItemFailures: true,
  startsAt: 'TRIM_HORIZON',
  bisects: true,
  maximumRetryAttempts: 2,
  onFailureArn: 'arn:failures',
}

type Record = {
  readonly eventSourceARN: string
  readonly dynamodb: {
    readonly SequenceNumber: string
    readonly NewImage: { readonly pk: { readonly S: string } }
  }
}

const put = (pk: string, kind = 'notice') =>
  tables.client.send(new PutCommand({ TableName: tables.main, Item: { pk, sk: 'x', kind, v: 1 } }))

/** Reads until `enough`, with a function that reports each record of `poison`; waits for nothing. */
const read = async (
  poison: readonly string[],
  enough: (done: readonly string[], letters: number) => boolean,
) => {
  const done: string[] = []
  const events: Record[] = []
  const letters: string[] = []
  const invoke = async (event: unknown): Promise<Outcome> => {
    const { Records } = event as { Records: Record[] }
    events.push(...Records)
    const at = Records.findIndex(({ dynamodb }) => poison.includes(dynamodb.NewImage.pk.S))
    for (const { dynamodb } of at < 0 ? Records : Records.slice(0, at)) done.push(dynamodb.NewImage.pk.S)
    const failed = Records[at]
    return {
      ok: true,
      requestId: randomUUID(),
      answer: {
        batchItemFailures: failed ? [{ itemIdentifier: failed.dynamodb.SequenceNumber }] : [],
      },
    }
  }
  await readStream({
    dynamoDb,
    source,
    realStreamArn: streamArn,
    shownStreamArn: 'arn:shown',
    region: 'eu-central-1',
    target: { wiring: wiredFunction(), invoke, warm: async () => {}, stop: async () => {} },
    checkpoints: openCheckpoints(join(folder, 'checkpoints.json')),
    sendTo: (queueArn, body) => {
      expect(queueArn).toBe('arn:failures')
      letters.push(body)
    },
    pauses: {
      now: Date.now,
      pause: async () => {},
      stopped: () => enough(done, letters.length),
    },
    untilWritten: async () => {},
    tell: () => {},
  })
  return { done, events, letters: letters.map((letter) => JSON.parse(letter)) }
}

describe('a stream of a real table', () => {
  it('brings the records that pass the filter in order, as events of the function', async () => {
    await put('a')
    await put('b', 'entry')
    await put('c')
    const { done, events } = await read([], (all) => all.length >= 2)
    expect(done).toEqual(['a', 'c'])
    expect(events[0]).toMatchObject({
      eventName: 'INSERT',
      eventSource: 'aws:dynamodb',
      eventSourceARN: 'arn:shown',
      awsRegion: 'eu-central-1',
      dynamodb: { NewImage: { pk: { S: 'a' }, v: { N: '1' } }, Keys: { pk: { S: 'a' }, sk: { S: 'x' } } },
    })
  })

  it('puts a poison record into the dead letters, by its place only; its neighbours are done', async () => {
    for (const pk of ['a', 'b', 'poison', 'c', 'd']) await put(pk)
    const { done, letters, events } = await read(['poison'], (all, dead) => all.length >= 4 && dead >= 1)
    expect([...new Set(done)].sort()).toEqual(['a', 'b', 'c', 'd'])
    expect(letters).toHaveLength(1)
    const poison = events.find(({ dynamodb }) => dynamodb.NewImage.pk.S === 'poison')
    expect(letters[0]).toMatchObject({
      requestContext: { condition: 'RetryAttemptsExhausted', approximateInvokeCount: 3 },
      DDBStreamBatchInfo: {
        batchSize: 1,
        startSequenceNumber: poison?.dynamodb.SequenceNumber,
        endSequenceNumber: poison?.dynamodb.SequenceNumber,
        streamArn: 'arn:shown',
      },
    })
    expect(JSON.stringify(letters)).not.toContain('poison')
  })

  it('goes on after the last record that the run before had done', async () => {
    await put('a')
    await read([], (all) => all.length >= 1)
    await put('b')
    expect((await read([], (all) => all.length >= 1)).done).toEqual(['b'])
  })
})
