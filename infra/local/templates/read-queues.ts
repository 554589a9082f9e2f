import { type Statement, statementsOf } from '../access/policy.ts'
import { propertiesOf, stringsOf } from './read-properties.ts'
import type { Resolver } from './resolver.ts'
import type { QueueWiring, TopicWiring } from './wiring.ts'

/** Statements of the policies that name a resource in one of their list properties. */
const resourcePolicies = (found: Resolver, type: string, listProperty: string) => {
  const policies = found.ofType(type).map((policy) => ({
    on: stringsOf(policy.property(listProperty)),
    statements: statementsOf(policy.property('PolicyDocument'), `${policy.stack}/${policy.id}`),
  }))
  return (reference: string): readonly Statement[] =>
    policies.filter(({ on }) => on.includes(reference)).flatMap(({ statements }) => statements)
}

/** The queues with their policies, keys and dead-letter queues. */
export const queuesIn = (found: Resolver): readonly QueueWiring[] => {
  const policyOn = resourcePolicies(found, 'AWS::SQS::QueuePolicy', 'Queues')
  return found.ofType('AWS::SQS::Queue').map((resource) => {
    const read = propertiesOf(resource, [
      'DelaySeconds',
      'KmsDataKeyReusePeriodSeconds',
      'KmsMasterKeyId',
      'MessageRetentionPeriod',
      'QueueName',
      'ReceiveMessageWaitTimeSeconds',
      'RedriveAllowPolicy',
      'RedrivePolicy',
      'SqsManagedSseEnabled',
      'Tags',
      'VisibilityTimeout',
    ])
    const redrive = read.record('RedrivePolicy')
    const key = read.optionalText('KmsMasterKeyId')
    return {
      arn: resource.values.attributes.Arn ?? '',
      name: resource.values.name,
      visibilitySeconds: read.number('VisibilityTimeout', 30),
      retentionSeconds: read.number('MessageRetentionPeriod', 4 * 24 * 3600),
      delaySeconds: read.number('DelaySeconds', 0),
      ...(redrive && {
        redrive: {
          deadLetterArn: String(redrive.deadLetterTargetArn),
          maxReceiveCount: Number(redrive.maxReceiveCount),
        },
      }),
      policy: policyOn(resource.values.ref),
      ...(key !== undefined && { keyArn: key }),
    }
  })
}

/** The topics with their policies and the queues that are subscribed to them. */
export const topicsIn = (found: Resolver): readonly TopicWiring[] => {
  const policyOn = resourcePolicies(found, 'AWS::SNS::TopicPolicy', 'Topics')
  const subscriptions = found.ofType('AWS::SNS::Subscription').map((resource) => {
    const read = propertiesOf(resource, ['Endpoint', 'Protocol', 'RawMessageDelivery', 'Region', 'TopicArn'])
    if (read.text('Protocol') !== 'sqs')
      throw new Error(`${read.at}: the local run delivers to SQS only, not to ${read.text('Protocol')}`)
    const topicArn = read.text('TopicArn')
    return {
      topicArn,
      arn: `${topicArn}:${resource.id}`,
      queueArn: read.text('Endpoint'),
      raw: read.flag('RawMessageDelivery', false),
    }
  })
  return found.ofType('AWS::SNS::Topic').map((resource) => {
    propertiesOf(resource, ['DisplayName', 'KmsMasterKeyId', 'Tags', 'TopicName'])
    return {
      arn: resource.values.ref,
      policy: policyOn(resource.values.ref),
      subscriptions: subscriptions
        .filter(({ topicArn }) => topicArn === resource.values.ref)
        .map(({ arn, queueArn, raw }) => ({ arn, queueArn, raw })),
    }
  })
}
