import { Duration } from 'aws-cdk-lib'
import { Construct } from 'constructs'
import type { Lane } from '../../shared/notices/notice.ts'
import type { Parts } from '../constructs/feature-function.ts'
import { QueueConsumer } from '../constructs/queue-consumer.ts'
import { ScheduledJob } from '../constructs/scheduled-job.ts'
import { StreamConsumer } from '../constructs/stream-consumer.ts'
import { mailEventTimeout } from '../mail-stack.ts'

/** New notices of the prompt lane. A bulk notice waits for the paced job; a change of a row is no new mail. */
export const promptNotices = {
  eventName: ['INSERT'],
  dynamodb: { NewImage: { kind: { S: ['notice'] }, lane: { S: ['prompt' satisfies Lane] } } },
}

/** Every mail: sent at once or paced, swept up, settled by SES's own events. */
export const deployNotices = (scope: Construct, parts: Parts): void => {
  const feature = new Construct(scope, 'Notices')
  new StreamConsumer(feature, {
    parts,
    entry: 'functions/notices/send-notice.ts',
    description: 'Sends a prompt notice as soon as its row stands in the table',
    filter: promptNotices,
  })
  new ScheduledJob(feature, {
    parts,
    entry: 'functions/notices/send-bulk-notices.ts',
    description: 'Sends due bulk notices at a steady pace',
    schedule: 'rate(1 minute)',
    timeout: Duration.seconds(55),
    worth: Duration.minutes(1),
    // The next minute comes by itself.
    retries: 0,
    // Two at once would double the pace.
    reservedConcurrency: 1,
  })
  new ScheduledJob(feature, {
    parts,
    entry: 'functions/notices/sweep-notices.ts',
    description: 'Sends prompt notices that the stream lost and settles those that hang',
    schedule: 'rate(5 minutes)',
    timeout: Duration.minutes(4),
    worth: Duration.minutes(5),
    retries: 0,
  })
  new QueueConsumer(feature, {
    parts,
    entry: 'functions/notices/on-mail-event.ts',
    description: 'Settles notices and suppresses addresses by what SES reports',
    queueArn: parts.mail.eventQueueArn,
    timeout: mailEventTimeout,
  })
}
