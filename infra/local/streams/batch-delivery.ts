import { isRecord } from '../templates/read-properties.ts'
import type { StreamSourceWiring } from '../templates/wiring.ts'

/** A record as DynamoDB Streams gives it and handlers get it. */
export type StreamRecord = {
  readonly eventID: string
  readonly eventName: string
  readonly eventSourceARN?: string
  readonly dynamodb: {
    readonly SequenceNumber: string
    /** Seconds since 1970. */
    readonly ApproximateCreationDateTime?: number
  } & Readonly<Record<string, unknown>>
} & Readonly<Record<string, unknown>>

/** What came of handing records to the function. */
type Delivery =
  | { readonly ok: true; readonly answer: unknown }
  | { readonly ok: false; readonly requestId: string }

export type BatchDeliveryParts = {
  readonly source: Pick<
    StreamSourceWiring,
    'bisects' | 'reportsItemFailures' | 'maximumRetryAttempts' | 'maximumRecordAgeSeconds'
  >
  /** Hands records to the function and waits. */
  readonly invoke: (records: readonly StreamRecord[]) => Promise<Delivery>
  /** Takes records that are given up. */
  readonly giveUp: (
    records: readonly StreamRecord[],
    why: { readonly condition: 'RetryAttemptsExhausted' | 'RecordAgeExceeded'; readonly attempts: number },
  ) => void
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Waits before attempt n + 1. */
  readonly pause: (attempts: number) => Promise<void>
  readonly stopped: () => boolean
}

/** The run ended before the batch was done; its records come again. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted'
}

/**
 * Carries one batch of a stream to its end, in order, as Lambda's event source mapping does: a partial failure
 * rewinds to the lowest failed record; a failed batch is bisected, which counts as no attempt, until the record
 * that fails is alone; it is tried until its attempts or its age are used up, then given up. Records behind it
 * wait until then.
 *
 * @throws Interrupted when the run stops meanwhile
 */
export const deliverBatch = async (
  parts: BatchDeliveryParts,
  records: readonly StreamRecord[],
): Promise<void> => {
  await deliver(parts, records, 0)
}

const deliver = async (
  parts: BatchDeliveryParts,
  records: readonly StreamRecord[],
  attemptsBefore: number,
): Promise<void> => {
  const { source, stopped } = parts
  let left = records
  let attempts = attemptsBefore
  while (left.length > 0) {
    if (stopped()) throw new Interrupted()
    left = giveUpOld(parts, left, attempts)
    if (left.length === 0) return
    const delivery = await parts.invoke(left)
    const firstFailed = delivery.ok ? firstFailure(source.reportsItemFailures, delivery.answer, left) : 0
    if (firstFailed === undefined) return
    if (stopped()) throw new Interrupted()
    if (firstFailed > 0) {
      // What came before is done: the rest begins anew.
      left = left.slice(firstFailed)
      attempts = 0
      continue
    }
    if (source.bisects && left.length > 1) {
      const middle = Math.ceil(left.length / 2)
      await deliver(parts, left.slice(0, middle), attempts)
      await deliver(parts, left.slice(middle), attempts)
      return
    }
    attempts++
    if (source.maximumRetryAttempts !== undefined && attempts > source.maximumRetryAttempts) {
      parts.giveUp(left, { condition: 'RetryAttemptsExhausted', attempts })
      return
    }
    await parts.pause(attempts)
  }
}

const giveUpOld = (
  parts: BatchDeliveryParts,
  records: readonly StreamRecord[],
  attempts: number,
): readonly StreamRecord[] => {
  const limit = parts.source.maximumRecordAgeSeconds
  if (limit === undefined) return records
  const oldest = parts.now() / 1000 - limit
  const isOld = ({ dynamodb }: StreamRecord) => (dynamodb.ApproximateCreationDateTime ?? Infinity) < oldest
  const old = records.filter(isOld)
  if (old.length === 0) return records
  parts.giveUp(old, { condition: 'RecordAgeExceeded', attempts })
  return records.filter((record) => !isOld(record))
}

/**
 * Index of the lowest record that the function reports as failed; undefined if all are done. A report that
 * names no record of the batch fails all of it, as Lambda has it.
 */
const firstFailure = (
  reports: boolean,
  answer: unknown,
  records: readonly StreamRecord[],
): number | undefined => {
  if (!reports || answer === null || answer === undefined) return undefined
  const failures = isRecord(answer) ? answer.batchItemFailures : undefined
  if (failures === undefined || failures === null) return undefined
  if (!Array.isArray(failures)) return 0
  if (failures.length === 0) return undefined
  const indexes = failures.map((failure: unknown) =>
    records.findIndex(
      ({ dynamodb }) => isRecord(failure) && failure.itemIdentifier === dynamodb.SequenceNumber,
    ),
  )
  return indexes.includes(-1) ? 0 : Math.min(...indexes)
}
