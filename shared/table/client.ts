import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb'

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
