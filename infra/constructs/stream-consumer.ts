import { Duration } from 'aws-cdk-lib'
import * as lambda from 'aws-cdk-lib/aws-lambda'
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources'
import type { Construct } from 'constructs'
import { acknowledge } from '../acknowledge.ts'
import type { Entry } from '../grants.ts'
import { failureQueue } from './failure-queue.ts'
import { FeatureFunction, type Parts, throughDynamoDb } from './feature-function.ts'

export type StreamConsumerProps = {
  readonly parts: Parts
  readonly entry: Entry
  readonly description: string
  /** Which records it wants; Lambda drops the others before a call. */
  readonly filter: Readonly<Record<string, unknown>>
  /** How long one batch may take; a minute unless stated. */
  readonly timeout?: Duration
  /** In MB, as for every function. */
  readonly memory?: number
  /** How many records are handed over at once; 10 unless stated. */
  readonly batchSize?: number
}

/**
 * A function that reads the main table's stream. A failed record is tried again alone (partial batch
 * responses, bisecting), then described in the failure queue, and its neighbours go on. At most two consumers
 * may read one stream.
 */
export class StreamConsumer extends FeatureFunction {
  constructor(scope: Construct, props: StreamConsumerProps) {
    const { filter, batchSize = 10, timeout = Duration.minutes(1), ...rest } = props
    super(scope, { ...rest, timeout })
    const { main } = props.parts.data

    this.allow(
      ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
      [main.streamArn],
    )
    // Lambda lists the streams of the table before it reads one; the action knows no narrower resource.
    this.allow(['dynamodb:ListStreams'], [`${main.arn}/stream/*`])
    acknowledge(
      this.role.node.findChild('DefaultPolicy'),
      `AwsSolutions-IAM5[Resource::${main.arnExport}/stream/*]`,
      "Lambda lists the streams of this one table, of which only the stream's own name is not known beforehand",
    )
    this.allow(['kms:Decrypt'], [main.keyArn], throughDynamoDb(this.function.stack.region))

    // SQS gets only where the record is, not the record: the row in the table and its sweeper are the truth.
    const failures = failureQueue(this, 'Failures', 'records of the stream')
    this.allow(['sqs:SendMessage'], [failures.queueArn])
    const mapping = new lambda.EventSourceMapping(this, 'Stream', {
      target: this.function,
      eventSourceArn: main.streamArn,
      startingPosition: lambda.StartingPosition.TRIM_HORIZON,
      filters: [lambda.FilterCriteria.filter({ ...filter })],
      batchSize,
      reportBatchItemFailures: true,
      bisectBatchOnError: true,
      retryAttempts: 5,
      maxRecordAge: Duration.hours(1),
      onFailure: new SqsDlq(failures),
    })
    // Lambda checks the rights when the mapping is made.
    mapping.node.addDependency(this.role)
  }
}
