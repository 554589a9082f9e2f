import { setTimeout as wait } from 'node:timers/promises'
import { type ConditionalCheckFailedException, DynamoDBClient } from '@aws-sdk/client-dynamodb'
import {
  BatchGetCommand,
  type BatchGetCommandInput,
  DynamoDBDocumentClient,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb'
import { Failure } from '../failures.ts'

/** The tables, as the stores need them: one client for the process and both names. */
export type Tables = {
  readonly client: DynamoDBDocumentClient
  /** The truth. */
  readonly main: string
  /** The search's snapshot and delta. */
  readonly index: string
}

/** One write of a transaction; stores hand these to each other so that what belongs together is one transaction. */
export type Write = NonNullable<TransactWriteCommandInput['TransactItems']>[number]

/** The one DynamoDB client of a process; region, credentials and endpoint come from the SDK's own environment. */
export const tablesNamed = (main: string, index: string): Tables => ({
  client: DynamoDBDocumentClient.from(new DynamoDBClient({}), {
    marshallOptions: { removeUndefinedValues: true },
  }),
  main,
  index,
})

/**
 * Which writes of a cancelled transaction failed, by position: `ConditionalCheckFailed`,
 * `TransactionConflict`, `None` …; undefined if the error is no cancelled transaction.
 */
export const cancellationsOf = (error: unknown): readonly string[] | undefined =>
  error instanceof Error && error.name === 'TransactionCanceledException'
    ? ((error as { CancellationReasons?: { Code?: string }[] }).CancellationReasons ?? []).map(
        (r) => r.Code ?? 'None',
      )
    : undefined

/**
 * Whether a single write was refused because its condition does not hold. What it gives of the stored item, if
 * asked for, is in DynamoDB's own notation (`{S: …}`): the document client translates answers, not errors.
 */
export const isFailedCondition = (error: unknown): error is ConditionalCheckFailedException =>
  error instanceof Error && error.name === 'ConditionalCheckFailedException'

/** Seconds since 1970, as DynamoDB's TTL wants them, some days after an ISO 8601 instant. */
export const epochSeconds = (iso: string, plusDays: number): number =>
  Math.floor(Date.parse(iso) / 1000) + plusDays * 86_400

/** How often a batch is asked in all for what DynamoDB leaves out of its answers. */
const batchRounds = 8

/**
 * Waits before a batch's round, from 0, is asked: not before the first, then up to 10 ms, 20 ms, 40 ms … at
 * random, at least half of it, so that processes throttled together do not come back together.
 *
 * @throws Failure `unavailable` when there were enough rounds
 */
export const beforeRound = async (round: number): Promise<void> => {
  if (round === batchRounds) throw new Failure('unavailable', 'try-again')
  if (round > 0) await wait(5 * 2 ** round * (0.5 + Math.random() / 2))
}

/**
 * The items with these keys of one table, strongly consistent, in no order; keys without an item are left out.
 * Asks for 100 at a time, the most that BatchGetItem takes, and again for what it leaves unprocessed.
 *
 * @throws Failure `unavailable` when DynamoDB leaves keys unprocessed for about a second
 */
export const batchGet = async (
  { client }: Pick<Tables, 'client'>,
  table: string,
  keys: readonly { readonly pk: string; readonly sk: string }[],
): Promise<Record<string, unknown>[]> => {
  const found: Record<string, unknown>[] = []
  for (let at = 0; at < keys.length; at += 100) {
    let asked: NonNullable<BatchGetCommandInput['RequestItems']> = {
      [table]: { Keys: keys.slice(at, at + 100), ConsistentRead: true },
    }
    for (let round = 0; Object.keys(asked).length > 0; round++) {
      await beforeRound(round)
      const { Responses, UnprocessedKeys } = await client.send(new BatchGetCommand({ RequestItems: asked }))
      found.push(...(Responses?.[table] ?? []))
      asked = UnprocessedKeys ?? {}
    }
  }
  return found
}
