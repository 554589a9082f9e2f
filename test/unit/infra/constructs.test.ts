import { Duration } from 'aws-cdk-lib'
import { Match } from 'aws-cdk-lib/assertions'
import { describe, expect, it } from 'vitest'
import { PublicApi } from '../../../infra/constructs/public-api.ts'
import { QueueConsumer } from '../../../infra/constructs/queue-consumer.ts'
import { RouteSet } from '../../../infra/constructs/route-set.ts'
import { ScheduledJob } from '../../../infra/constructs/scheduled-job.ts'
import { StreamConsumer } from '../../../infra/constructs/stream-consumer.ts'
import { promptNotices } from '../../../infra/features/notices.ts'
import { matchesPattern } from '../../../infra/local/streams/filter-pattern.ts'
import { newNotice } from '../../../shared/notices/notice.ts'
import { noticeWrite } from '../../../shared/table/notice-writes.ts'
import { aStack, ofType, templatesOf } from '../../support/stacks.ts'

// Synthesized outside of the tests, whose time is limited.
const service = templatesOf().templates.service

describe('a stream consumer', () => {
  const { stack, parts, synthesized } = aStack()
  new StreamConsumer(stack, {
    parts,
    entry: 'functions/notices/send-notice.ts',
    description: 'Reads',
    filter: { eventName: ['INSERT'] },
  })
  const template = synthesized()

  it('tries a failed record again alone, gives up in time, and says where it failed', () => {
    const [failures] = Object.keys(ofType(template, 'AWS::SQS::Queue'))
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      EventSourceArn: parts.data.main.streamArn,
      FilterCriteria: { Filters: [{ Pattern: '{"eventName":["INSERT"]}' }] },
      BatchSize: 10,
      StartingPosition: 'TRIM_HORIZON',
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: 5,
      MaximumRecordAgeInSeconds: 3600,
      DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': [failures, 'Arn'] } } },
    })
  })

  it('begins only when its role may read', () => {
    const [policyId] = Object.keys(ofType(template, 'AWS::IAM::Policy'))
    template.hasResource('AWS::Lambda::EventSourceMapping', { DependsOn: Match.arrayWith([policyId]) })
  })
})

/** An item as the stream shows it, as far as filters look: its texts. */
const asImage = (item: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(
    Object.entries(item).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, { S: value }]] : [],
    ),
  )

describe('the stream of the main table', () => {
  const tables = { client: undefined as never, main: 'main', index: 'index' }
  const record = (eventName: string, template: 'confirm-submission' | 'digest') => {
    const notice = newNotice({
      event: 'submission:1',
      contactId: 'c1',
      template: template as 'confirm-submission',
      language: 'en',
      facts: { submissionId: 's1', authority: 'Gemeente Utrecht' },
      now: '2026-11-23T10:00:00.000Z',
    })
    const item = noticeWrite(tables, notice).Put?.Item ?? {}
    return { eventName, eventSource: 'aws:dynamodb', dynamodb: { NewImage: asImage(item) } }
  }
  const filters = Object.values(ofType(service, 'AWS::Lambda::EventSourceMapping'))
    .flatMap(({ Properties }) => Properties.FilterCriteria?.Filters ?? [])
    .map(({ Pattern }) => JSON.parse(Pattern))
  const filterFor = (kind: string) =>
    filters.find(({ dynamodb }) => dynamodb.NewImage.kind.S.includes(kind)) ?? {}
  const filter = filterFor('notice')

  it('has as many readers as a stream may have, at most', () => {
    expect(filters.length).toBeGreaterThan(0)
    expect(filters.length).toBeLessThanOrEqual(2)
  })

  it('wakes the work on a round when it is opened or published, and not by its own progress', () => {
    const change = (eventName: string, state: string) => ({
      eventName,
      dynamodb: { NewImage: asImage({ pk: 'ROUND#1', kind: 'round', state }) },
    })
    const wakes = (record: ReturnType<typeof change>) => matchesPattern(filterFor('round'), record)
    expect(wakes(change('INSERT', 'waiting'))).toBe(true)
    expect(wakes(change('MODIFY', 'publishing'))).toBe(true)
    for (const state of ['running', 'ready', 'published']) expect(wakes(change('MODIFY', state))).toBe(false)
  })

  it('wakes send-notice for a new prompt notice, as the survey writes it', () => {
    expect(filter).toEqual(promptNotices)
    expect(matchesPattern(filter, record('INSERT', 'confirm-submission'))).toBe(true)
  })

  it('leaves it asleep for bulk notices, changed notices and other items', () => {
    expect(matchesPattern(filter, record('INSERT', 'digest'))).toBe(false)
    expect(matchesPattern(filter, record('MODIFY', 'confirm-submission'))).toBe(false)
    const entry = { eventName: 'INSERT', dynamodb: { NewImage: asImage({ pk: 'ENTRY#1', kind: 'entry' }) } }
    expect(matchesPattern(filter, entry)).toBe(false)
  })
})

