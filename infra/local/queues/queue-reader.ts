import type { Pauses } from '../functions/asynchronous.ts'
import { passesFilters } from '../streams/filter-pattern.ts'
import { isRecord } from '../templates/read-properties.ts'
import type { QueueSourceWiring } from '../templates/wiring.ts'
import type { QueueRecord, Queues } from './queues.ts'

/** What came of handing messages to the function. */
type Invoke = (event: {
  readonly Records: readonly QueueRecord[]
}) => Promise<{ readonly ok: true; readonly answer: unknown } | { readonly ok: false }>

/**
 * Takes one batch from a queue, hands it to the function and deletes what is done. What failed stays hidden
 * until its visibility time-out ends; the queue's redrive does the rest.
 *
 * @returns how many messages it took
 */
export const deliverMessages = async (
  queues: Queues,
  source: QueueSourceWiring,
  invoke: Invoke,
): Promise<number> => {
  const received = queues.receive(source.queueArn, source.batchSize)
  // Lambda deletes messages that no filter lets pass.
  const wanted = received.filter((record) => passesFilters(source.filters, filterView(record)))
  for (const record of received)
    if (!wanted.includes(record)) queues.delete(source.queueArn, record.receiptHandle)
  if (wanted.length === 0) return received.length
  const outcome = await invoke({ Records: wanted })
  const done = outcome.ok
    ? withoutFailures(wanted, source.reportsItemFailures ? outcome.answer : undefined)
    : []
  for (const record of done) queues.delete(source.queueArn, record.receiptHandle)
  return received.length
}

/** Filters look into a body that is JSON. */
const filterView = (record: QueueRecord): unknown => {
  try {
    return { ...record, body: JSON.parse(record.body) as unknown }
  } catch {
    return record
  }
}

/** The messages that the function does not report as failed; a report that names none of them fails all. */
const withoutFailures = (records: readonly QueueRecord[], answer: unknown): readonly QueueRecord[] => {
  const failures = isRecord(answer) ? answer.batchItemFailures : undefined
  if (failures === undefined || failures === null) return records
  if (!Array.isArray(failures)) return []
  const failed = failures.map((failure: unknown) => (isRecord(failure) ? failure.itemIdentifier : undefined))
  if (failed.some((id) => !records.some(({ messageId }) => messageId === id))) return []
  return records.filter(({ messageId }) => !failed.includes(messageId))
}

/**
 * Reads a queue for one function until the run stops.
 *
 * @param untilSent waits until something was sent, at most the milliseconds
 */
export const readQueue = async (
  queues: Queues,
  source: QueueSourceWiring,
  invoke: Invoke,
  pauses: Pauses,
  untilSent: (milliseconds: number) => Promise<void>,
): Promise<void> => {
  while (!pauses.stopped()) {
    if (source.windowSeconds > 0) await pauses.pause(source.windowSeconds * 1000)
    const taken = await deliverMessages(queues, source, invoke)
    if (taken === 0) await untilSent(1000)
  }
}
