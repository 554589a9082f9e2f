import { randomUUID } from 'node:crypto'
import { DynamoDbError, type DynamoDbWire } from '../data/dynamodb-wire.ts'
import type { Pauses } from '../functions/asynchronous.ts'
import type { LocalFunction } from '../functions/local-function.ts'
import type { StreamSourceWiring } from '../templates/wiring.ts'
import { deliverBatch, Interrupted, type StreamRecord } from './batch-delivery.ts'
import type { Checkpoints } from './checkpoints.ts'
import { passesFilters } from './filter-pattern.ts'

const api = 'DynamoDBStreams_20120810'

export type StreamReaderParts = {
  readonly dynamoDb: DynamoDbWire
  readonly source: StreamSourceWiring
  /** The stream's ARN as DynamoDB knows it. */
  readonly realStreamArn: string
  /** The stream's ARN as it would stand in AWS, for events. */
  readonly shownStreamArn: string
  readonly region: string
  readonly target: LocalFunction
  readonly checkpoints: Checkpoints
  /** Puts a text into the queue of an ARN. */
  readonly sendTo: (queueArn: string, body: string) => void
  readonly pauses: Pauses
  /** Waits until the table was written to, at most the milliseconds. */
  readonly untilWritten: (milliseconds: number) => Promise<void>
  readonly tell: (line: string) => void
}

type Shard = {
  readonly ShardId: string
  readonly ParentShardId?: string
  readonly SequenceNumberRange?: { readonly EndingSequenceNumber?: string }
}

/** How long a reader waits for a write before it looks by itself. */
const idle = 1000

/**
 * Reads a table's stream for one function until the run stops, from where the last run ended. Several readers
 * of one stream do not know of each other.
 */
export const readStream = async (parts: StreamReaderParts): Promise<void> => {
  const { pauses, tell, target } = parts
  while (!pauses.stopped()) {
    try {
      for (const shard of await shardsOf(parts)) await readShard(parts, shard)
      await parts.untilWritten(idle)
    } catch (error) {
      if (error instanceof Interrupted || pauses.stopped()) return
      tell(`FAILED  reading the stream for ${target.wiring.title}: ${String(error)}`)
      await pauses.pause(idle)
    }
  }
}

/** Shards in order, parents first, without those that are read to their end. */
const shardsOf = async ({ dynamoDb, realStreamArn, checkpoints, target }: StreamReaderParts) => {
  const shards: Shard[] = []
  let from: string | undefined
  do {
    const { StreamDescription } = (await dynamoDb.call(`${api}.DescribeStream`, {
      StreamArn: realStreamArn,
      ...(from !== undefined && { ExclusiveStartShardId: from }),
    })) as { StreamDescription: { Shards?: Shard[]; LastEvaluatedShardId?: string } }
    shards.push(...(StreamDescription.Shards ?? []))
    from = StreamDescription.LastEvaluatedShardId
  } while (from !== undefined)
  const place = new Map(shards.map((shard, i) => [shard.ShardId, i]))
  const depth = (shard: Shard | undefined): number => {
    const parent = shards[place.get(shard?.ParentShardId ?? '') ?? -1]
    return parent ? depth(parent) + 1 : 0
  }
  return shards
    .filter((shard) => checkpoints.of(target.wiring.name, shard.ShardId) !== 'read')
    .map((shard) => ({ shard, depth: depth(shard) }))
    .sort((a, b) => a.depth - b.depth)
    .map(({ shard }) => shard)
}

/** Reads a shard until it has nothing more, or for as long as it is open and being written to. */
const readShard = async (parts: StreamReaderParts, shard: Shard): Promise<void> => {
  const { dynamoDb, source, checkpoints, pauses, target, untilWritten } = parts
  const { name } = target.wiring
  let iterator = await iteratorOf(parts, shard.ShardId)
  let waiting: StreamRecord[] = []
  let waitingSince = pauses.now()
  while (!pauses.stopped()) {
    const { Records = [], NextShardIterator } = (await dynamoDb.call(`${api}.GetRecords`, {
      ShardIterator: iterator,
      Limit: 1000,
    })) as { Records?: StreamRecord[]; NextShardIterator?: string }
    if (Records.length > 0 && waiting.length === 0) waitingSince = pauses.now()
    waiting.push(...Records)
    const ended = NextShardIterator === undefined
    // Filters come before batches: what does not pass counts for nothing.
    let wanted = waiting.filter((record) => passesFilters(source.filters, record))
    const due = ended || pauses.now() - waitingSince >= source.windowSeconds * 1000
    while (wanted.length >= source.batchSize || (wanted.length > 0 && due)) {
      const batch = wanted.slice(0, source.batchSize)
      await deliver(parts, shard.ShardId, batch)
      wanted = wanted.slice(batch.length)
      checkpoints.set(name, shard.ShardId, batch.at(-1)?.dynamodb.SequenceNumber ?? '')
    }
    const last = waiting.at(-1)
    if (wanted.length === 0 && last) checkpoints.set(name, shard.ShardId, last.dynamodb.SequenceNumber)
    waiting = wanted
    if (ended) {
      checkpoints.set(name, shard.ShardId, 'read')
      return
    }
    iterator = NextShardIterator
    if (Records.length === 0) {
      await untilWritten(waiting.length > 0 ? 100 : idle)
      // Another shard may have opened behind an iterator that never ends. With `LATEST` a reader that never
      // got a record keeps its iterator: it has no other place to go on from.
      const hasPlace = source.startsAt === 'TRIM_HORIZON' || checkpoints.of(name, shard.ShardId) !== undefined
      if (waiting.length === 0 && hasPlace && pauses.now() - waitingSince > 60_000) return
    }
  }
  throw new Interrupted()
}