describe('a scheduled job', () => {
  const { stack, parts, synthesized } = aStack()
  new ScheduledJob(stack, {
    parts,
    entry: 'functions/digests/plan-digests.ts',
    description: 'Plans',
    schedule: 'cron(0 6 ? * MON *)',
    timeZone: 'Europe/Brussels',
    timeout: Duration.minutes(15),
    worth: Duration.hours(6),
    reservedConcurrency: 1,
  })
  const template = synthesized()
  const id = (type: string) => Object.keys(ofType(template, type))[0]

  it('is fired by the clock of its place and told the time that was meant', () => {
    template.hasResourceProperties('AWS::Scheduler::Schedule', {
      ScheduleExpression: 'cron(0 6 ? * MON *)',
      ScheduleExpressionTimezone: 'Europe/Brussels',
      FlexibleTimeWindow: { Mode: 'OFF' },
      State: 'ENABLED',
      Target: {
        Arn: { 'Fn::GetAtt': [id('AWS::Lambda::Function'), 'Arn'] },
        Input: '{"scheduledTime":"<aws.scheduler.scheduled-time>"}',
        RetryPolicy: { MaximumEventAgeInSeconds: 21_600, MaximumRetryAttempts: 10 },
        DeadLetterConfig: { Arn: { 'Fn::GetAtt': [id('AWS::SQS::Queue'), 'Arn'] } },
      },
    })
  })

  it("has retries and a failure queue of the run itself, since the scheduler's see the delivery only", () => {
    template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      MaximumRetryAttempts: 2,
      MaximumEventAgeInSeconds: 21_600,
      DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': [id('AWS::SQS::Queue'), 'Arn'] } } },
    })
    template.hasResourceProperties('AWS::Lambda::Function', { ReservedConcurrentExecutions: 1 })
  })

  it('is called by a role of its own that may do nothing else', () => {
    const schedulers = Object.entries(ofType(template, 'AWS::IAM::Role')).filter(([, { Properties }]) =>
      JSON.stringify(Properties.AssumeRolePolicyDocument).includes('scheduler.amazonaws.com'),
    )
    expect(schedulers).toHaveLength(1)
    template.hasResourceProperties('AWS::IAM::Policy', {
      Roles: [{ Ref: schedulers[0]?.[0] }],
      PolicyDocument: {
        Statement: [
          {
            Action: 'lambda:InvokeFunction',
            Resource: { 'Fn::GetAtt': [id('AWS::Lambda::Function'), 'Arn'] },
            Effect: 'Allow',
          },
          {
            Action: 'sqs:SendMessage',
            Resource: { 'Fn::GetAtt': [id('AWS::SQS::Queue'), 'Arn'] },
            Effect: 'Allow',
          },
        ],
      },
    })
  })

  it('that sends at a pace runs once at a time, every minute, without a queue of missed minutes', () => {
    const [paced] = Object.entries(ofType(service, 'AWS::Lambda::Function')).filter(
      ([, { Properties }]) => Properties.ReservedConcurrentExecutions !== undefined,
    )
    expect(paced?.[1].Properties).toMatchObject({ ReservedConcurrentExecutions: 1, Timeout: 55 })
    service.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      FunctionName: { Ref: paced?.[0] },
      MaximumRetryAttempts: 0,
      MaximumEventAgeInSeconds: 60,
    })
  })
})

describe('a queue consumer', () => {
  const { stack, parts, synthesized } = aStack()
  new QueueConsumer(stack, {
    parts,
    entry: 'functions/notices/on-mail-event.ts',
    description: 'Takes',
    queueArn: parts.mail.eventQueueArn,
    timeout: Duration.seconds(30),
  })
  const template = synthesized()
  it('returns failed messages alone', () => {
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      EventSourceArn: parts.mail.eventQueueArn,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      BatchSize: 10,
    })
  })
})

describe('a route set', () => {
  const { stack, parts, synthesized } = aStack()
  const api = new PublicApi(stack, 'Api', parts.settings)
  new RouteSet(stack, {
    parts,
    api,
    entry: 'functions/site/serve-site.ts',
    description: 'Serves',
    operations: {
      showHome: { path: '/' },
      show: { path: '/survey/{token}' },
      post: { path: '/survey/{token}' },
    },
    furtherPaths: ['/{proxy+}'],
  })
  const template = synthesized()
  it('routes each distinct path once, whatever its methods, root and greedy paths included', () => {
    template.resourceCountIs('AWS::ApiGateway::Method', 3)
    template.resourceCountIs('AWS::Lambda::Permission', 1)
    const segments = Object.values(ofType(template, 'AWS::ApiGateway::Resource')).map(
      ({ Properties }) => Properties.PathPart,
    )
    expect(segments.sort()).toEqual(['survey', '{proxy+}', '{token}'])
  })
})

describe('a failure queue', () => {
  it('is kept as long as SQS can, encrypted, and reached by TLS only', () => {
    const queues = Object.entries(ofType(service, 'AWS::SQS::Queue'))
    expect(queues.length).toBeGreaterThan(0)
    for (const [queueId, { Properties }] of queues) {
      expect(Properties).toMatchObject({ MessageRetentionPeriod: 14 * 24 * 3600, SqsManagedSseEnabled: true })
      service.hasResourceProperties('AWS::SQS::QueuePolicy', {
        Queues: [{ Ref: queueId }],
        PolicyDocument: Match.objectLike({
          Statement: [
            Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
          ],
        }),
      })
    }
  })
})
