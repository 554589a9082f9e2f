import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { statementsOf } from '../../../infra/local/access/policy.ts'
import { deliverMessages } from '../../../infra/local/queues/queue-reader.ts'
import { openQueues, type Queues } from '../../../infra/local/queues/queues.ts'
import { publisher } from '../../../infra/local/queues/topics.ts'
import type { QueueSourceWiring, QueueWiring } from '../../../infra/local/templates/wiring.ts'

let folder = ''
let now = 0
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'queues-'))
  now = Date.parse('2026-11-23T09:00:00Z')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const aQueue = (name: string, stated: Partial<QueueWiring> = {}): QueueWiring => ({
  arn: `arn:aws:sqs:eu-central-1:000000000000:${name}`,
  name,
  visibilitySeconds: 30,
  retentionSeconds: 3600,
  delaySeconds: 0,
  policy: [],
  ...stated,
})
const dead = aQueue('dead')
const events = aQueue('events', { redrive: { deadLetterArn: dead.arn, maxReceiveCount: 2 } })
const open = (): Queues =>
  openQueues(
    [events, dead],
    join(folder, 'queues.json'),
    () => now,
    () => {},
  )
const source: QueueSourceWiring = {
  functionArn: 'arn:function',
  queueArn: events.arn,
  batchSize: 10,
  windowSeconds: 0,
  filters: [],
  reportsItemFailures: true,
}
const bodies = (records: readonly { readonly body: string }[]) => records.map(({ body }) => body)

describe('a queue', () => {
  it('hides a message that was received until its visibility time-out ends, and counts', () => {
    const queues = open()
    queues.send(events.arn, 'one')
    expect(bodies(queues.receive(events.arn, 10))).toEqual(['one'])
    expect(queues.receive(events.arn, 10)).toEqual([])
    now += 30_000
    const [again] = queues.receive(events.arn, 10)
    expect(again?.attributes.ApproximateReceiveCount).toBe('2')
  })

  it('moves a message to the dead letters when it was received too often', () => {
    const queues = open()
    queues.send(events.arn, 'one')
    for (let i = 0; i < 3; i++) {
      queues.receive(events.arn, 10)
      now += 30_000
    }
    expect(queues.bodies(events.arn)).toEqual([])
    expect(queues.bodies(dead.arn)).toEqual(['one'])
  })

  it('forgets messages after its retention', () => {
    const queues = open()
    queues.send(events.arn, 'one')
    now += 3600_000
    expect(queues.receive(events.arn, 10)).toEqual([])
    expect(queues.bodies(events.arn)).toEqual([])
  })

  it('keeps its messages from one run to the next', () => {
    open().send(events.arn, 'one')
    expect(bodies(open().receive(events.arn, 10))).toEqual(['one'])
  })
})

describe('the messages of a queue', () => {
  it('are deleted when they are done; one that is reported comes back alone', async () => {
    const queues = open()
    for (const body of ['one', 'two', 'three']) queues.send(events.arn, body)
    await deliverMessages(queues, source, async ({ Records }) => ({
      ok: true,
      answer: { batchItemFailures: [{ itemIdentifier: Records[1]?.messageId }] },
    }))
    expect(queues.bodies(events.arn)).toEqual(['two'])
    now += 30_000
    const seen: string[] = []
    await deliverMessages(queues, source, async ({ Records }) => {
      seen.push(...bodies(Records))
      return { ok: true, answer: null }
    })
    expect(seen).toEqual(['two'])
    expect(queues.bodies(events.arn)).toEqual([])
  })

  it('all come back when the function fails or reports nonsense', async () => {
    const queues = open()
    queues.send(events.arn, 'one')
    await deliverMessages(queues, source, async () => ({ ok: false }))
    now += 30_000
    await deliverMessages(queues, source, async () => ({
      ok: true,
      answer: { batchItemFailures: [{ itemIdentifier: 'nobody' }] },
    }))
    expect(queues.bodies(events.arn)).toEqual(['one'])
  })
})

describe('a topic', () => {
  const topicArn = 'arn:aws:sns:eu-central-1:000000000000:events'
  const fromSes = {
    Effect: 'Allow',
    Principal: { Service: 'ses.amazonaws.com' },
    Action: 'sns:Publish',
    Resource: topicArn,
    Condition: { StringEquals: { 'AWS:SourceAccount': '000000000000' } },
  }
  const fromTopic = {
    Effect: 'Allow',
    Principal: { Service: 'sns.amazonaws.com' },
    Action: 'sqs:SendMessage',
    Resource: events.arn,
    Condition: { ArnEquals: { 'aws:SourceArn': topicArn } },
  }
  const by = { service: 'ses.amazonaws.com', sourceArn: 'arn:set' }

  /** Publishes under these policies; gives what lies in the queue and what the console says. */
  const published = (onTopic: object[], onQueue: object[], raw: boolean) => {
    const queues = open()
    const told: string[] = []
    publisher(
      {
        account: '000000000000',
        topics: [
          {
            arn: topicArn,
            policy: statementsOf({ Statement: onTopic }, 'Topic'),
            subscriptions: [{ arn: `${topicArn}:1`, queueArn: events.arn, raw }],
          },
        ],
        queues: [{ ...events, policy: statementsOf({ Statement: onQueue }, 'Queue') }],
      },
      queues,
      () => now,
      (line) => told.push(line),
    )(topicArn, by, 'a subject', '{"eventType":"Send"}')
    return { lying: queues.bodies(events.arn), told }
  }

  it("delivers in SNS's envelope", () => {
    const { lying } = published([fromSes], [fromTopic], false)
    expect(JSON.parse(lying[0] ?? '')).toMatchObject({
      Type: 'Notification',
      TopicArn: topicArn,
      Subject: 'a subject',
      Message: '{"eventType":"Send"}',
    })
  })

  it('delivers raw where the subscription says so', () => {
    expect(published([fromSes], [fromTopic], true).lying).toEqual(['{"eventType":"Send"}'])
  })

  it.each([
    [
      "the topic's policy does not let the service publish",
      [],
      [fromTopic],
      /ses.amazonaws.com may not publish/,
    ],
    ["the queue's policy does not let the topic send", [fromSes], [], /SNS may not send/],
  ])('delivers nothing when %s', (_, onTopic, onQueue, line) => {
    const { lying, told } = published(onTopic, onQueue, false)
    expect(lying).toEqual([])
    expect(told[0]).toMatch(line)
  })
})
