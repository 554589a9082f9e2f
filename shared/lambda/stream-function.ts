import type { Context, DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda'
import { Failure } from '../failures.ts'
import { backgroundOutcomeOf } from './failure-outcome.ts'
import { errorFields, log } from './log.ts'

/** `stop`: what is left of the batch is to be left alone; it is found later by other means. */
export type RecordOutcome = 'done' | 'stop'

/** No record is begun with less time than this left: a hand-over to SES may take 13 s. */
const leastMs = 15_000

/**
 * The Lambda handler of a stream consumer whose records are independent of each other and safe to repeat.
 *
 * Records are handled one after the other, past those that fail: Lambda goes back to the first that is
 * reported, and whatever then becomes of it (again, halved, dead letter), its neighbours are done. Work whose
 * order matters must stop at the first failure instead.
 */
export const streamFunction =
  (name: string, handle: (record: DynamoDBRecord) => Promise<RecordOutcome>) =>
  async (
    event: DynamoDBStreamEvent,
    context?: Pick<Context, 'getRemainingTimeInMillis'>,
  ): Promise<DynamoDBBatchResponse> => {
    const failed: string[] = []
    for (const record of event.Records) {
      const sequence = record.dynamodb?.SequenceNumber ?? ''
      if (context && context.getRemainingTimeInMillis() < leastMs) {
        failed.push(sequence)
        continue
      }
      try {
        if ((await handle(record)) === 'stop') break
      } catch (error) {
        const dropped = error instanceof Failure && backgroundOutcomeOf(error.kind) === 'drop'
        log[dropped ? 'warn' : 'error']('record-failed', {
          consumer: name,
          eventId: record.eventID,
          dropped,
          ...errorFields(error instanceof Failure ? (error.cause ?? error) : error),
        })
        if (!dropped) failed.push(sequence)
      }
    }
    log.info('batch-done', { consumer: name, records: event.Records.length, failed: failed.length })
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) }
  }
