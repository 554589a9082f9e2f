import { describe, expect, it } from 'vitest'
import { refuseUnknownResources, type Templates } from '../../../infra/local/templates/cloudformation.ts'
import { resolverOf } from '../../../infra/local/templates/resolver.ts'

const place = { region: 'eu-central-1', account: '000000000000' }

/** Resolves one value as a property of a function beside a table, a queue and another stack. */
const resolved = (value: unknown, others: Templates = {}) => {
  const templates: Templates = {
    service: {
      Resources: {
        Table: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: 'register' } },
        Queue: { Type: 'AWS::SQS::Queue' },
        Function: { Type: 'AWS::Lambda::Function', Properties: { Description: value } },
      },
    },
    ...others,
  }
  return resolverOf(templates, place).ofType('AWS::Lambda::Function')[0]?.property('Description')
}

describe('what CDK writes into templates', () => {
  it.each([
    ['Ref of a table is its name', { Ref: 'Table' }, 'register'],
    [
      'Ref of a queue is its address',
      { Ref: 'Queue' },
      'https://sqs.eu-central-1.amazonaws.com/000000000000/service-Queue',
    ],
    [
      'GetAtt gives an ARN',
      { 'Fn::GetAtt': ['Table', 'Arn'] },
      'arn:aws:dynamodb:eu-central-1:000000000000:table/register',
    ],
    [
      'GetAtt may be one text',
      { 'Fn::GetAtt': 'Queue.Arn' },
      'arn:aws:sqs:eu-central-1:000000000000:service-Queue',
    ],
    [
      'Join joins what is resolved',
      { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':x:', { Ref: 'AWS::Region' }]] },
      'arn:aws:x:eu-central-1',
    ],
    [
      'Sub takes references, attributes, its own variables and literals',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: CloudFormation's own notation
      { 'Fn::Sub': ['${Table} ${Queue.QueueName} ${own} ${!literal}', { own: { Ref: 'AWS::AccountId' } }] },
      // biome-ignore lint/suspicious/noTemplateCurlyInString: CloudFormation's own notation
      'register service-Queue 000000000000 ${literal}',
    ],
    ['NoValue leaves a property out', { a: { Ref: 'AWS::NoValue' }, b: 1 }, { b: 1 }],
    ['lists and objects are resolved within', [{ deep: { Ref: 'Table' } }], [{ deep: 'register' }]],
  ])('%s', (_, value, expected) => {
    expect(resolved(value)).toEqual(expected)
  })

  it('imports what another stack exports', () => {
    const others: Templates = {
      data: {
        Resources: { Main: { Type: 'AWS::DynamoDB::Table' } },
        Outputs: { Name: { Value: { Ref: 'Main' }, Export: { Name: 'data:main' } } },
      },
    }
    expect(resolved({ 'Fn::ImportValue': 'data:main' }, others)).toBe('data-Main')
  })

  it.each([
    [
      'another intrinsic function',
      { 'Fn::Select': [0, ['a']] },
      /does not know the intrinsic function Fn::Select/,
    ],
    ['an unknown resource', { Ref: 'Nobody' }, /service has no resource 'Nobody'/],
    ['an unknown attribute', { 'Fn::GetAtt': ['Table', 'Colour'] }, /does not know the attribute Colour/],
    ['an export that is not there', { 'Fn::ImportValue': 'nothing' }, /no stack exports 'nothing'/],
  ])('refuses %s', (_, value, message) => {
    expect(() => resolved(value)).toThrow(message)
  })

  it('refuses a circle of references instead of turning in it', () => {
    const others: Templates = {
      a: { Resources: {}, Outputs: { A: { Value: { 'Fn::ImportValue': 'b' }, Export: { Name: 'a' } } } },
      b: { Resources: {}, Outputs: { B: { Value: { 'Fn::ImportValue': 'a' }, Export: { Name: 'b' } } } },
    }
    expect(() => resolved({ 'Fn::ImportValue': 'a' }, others)).toThrow(/in a circle/)
  })
})

describe('resource types', () => {
  it('that nobody knows are named, with their stack', () => {
    const templates: Templates = { service: { Resources: { Bus: { Type: 'AWS::Events::EventBus' } } } }
    expect(() => refuseUnknownResources(templates)).toThrow(
      /service\/Bus has the unknown type AWS::Events::EventBus/,
    )
  })

  it('under a condition are refused: the local run could not know whether they are there', () => {
    const templates: Templates = {
      service: { Resources: { Queue: { Type: 'AWS::SQS::Queue', Condition: 'IsBig' } } },
    }
    expect(() => refuseUnknownResources(templates)).toThrow(/depends on a condition/)
  })
})