const iteratorOf = async (
  { dynamoDb, realStreamArn, checkpoints, source, target }: StreamReaderParts,
  shardId: string,
): Promise<string> => {
  const checkpoint = checkpoints.of(target.wiring.name, shardId)
  const ask = async (from: object) =>
    (
      (await dynamoDb.call(`${api}.GetShardIterator`, {
        StreamArn: realStreamArn,
        ShardId: shardId,
        ...from,
      })) as { ShardIterator: string }
    ).ShardIterator
  if (checkpoint === undefined) return ask({ ShardIteratorType: source.startsAt })
  try {
    return await ask({ ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: checkpoint })
  } catch (error) {
    // Streams keep 24 hours: a longer pause between two runs loses the rest, as it would in AWS.
    if (error instanceof DynamoDbError && error.name === 'TrimmedDataAccessException')
      return ask({ ShardIteratorType: 'TRIM_HORIZON' })
    throw error
  }
}

const deliver = (
  parts: StreamReaderParts,
  shardId: string,
  batch: readonly StreamRecord[],
): Promise<void> => {
  const { source, target, pauses, shownStreamArn, region } = parts
  let requestId = ''
  let threw = false
  return deliverBatch(
    {
      source,
      now: pauses.now,
      stopped: pauses.stopped,
      pause: (attempts) => pauses.pause(Math.min(60_000, 250 * 2 ** attempts)),
      invoke: async (records) => {
        const outcome = await target.invoke({
          Records: records.map((record) => ({
            ...record,
            awsRegion: region,
            eventSource: 'aws:dynamodb',
            eventSourceARN: shownStreamArn,
          })),
        })
        requestId = outcome.requestId
        threw = !outcome.ok
        return outcome.ok ? { ok: true, answer: outcome.answer } : { ok: false, requestId }
      },
      giveUp: (records, why) => {
        parts.tell(
          `GIVEN UP  ${target.wiring.title}: ${records.length} record(s) of the stream (${why.condition})`,
        )
        if (source.onFailureArn !== undefined)
          parts.sendTo(
            source.onFailureArn,
            deadLetter({
              records,
              ...why,
              requestId,
              threw,
              shardId,
              shownStreamArn,
              target,
              now: pauses.now(),
            }),
          )
      },
    },
    batch,
  )
}

/** What Lambda sends to a stream's failure destination: where the records are, never the records. */
export const deadLetter = ({
  records,
  condition,
  attempts,
  requestId,
  threw,
  shardId,
  shownStreamArn,
  target,
  now,
}: {
  readonly records: readonly StreamRecord[]
  readonly condition: string
  readonly attempts: number
  readonly requestId: string
  /** Whether the function ended with an error, rather than reporting records as failed. */
  readonly threw: boolean
  readonly shardId: string
  readonly shownStreamArn: string
  readonly target: Pick<LocalFunction, 'wiring'>
  readonly now: number
}): string => {
  const first = records[0]?.dynamodb
  const last = records.at(-1)?.dynamodb
  const time = (seconds: number | undefined) => new Date((seconds ?? 0) * 1000).toISOString()
  return JSON.stringify({
    requestContext: {
      requestId: requestId || randomUUID(),
      functionArn: target.wiring.arn,
      condition,
      approximateInvokeCount: attempts,
    },
    responseContext: {
      statusCode: 200,
      executedVersion: '$LATEST',
      ...(threw && { functionError: 'Unhandled' }),
    },
    version: '1.0',
    timestamp: new Date(now).toISOString(),
    DDBStreamBatchInfo: {
      shardId,
      startSequenceNumber: first?.SequenceNumber,
      endSequenceNumber: last?.SequenceNumber,
      approximateArrivalOfFirstRecord: time(first?.ApproximateCreationDateTime),
      approximateArrivalOfLastRecord: time(last?.ApproximateCreationDateTime),
      batchSize: records.length,
      streamArn: shownStreamArn,
    },
  })
}
