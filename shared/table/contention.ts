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
 * Sends a transaction; false when what it was decided upon has changed, or others wrote the same at this moment: read
 * again and decide anew. Any other failure is thrown.
 */
export const written = async ({ client }: Pick<Tables, 'client'>, writes: Write[]): Promise<boolean> => {
  try {
    await client.send(new TransactWriteCommand({ TransactItems: writes }))
    return true
  } catch (error) {
    const cancelled = cancellationsOf(error)
    if (cancelled && isContention(cancelled)) return false
    throw error
  }
}
