import { Duration } from 'aws-cdk-lib'
import * as sqs from 'aws-cdk-lib/aws-sqs'
import type { Construct } from 'constructs'
import { acknowledge } from '../acknowledge.ts'

/**
 * Where what could not be done waits for the operator: 14 days, the longest that SQS keeps a message.
 *
 * @param of what fails into it, in words, for the reason that cdk-nag is given
 */
export const failureQueue = (scope: Construct, id: string, of: string): sqs.Queue => {
  const queue = new sqs.Queue(scope, id, {
    encryption: sqs.QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
  })
  acknowledge(queue, 'AwsSolutions-SQS3', `It is itself where ${of} go that could not be dealt with`)
  return queue
}
