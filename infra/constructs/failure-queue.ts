import { Duration } from 'aws-cdk-lib'
import * as sqs from 'aws-cdk-lib/aws-sqs'
import type { Construct } from 'constructs'
import { acknowledge } from '../acknowledge.ts'

/**
 * A queue's dead letters: kept for the operator as long as SQS can, or shorter where they hold personal data. A letter's
 * age counts from when its message was sent first, so that it must be longer than the queue that it comes from.
 */
export const deadLetters = (scope: Construct, id: string, retentionPeriod = Duration.days(14)): sqs.Queue =>
  new sqs.Queue(scope, id, {
    encryption: sqs.QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod,
  })

/**
 * Where a function's work ends that could not be done; kept like dead letters.
 *
 * @param what fails into it, in words, for the reason that cdk-nag is given
 */
export const failureQueue = (scope: Construct, id: string, what: string): sqs.Queue => {
  const queue = deadLetters(scope, id)
  acknowledge(queue, 'AwsSolutions-SQS3', `It is itself where ${what} end that could not be dealt with`)
  return queue
}
