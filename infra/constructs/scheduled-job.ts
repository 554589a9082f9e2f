import { type Duration, Stack } from 'aws-cdk-lib'
import * as iam from 'aws-cdk-lib/aws-iam'
import * as lambda from 'aws-cdk-lib/aws-lambda'
import * as scheduler from 'aws-cdk-lib/aws-scheduler'
import type { Construct } from 'constructs'
import type { Entry } from '../grants.ts'
import { failureQueue } from './failure-queue.ts'
import { FeatureFunction, nameOf, type Parts } from './feature-function.ts'

export type ScheduledJobProps = {
  readonly parts: Parts
  readonly entry: Entry
  readonly description: string
  /** `rate(…)` or `cron(…)` of EventBridge Scheduler. */
  readonly schedule: string
  /** IANA time zone of a `cron(…)`; UTC unless stated. */
  readonly timeZone?: string
  readonly timeout: Duration
  /** How long a fire is worth carrying out: for delivery and for the function's own retries. At least a minute. */
  readonly worth: Duration
  /** How often a failed run is tried again, 0 to 2; 2 unless stated. */
  readonly retries?: 0 | 1 | 2
  readonly memory?: number
  /** At most this many runs at the same time. */
  readonly reservedConcurrency?: number
}

/**
 * A function that EventBridge Scheduler fires (`EventBridge::Rule` knows no time zone). Delivery is at least
 * once, so the input names the time that was meant. Scheduler calls asynchronously: its retries and dead letters
 * see the delivery only; those of the run are the function's own. Both end in one failure queue.
 */
export class ScheduledJob extends FeatureFunction {
  constructor(scope: Construct, props: ScheduledJobProps) {
    const { schedule, timeZone = 'UTC', worth, retries = 2, ...rest } = props
    super(scope, rest)
    const failures = failureQueue(this, 'Failures', `runs of ${nameOf(props.entry)}`)

    this.allow(['sqs:SendMessage'], [failures.queueArn])
    const runs = new lambda.CfnEventInvokeConfig(this, 'Runs', {
      functionName: this.function.functionName,
      qualifier: '$LATEST',
      maximumRetryAttempts: retries,
      maximumEventAgeInSeconds: worth.toSeconds(),
      destinationConfig: { onFailure: { destination: failures.queueArn } },
    })
    // Lambda checks the right to send to the destination when it is set.
    runs.node.addDependency(this.role)

    const role = new iam.Role(this, 'ScheduleRole', {
      assumedBy: new iam.ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    })
    role.addToPrincipalPolicy(
      new iam.PolicyStatement({
        actions: ['lambda:InvokeFunction'],
        resources: [this.function.functionArn],
      }),
    )
    role.addToPrincipalPolicy(
      new iam.PolicyStatement({ actions: ['sqs:SendMessage'], resources: [failures.queueArn] }),
    )
    const timer = new scheduler.CfnSchedule(this, 'Schedule', {
      description: props.description,
      scheduleExpression: schedule,
      scheduleExpressionTimezone: timeZone,
      flexibleTimeWindow: { mode: 'OFF' },
      state: 'ENABLED',
      target: {
        arn: this.function.functionArn,
        roleArn: role.roleArn,
        input: JSON.stringify({ scheduledTime: '<aws.scheduler.scheduled-time>' }),
        retryPolicy: { maximumRetryAttempts: 10, maximumEventAgeInSeconds: worth.toSeconds() },
        deadLetterConfig: { arn: failures.queueArn },
      },
    })
    timer.node.addDependency(role)
  }
}
