import type { SQSBatchResponse, SQSEvent } from 'aws-lambda'
import { Failure } from '../failures.ts'
import { backgroundOutcomeOf } from './failure-outcome.ts'
import { errorFields, log } from './log.ts'

/**
 * The Lambda handler of a queue's consumer. Each message stands for itself; those that fail are reported, come
 * again, and after the queue's `maxReceiveCount` go to its dead-letter queue.
 */
export const queueFunction =
  (name: string, handle: (body: string) => Promise<unknown>) =>
  async (event: SQSEvent): Promise<SQSBatchResponse> => {
    const failed: string[] = []
    for (const { messageId, body } of event.Records) {
      try {
        await handle(body)
      } catch (error) {
        const dropped = error instanceof Failure && backgroundOutcomeOf(error.kind) === 'drop'
        log[dropped ? 'warn' : 'error']('message-failed', {
          consumer: name,
          message: messageId,
          dropped,
          ...errorFields(error instanceof Failure ? (error.cause ?? error) : error),
        })
        if (!dropped) failed.push(messageId)
      }
    }
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) }
  }
