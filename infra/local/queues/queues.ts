import { createHash, randomUUID } from 'node:crypto'
import { readJson, writeJson } from '../run-folder.ts'
import type { QueueWiring } from '../templates/wiring.ts'

/** A message as it lies in a queue; times in milliseconds since 1970. */
type Message = {
  readonly messageId: string
  readonly body: string
  readonly sentAt: number
  readonly firstReceivedAt?: number
  readonly receives: number
  readonly visibleAt: number
  readonly receiptHandle?: string
}

/** A record of an SQS event. */
export type QueueRecord = {
  readonly messageId: string
  readonly receiptHandle: string
  readonly body: string
  readonly attributes: Readonly<Record<string, string>>
  readonly messageAttributes: Readonly<Record<string, never>>
  readonly md5OfBody: string
  readonly eventSource: 'aws:sqs'
  readonly eventSourceARN: string
  readonly awsRegion: string
}

/** All queues of a run: SQS's visibility, receive counts, retention and redrive to dead letters. */
export type Queues = {
  send(queueArn: string, body: string): void
  /** Takes up to `most` visible messages and hides them for the queue's visibility time-out. */
  receive(queueArn: string, most: number): readonly QueueRecord[]
  delete(queueArn: string, receiptHandle: string): void
  /** The bodies that lie in a queue, visible or not. */
  bodies(queueArn: string): readonly string[]
}

/**
 * @param file where the messages are kept between runs
 * @param now milliseconds since 1970
 * @param sent told after a message was put into a queue
 */
export const openQueues = (
  wirings: readonly QueueWiring[],
  file: string,
  now: () => number,
  sent: (queueArn: string) => void,
): Queues => {
  const wiringOf = new Map(wirings.map((wiring) => [wiring.arn, wiring]))
  const kept = (readJson(file) ?? {}) as Record<string, Message[]>
  const lists = new Map(wirings.map(({ arn }) => [arn, kept[arn] ?? []]))

  const find = (queueArn: string) => {
    const wiring = wiringOf.get(queueArn)
    const list = lists.get(queueArn)
    if (!wiring || !list) throw new Error(`no queue has the ARN ${queueArn}`)
    return { wiring, list }
  }
  const replace = (queueArn: string, list: Message[]) => {
    lists.set(queueArn, list)
    writeJson(file, Object.fromEntries(lists))
  }
  const add = (queueArn: string, message: Message) => {
    replace(queueArn, [...find(queueArn).list, message])
    sent(queueArn)
  }

  return {
    send: (queueArn, body) => {
      const { wiring } = find(queueArn)
      add(queueArn, {
        messageId: randomUUID(),
        body,
        sentAt: now(),
        receives: 0,
        visibleAt: now() + wiring.delaySeconds * 1000,
      })
    },
    receive: (queueArn, most) => {
      const { wiring, list } = find(queueArn)
      const fresh = list.filter(({ sentAt }) => sentAt > now() - wiring.retentionSeconds * 1000)
      const taken: Message[] = []
      const dead: Message[] = []
      const left = fresh.flatMap((message) => {
        if (message.visibleAt > now() || taken.length >= most) return [message]
        if (wiring.redrive && message.receives >= wiring.redrive.maxReceiveCount) {
          dead.push(message)
          return []
        }
        const received = {
          ...message,
          receives: message.receives + 1,
          firstReceivedAt: message.firstReceivedAt ?? now(),
          visibleAt: now() + wiring.visibilitySeconds * 1000,
          receiptHandle: randomUUID(),
        }
        taken.push(received)
        return [received]
      })
      if (taken.length > 0 || left.length !== list.length) replace(queueArn, left)
      // A redriven message keeps its id and the time it was sent.
      for (const message of dead)
        if (wiring.redrive) add(wiring.redrive.deadLetterArn, { ...message, receives: 0, visibleAt: now() })
      return taken.map((message) => recordOf(message, queueArn))
    },
    delete: (queueArn, receiptHandle) => {
      const { list } = find(queueArn)
      replace(
        queueArn,
        list.filter((message) => message.receiptHandle !== receiptHandle),
      )
    },
    bodies: (queueArn) => find(queueArn).list.map(({ body }) => body),
  }
}

const recordOf = (message: Message, queueArn: string): QueueRecord => ({
  messageId: message.messageId,
  receiptHandle: message.receiptHandle ?? '',
  body: message.body,
  attributes: {
    ApproximateReceiveCount: String(message.receives),
    SentTimestamp: String(message.sentAt),
    SenderId: 'AIDALOCAL',
    ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt ?? message.sentAt),
  },
  messageAttributes: {},
  md5OfBody: createHash('md5').update(message.body).digest('hex'),
  eventSource: 'aws:sqs',
  eventSourceARN: queueArn,
  awsRegion: queueArn.split(':')[3] ?? '',
})
