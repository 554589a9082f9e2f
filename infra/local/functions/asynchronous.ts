import type { Outcome } from './instance.ts'
import type { LocalFunction } from './local-function.ts'

/** How time passes, so that tests need not wait. */
export type Pauses = {
  now(): number
  /** Resolves after the milliseconds, or at once when the run stops. */
  pause(milliseconds: number): Promise<void>
  stopped(): boolean
}

/** Lambda waits one minute before the second attempt of an asynchronous event and two before the third. */
const pauseBefore = [0, 60_000, 120_000]

/**
 * Invokes a function as Lambda does for a caller that does not wait (EventBridge Scheduler): attempts again
 * while its settings allow, then tells its failure destination.
 *
 * @param sendTo puts a text into the queue of an ARN
 * @returns the outcome of the first attempt at once; `done` when all attempts are over
 */
export const invokeAsynchronously = (
  target: LocalFunction,
  event: unknown,
  { now, pause, stopped }: Pauses,
  sendTo: (queueArn: string, body: string) => void,
): { readonly first: Promise<Outcome>; readonly done: Promise<void> } => {
  const { maximumRetryAttempts, maximumEventAgeSeconds, onFailureArn } = target.wiring.asynchronous
  const began = now()
  const first = target.invoke(event)

  const goOn = async () => {
    let outcome = await first
    let attempts = 1
    let condition = 'RetriesExhausted'
    while (!outcome.ok && attempts <= maximumRetryAttempts && !stopped()) {
      const wait = pauseBefore[attempts] ?? 120_000
      if (now() + wait - began > maximumEventAgeSeconds * 1000) {
        condition = 'EventAgeExceeded'
        break
      }
      await pause(wait)
      if (stopped()) return
      outcome = await target.invoke(event)
      attempts++
    }
    if (!outcome.ok && onFailureArn !== undefined && !stopped())
      sendTo(onFailureArn, failureRecord(target, event, outcome, { condition, attempts, at: now() }))
  }
  return { first, done: goOn() }
}

/** What Lambda sends to a destination on failure, the event included. */
const failureRecord = (
  { wiring }: LocalFunction,
  event: unknown,
  outcome: Outcome & { readonly ok: false },
  { condition, attempts, at }: { condition: string; attempts: number; at: number },
): string =>
  JSON.stringify({
    version: '1.0',
    timestamp: new Date(at).toISOString(),
    requestContext: {
      requestId: outcome.requestId,
      functionArn: `${wiring.arn}:$LATEST`,
      condition,
      approximateInvokeCount: attempts,
    },
    requestPayload: event,
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    responsePayload: outcome.error,
  })
