import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb'
import { cancellationsOf, type Tables, type Write } from './client.ts'

/**
 * The codes of a cancelled transaction that another write, or a busy table, brings about: the same transaction,
 * decided anew, may succeed. (DynamoDB API reference, TransactWriteItems, "Cancellation reason codes".)
 */
const passing: ReadonlySet<string> = new Set(['None', 'ConditionalCheckFailed', 'TransactionConflict'])

/** The codes of a busy table: nobody else decided anything, so the same transaction is to be sent again. */
export const busy: ReadonlySet<string> = new Set(['ThrottlingError', 'ProvisionedThroughputExceeded'])

/**
 * Whether a transaction was cancelled by contention alone. Any other code (`ValidationError`, an item that grew
 * too large) is a defect, which no repetition heals and nobody may take for a race.
 *
 * @param cancellations from `cancellationsOf`
 */
export const isContention = (cancellations: readonly string[]): boolean =>
  cancellations.length > 0 && cancellations.every((code) => passing.has(code) || busy.has(code))

/**
 * Sends a transaction; undefined when it was written. When what it was decided upon has changed, or others wrote the
 * same at this moment, nothing was: then which of its writes failed, by position (`cancellationsOf`). Any other failure
 * is thrown.
 */
export const refusedWrites = async (
  { client }: Pick<Tables, 'client'>,
  writes: readonly Write[],
): Promise<readonly string[] | undefined> => {
  try {
    await client.send(new TransactWriteCommand({ TransactItems: [...writes] }))
    return undefined
  } catch (error) {
    const cancelled = cancellationsOf(error)
    if (!cancelled || !isContention(cancelled)) throw error
    return cancelled
  }
}

/** The same where it does not matter which: false means to read again and decide anew. */
export const written = async (tables: Pick<Tables, 'client'>, writes: readonly Write[]): Promise<boolean> =>
  (await refusedWrites(tables, writes)) === undefined
