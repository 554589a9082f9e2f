import { describe, expect, it } from 'vitest'
import { denialOf } from '../../../infra/local/access/access-check.ts'
import { statementsOf } from '../../../infra/local/access/policy.ts'
import {
  accessForDynamoDb,
  accessForSendRawEmail,
  UnknownCall,
} from '../../../infra/local/access/required-access.ts'
import { aWiring, wiredFunction } from '../../support/local-wiring.ts'

const arn = 'arn:aws:dynamodb:eu-central-1:000000000000:table/main'
const keyArn = 'arn:aws:kms:eu-central-1:000000000000:key/1'
const plain = aWiring({ tables: [{ name: 'main', arn, create: {} }] })
const encrypted = aWiring({
  tables: [{ name: 'main', arn, create: {}, keyArn }],
  keys: [
    {
      arn: keyArn,
      policy: statementsOf(
        {
          Statement: {
            Effect: 'Allow',
            Principal: { AWS: 'arn:aws:iam::000000000000:root' },
            Action: 'kms:*',
            Resource: '*',
          },
        },
        'Key',
      ),
    },
  ],
})

const needed = (operation: string, body: Record<string, unknown>) =>
  accessForDynamoDb(plain, operation, body).map(
    ({ action, resource }) => `${action} ${resource.slice(arn.length)}`,
  )

describe('a call to DynamoDB needs', () => {
  it.each([
    ['its action on the table', 'GetItem', { TableName: 'main' }, ['dynamodb:GetItem ']],
    [
      'it on the index that it asks',
      'Query',
      { TableName: 'main', IndexName: 'work' },
      ['dynamodb:Query /index/work'],
    ],
    ['it for a table named by its ARN', 'PutItem', { TableName: arn }, ['dynamodb:PutItem ']],
    [
      'for a batch the action of the batch',
      'BatchWriteItem',
      { RequestItems: { main: [] } },
      ['dynamodb:BatchWriteItem '],
    ],
    [
      'for a transaction the action of every part',
      'TransactWriteItems',
      {
        TransactItems: [
          { Put: { TableName: 'main' } },
          { Update: { TableName: 'main' } },
          { Delete: { TableName: 'main' } },
          { ConditionCheck: { TableName: 'main' } },
        ],
      },
      ['dynamodb:PutItem ', 'dynamodb:UpdateItem ', 'dynamodb:DeleteItem ', 'dynamodb:ConditionCheckItem '],
    ],
    [
      'for a reading transaction GetItem',
      'TransactGetItems',
      { TransactItems: [{ Get: { TableName: 'main' } }] },
      ['dynamodb:GetItem '],
    ],
  ])('%s', (_, operation, body, expected) => {
    expect(needed(operation, body)).toEqual(expected)
  })

  it('the key besides, where the table has one of its own', () => {
    const requests = accessForDynamoDb(encrypted, 'GetItem', { TableName: 'main' })
    const withKey = (condition: object) =>
      wiredFunction({
        statements: [
          { Effect: 'Allow', Action: 'dynamodb:GetItem', Resource: arn },
          { Effect: 'Allow', Action: 'kms:Decrypt', Resource: keyArn, ...condition },
        ],
      })
    const onlyTable = wiredFunction({
      statements: [{ Effect: 'Allow', Action: 'dynamodb:GetItem', Resource: arn }],
    })
    expect(denialOf(encrypted, onlyTable, requests)).toMatchObject({
      action: 'kms:Decrypt',
      resource: keyArn,
    })
    expect(denialOf(encrypted, withKey({}), requests)).toBeUndefined()
    const through = (service: string) =>
      withKey({ Condition: { StringEquals: { 'kms:ViaService': `${service}.eu-central-1.amazonaws.com` } } })
    expect(denialOf(encrypted, through('dynamodb'), requests)).toBeUndefined()
    expect(denialOf(encrypted, through('s3'), requests)).toMatchObject({ action: 'kms:Decrypt' })
  })

  it('a judgement: what the local run does not know it refuses', () => {
    expect(() => needed('ExecuteStatement', {})).toThrow(UnknownCall)
  })
})

describe('sending mail needs', () => {
  const wiring = aWiring({ identities: ['example.org'] })
  const resources = (sender: string, set?: string) =>
    accessForSendRawEmail(wiring, [sender], set).map(({ resource }) => resource.split(':')[5])

  it("the right on the sender's domain and on the configuration set", () => {
    expect(resources('register@example.org', 'events')).toEqual([
      'identity/example.org',
      'configuration-set/events',
    ])
  })

  it('the right to write from each address that it names', () => {
    const sender = wiredFunction({
      statements: [
        {
          Effect: 'Allow',
          Action: 'ses:SendRawEmail',
          Resource: '*',
          Condition: { StringEqualsIgnoreCase: { 'ses:FromAddress': 'Register@example.org' } },
        },
      ],
    })
    const denied = (...senders: readonly string[]) =>
      denialOf(wiring, sender, accessForSendRawEmail(wiring, senders, undefined))?.action
    expect(denied('register@example.org')).toBeUndefined()
    expect(denied('director@example.org')).toBe('ses:SendRawEmail')
    expect(denied('register@example.org', 'director@example.org')).toBe('ses:SendRawEmail')
  })

  it('the right on the address itself, if no identity covers it', () => {
    expect(resources('somebody@elsewhere.example')).toEqual(['identity/somebody@elsewhere.example'])
  })
})
