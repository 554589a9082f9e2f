import type { Duration } from 'aws-cdk-lib'
import * as lambda from 'aws-cdk-lib/aws-lambda'
import type { Construct } from 'constructs'
import type { Entry } from '../grants.ts'
import { FeatureFunction, type Parts } from './feature-function.ts'

export type QueueConsumerProps = {
  readonly parts: Parts
  readonly entry: Entry
  readonly description: string
  /** The queue has its own dead letters and hides a message six times as long as `timeout`. */
  readonly queueArn: string
  readonly timeout: Duration
}

/** A function that takes messages from a queue; a failed one comes back alone (partial batch responses). */
export class QueueConsumer extends FeatureFunction {
  constructor(scope: Construct, props: QueueConsumerProps) {
    const { queueArn, ...rest } = props
    super(scope, rest)
    this.allow(['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], [queueArn])
    const mapping = new lambda.EventSourceMapping(this, 'Queue', {
      target: this.function,
      eventSourceArn: queueArn,
      batchSize: 10,
      reportBatchItemFailures: true,
    })
    mapping.node.addDependency(this.role)
  }
}
