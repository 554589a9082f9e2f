import { Match } from 'aws-cdk-lib/assertions'
import { describe, expect, it } from 'vitest'
import { noticeDaysKept } from '../../../shared/notices/notice-days.ts'
import { listed, ofType, templatesOf } from '../../support/stacks.ts'

const { templates } = templatesOf()
const mail = templates.mail

describe('the mail stack', () => {
  it("has the identity of the sender's domain, with the configuration set as its default", () => {
    mail.hasResourceProperties('AWS::SES::EmailIdentity', {
      EmailIdentity: 'example.org',
      ConfigurationSetAttributes: { ConfigurationSetName: Match.anyValue() },
    })
  })

  it('hears what became of a mail, and never whether it was opened or clicked', () => {
    const [destination] = Object.values(ofType(mail, 'AWS::SES::ConfigurationSetEventDestination'))
    expect(destination?.Properties.EventDestination.MatchingEventTypes).toEqual([
      'send',
      'reject',
      'delivery',
      'bounce',
      'complaint',
    ])
    expect(destination?.Properties.EventDestination.Enabled).toBe(true)
  })

  it('hands events from SES by SNS to a queue with dead letters', () => {
    const [topicId] = Object.keys(ofType(mail, 'AWS::SNS::Topic'))
    mail.hasResourceProperties('AWS::SNS::Subscription', { Protocol: 'sqs', TopicArn: { Ref: topicId } })
    mail.hasResourceProperties('AWS::SQS::Queue', {
      // Six times the time-out of on-mail-event.
      VisibilityTimeout: 180,
      RedrivePolicy: Match.objectLike({ maxReceiveCount: 5 }),
    })
  })

  it('keeps an event, which names an address, no longer than the mail that is kept shortest; a dead letter longer than its queue', () => {
    const queues = Object.values(ofType(mail, 'AWS::SQS::Queue')).map(({ Properties }) => Properties)
    const daysOf = (properties: Record<string, unknown> | undefined) =>
      Number(properties?.MessageRetentionPeriod) / 86_400
    const [events] = queues.filter(({ RedrivePolicy }) => RedrivePolicy)
    const [letters] = queues.filter(({ RedrivePolicy }) => !RedrivePolicy)
    expect(queues).toHaveLength(2)
    expect(daysOf(letters)).toBe(Math.min(...Object.values(noticeDaysKept)))
    // A weekend without the function loses nothing; what then fails is still a letter for days.
    expect(daysOf(events)).toBe(4)
  })

  it('lets only SES publish, only for this configuration set, and nobody without TLS', () => {
    const [policy] = Object.values(ofType(mail, 'AWS::SNS::TopicPolicy'))
    const statements = policy?.Properties.PolicyDocument.Statement as {
      Effect: string
      Principal: unknown
      Action: string | string[]
      Condition: Record<string, unknown>
    }[]
    const allowing = statements.filter(({ Effect }) => Effect === 'Allow')
    expect(allowing.map(({ Principal }) => Principal)).toEqual([{ Service: 'ses.amazonaws.com' }])
    expect(Object.keys(allowing[0]?.Condition.StringEquals ?? {})).toContain('AWS:SourceArn')
    expect(statements).toContainEqual(
      expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
    )
    expect(statements.flatMap(({ Action }) => listed(Action))).not.toContain('sns:*')
  })
})
