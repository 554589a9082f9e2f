import { describe, expect, it } from 'vitest'
import { isAllowed, statementsOf } from '../../../infra/local/access/policy.ts'

const table = 'arn:aws:dynamodb:eu-central-1:000000000000:table/register'
const allow = (more: object) => ({ Effect: 'Allow', Action: 'dynamodb:GetItem', Resource: table, ...more })
const decided = (statements: unknown, request: Partial<Parameters<typeof isAllowed>[1]> = {}) =>
  isAllowed(statementsOf({ Statement: statements }, 'Role'), {
    action: 'dynamodb:GetItem',
    resource: table,
    ...request,
  })

describe('a role', () => {
  it('may nothing that no statement says', () => {
    expect(decided([])).toBe(false)
    expect(decided([allow({})], { action: 'dynamodb:PutItem' })).toBe(false)
    expect(decided([allow({})], { resource: `${table}/index/work` })).toBe(false)
  })

  it.each([
    ['an action of a list', { Action: ['dynamodb:PutItem', 'dynamodb:GetItem'] }],
    ['actions in whatever case', { Action: 'DynamoDB:getitem' }],
    ['a wildcard at the end of an action', { Action: 'dynamodb:Get*' }],
    ['a wildcard of one character', { Resource: table.replace('register', 'registe?') }],
    ['a wildcard in a resource', { Resource: 'arn:aws:dynamodb:*:*:table/*' }],
  ])('may do %s', (_, statement) => {
    expect(decided([allow(statement)])).toBe(true)
  })

  it('is refused what any statement denies', () => {
    expect(decided([allow({}), { Effect: 'Deny', Action: '*', Resource: '*' }])).toBe(false)
  })

  it('takes a dot in a resource as a dot', () => {
    expect(decided([allow({ Resource: table.replace('register', 'reg.ster') })])).toBe(false)
  })
})

describe('a condition', () => {
  const through = { Condition: { StringEquals: { 'kms:ViaService': 'dynamodb.eu-central-1.amazonaws.com' } } }

  it('must hold', () => {
    const context = { 'kms:viaservice': 'dynamodb.eu-central-1.amazonaws.com' }
    expect(decided([allow(through)], { context })).toBe(true)
    expect(decided([allow(through)], { context: { 'kms:viaservice': 's3' } })).toBe(false)
  })

  it('does not hold for a request without its key', () => {
    expect(decided([allow(through)])).toBe(false)
  })

  it('compares ARNs part by part', () => {
    const from = (pattern: string) =>
      decided([allow({ Condition: { ArnLike: { 'aws:SourceArn': pattern } } })], {
        context: { 'aws:sourcearn': 'arn:aws:execute-api:eu-central-1:000000000000:api/site/GET/survey' },
      })
    expect(from('arn:aws:execute-api:eu-central-1:000000000000:api/*')).toBe(true)
    expect(from('arn:aws:*:api/*')).toBe(false)
  })

  it.each([
    ['operator', { NumericLessThan: { 'aws:PrincipalArn': '1' } }, /condition operator NumericLessThan/],
    [
      'set operator',
      { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': 'A' } },
      /condition operator ForAll/,
    ],
    ['key', { StringEquals: { 'aws:PrincipalTag/team': 'x' } }, /condition key aws:PrincipalTag/],
  ])('with an unknown %s is refused when it is read, not guessed', (_, Condition, message) => {
    expect(() => statementsOf({ Statement: [allow({ Condition })] }, 'Role')).toThrow(message)
  })

  it('and so is an element that turns a statement round', () => {
    expect(() =>
      statementsOf({ Statement: { Effect: 'Allow', NotAction: 'x', Resource: '*' } }, 'Role'),
    ).toThrow(/policy element NotAction/)
  })
})

it("a resource's policy speaks to whom it names", () => {
  const policy = [
    {
      Effect: 'Allow',
      Principal: { Service: 'sns.amazonaws.com' },
      Action: 'sqs:SendMessage',
      Resource: 'queue',
    },
    {
      Effect: 'Deny',
      Principal: '*',
      Action: 'sqs:*',
      Resource: 'queue',
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    },
  ]
  const asked = (principal: string, secure: string) =>
    decided(policy, {
      action: 'sqs:SendMessage',
      resource: 'queue',
      principal,
      context: { 'aws:securetransport': secure },
    })
  expect(asked('Service:sns.amazonaws.com', 'true')).toBe(true)
  expect(asked('Service:events.amazonaws.com', 'true')).toBe(false)
  expect(asked('Service:sns.amazonaws.com', 'false')).toBe(false)
})
