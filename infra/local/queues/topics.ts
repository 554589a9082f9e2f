import { randomUUID } from 'node:crypto'
import { isAllowed } from '../access/policy.ts'
import type { Wiring } from '../templates/wiring.ts'
import type { Queues } from './queues.ts'

/** Publishes to a topic for an AWS service; the topic's and the queues' own policies must allow it. */
export type Publish = (
  topicArn: string,
  /** The service, e.g. `ses.amazonaws.com`, and the resource on whose behalf it publishes. */
  by: { readonly service: string; readonly sourceArn: string },
  subject: string,
  message: string,
) => void

/**
 * SNS between SES and SQS: raw, or in SNS's envelope.
 *
 * @param tell prints a line on the console
 */
export const publisher =
  (
    wiring: Pick<Wiring, 'topics' | 'queues' | 'account'>,
    queues: Queues,
    now: () => number,
    tell: (line: string) => void,
  ): Publish =>
  (topicArn, { service, sourceArn }, subject, message) => {
    const topic = wiring.topics.find(({ arn }) => arn === topicArn)
    const general = { 'aws:securetransport': 'true', 'aws:sourceaccount': wiring.account }
    const mayPublish =
      topic &&
      isAllowed(topic.policy, {
        action: 'sns:Publish',
        resource: topicArn,
        principal: `Service:${service}`,
        context: { ...general, 'aws:sourcearn': sourceArn },
      })
    if (!topic || !mayPublish) {
      tell(`DENIED  ${service} may not publish to ${topicArn}: the topic's policy does not allow it`)
      return
    }
    for (const { arn, queueArn, raw } of topic.subscriptions) {
      const queue = wiring.queues.find((each) => each.arn === queueArn)
      const maySend =
        queue &&
        isAllowed(queue.policy, {
          action: 'sqs:SendMessage',
          resource: queueArn,
          principal: 'Service:sns.amazonaws.com',
          context: { ...general, 'aws:sourcearn': topicArn },
        })
      if (!maySend) {
        tell(`DENIED  SNS may not send from ${topicArn} to ${queueArn}: the queue's policy does not allow it`)
        continue
      }
      queues.send(queueArn, raw ? message : envelope(topicArn, arn, subject, message, now()))
    }
  }

/** A notification as SNS wraps it; nobody checks the signature of one that came through SQS. */
const envelope = (
  topicArn: string,
  subscriptionArn: string,
  subject: string,
  message: string,
  now: number,
): string => {
  const region = topicArn.split(':')[3] ?? ''
  return JSON.stringify({
    Type: 'Notification',
    MessageId: randomUUID(),
    TopicArn: topicArn,
    Subject: subject,
    Message: message,
    Timestamp: new Date(now).toISOString(),
    SignatureVersion: '1',
    Signature: 'local',
    SigningCertURL: `https://sns.${region}.amazonaws.com/SimpleNotificationService-local.pem`,
    UnsubscribeURL: `https://sns.${region}.amazonaws.com/?Action=Unsubscribe&SubscriptionArn=${subscriptionArn}`,
  })
}
