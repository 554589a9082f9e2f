import { describe, expect, it } from 'vitest'
import { entryMetadata } from '../../../infra/constructs/feature-function.ts'
import { entries, grantOf, keyActionsFor } from '../../../infra/grants.ts'
import { listed, ofType, type Statement, statementsOn, templatesOf } from '../../support/stacks.ts'

const { templates } = templatesOf()
const service = templates.service

/** What each function is allowed in the synthesized stack: its source file, its role's statements. */
const deployed = Object.values(ofType(service, 'AWS::Lambda::Function')).map(({ Metadata, Properties }) => ({
  entry: Metadata[entryMetadata] as string,
  statements: statementsOn(service, Properties.Role['Fn::GetAtt'][0]),
}))

/** A resource in one word, by what stands in its ARN. */
const wordFor = (resource: unknown): string => {
  const text = JSON.stringify(resource)
  const words: readonly (readonly [RegExp, string])[] = [
    [/MainArn.*\/index\/lookup/, 'lookup'],
    [/MainArn.*\/index\/work/, 'work'],
    [/MainArn.*\/stream\/\*/, 'streams'],
    [/:MainArn"/, 'main'],
    [/:MainStreamArn"/, 'stream'],
    [/:IndexArn"/, 'index'],
    [/:KeyArn"/, 'key'],
    [/:AddressKeyArn"/, 'secret'],
    [/:DeskSecretArn"/, 'desk-secret'],
    [/:identity\/example\.org/, 'identity'],
    [/:configuration-set\//, 'configuration-set'],
    [/:EventQueueArn"/, 'mail-events'],
    [/Failures[0-9A-F]{8}","Arn"/, 'failures'],
    [/Logs[0-9A-F]{8}","Arn"/, 'logs'],
  ]
  return words.find(([pattern]) => pattern.test(text))?.[1] ?? text
}

const actionsOf = (statements: readonly Statement[]): string[] =>
  statements
    .flatMap(({ Action, Resource }) =>
      listed(Resource).flatMap((resource) =>
        listed(Action).map((action) => `${wordFor(resource)} ${action}`),
      ),
    )
    .sort()

const logs = ['logs logs:CreateLogStream', 'logs logs:PutLogEvents']
const reading = ['key kms:Decrypt', 'key kms:DescribeKey']
const writing = [
  ...reading,
  'key kms:Encrypt',
  'key kms:GenerateDataKey',
  'key kms:ReEncryptFrom',
  'key kms:ReEncryptTo',
]
const search = ['index dynamodb:BatchGetItem', 'index dynamodb:Query']
/** Searching, and noting that the snapshot is damaged. */
const searching = [...search, 'index dynamodb:UpdateItem']
/** The register while a snapshot is damaged: all entries instead. */
const entriesInstead = [...reading, 'work dynamodb:Query']
const secret = ['secret secretsmanager:GetSecretValue']
const mail = ['configuration-set ses:SendRawEmail', 'identity ses:SendRawEmail']
const failures = ['failures sqs:SendMessage']
const noticeRows = ['main dynamodb:GetItem', 'main dynamodb:PutItem', 'main dynamodb:UpdateItem']

/** The written list. A change of a function's rights is a change here, to be read by a person. */
const written: Record<string, readonly string[]> = {
  'functions/survey/serve-survey.ts': [
    ...logs,
    ...writing,
    ...secret,
    'main dynamodb:BatchGetItem',
    'main dynamodb:ConditionCheckItem',
    'main dynamodb:DeleteItem',
    'main dynamodb:GetItem',
    'main dynamodb:PutItem',
    'main dynamodb:Query',
    'main dynamodb:UpdateItem',
    'lookup dynamodb:Query',
    'index dynamodb:GetItem',
    'index dynamodb:PutItem',
    'index dynamodb:UpdateItem',
  ],
  'functions/register/serve-register.ts': [
    ...logs,
    ...entriesInstead,
    'main dynamodb:BatchGetItem',
    'main dynamodb:GetItem',
    ...searching,
  ],
  'functions/register/serve-exports.ts': [
    ...logs,
    ...entriesInstead,
    'main dynamodb:BatchGetItem',
    'main dynamodb:GetItem',
    ...searching,
  ],
  'functions/register/rebuild-index.ts': [
    ...logs,
    ...failures,
    ...reading,
    'main dynamodb:BatchGetItem',
    'work dynamodb:Query',
    ...search,
    'index dynamodb:BatchWriteItem',
    'index dynamodb:UpdateItem',
  ],
  'functions/register/rebuild-grown-index.ts': [
    ...logs,
    ...failures,
    ...reading,
    'main dynamodb:BatchGetItem',
    'work dynamodb:Query',
    ...search,
    'index dynamodb:BatchWriteItem',
    'index dynamodb:UpdateItem',
  ],
  'functions/matchmaking/serve-matchmaking.ts': [
    ...logs,
    ...entriesInstead,
    'main dynamodb:Query',
    ...searching,
  ],
  'functions/matchmaking/serve-introductions.ts': [
    ...logs,
    ...writing,
    'main dynamodb:BatchGetItem',
    'main dynamodb:ConditionCheckItem',
    'main dynamodb:GetItem',
    'main dynamodb:PutItem',
    'main dynamodb:Query',
    'main dynamodb:UpdateItem',
  ],
  'functions/matchmaking/serve-suggestions.ts': [
    ...logs,
    ...writing,
    ...entriesInstead,
    'main dynamodb:BatchGetItem',
    'main dynamodb:GetItem',
    'main dynamodb:Query',
    'main dynamodb:UpdateItem',
    ...searching,
  ],
  'functions/matchmaking/serve-calls.ts': [
    ...logs,
    ...writing,
    'main dynamodb:BatchGetItem',
    'main dynamodb:ConditionCheckItem',
    'main dynamodb:DeleteItem',
    'main dynamodb:GetItem',
    'main dynamodb:PutItem',
    'main dynamodb:UpdateItem',
    'lookup dynamodb:Query',
  ],
  'functions/matchmaking/plan-calls.ts': [
    ...logs,
    ...writing,
    ...failures,
    ...entriesInstead,
    'main dynamodb:BatchGetItem',
    'main dynamodb:ConditionCheckItem',
    'main dynamodb:GetItem',
    'main dynamodb:PutItem',
    'main dynamodb:Query',
    'lookup dynamodb:Query',
    ...searching,
  ],
  'functions/matchmaking/plan-follow-ups.ts': [
    ...logs,
    ...writing,
    ...failures,
    'main dynamodb:BatchGetItem',
    'main dynamodb:GetItem',
    'main dynamodb:PutItem',
    'main dynamodb:UpdateItem',
    'work dynamodb:Query',
  ],
  'functions/matchmaking/on-round.ts': [
    ...logs,
    ...writing,
    ...failures,
    ...searching,
    'work dynamodb:Query',
    'main dynamodb:BatchGetItem',
    'main dynamodb:ConditionCheckItem',
    'main dynamodb:GetItem',
    'main dynamodb:PutItem',
    'main dynamodb:Query',
    'main dynamodb:UpdateItem',
    'key kms:Decrypt',
    'stream dynamodb:DescribeStream',
    'stream dynamodb:GetRecords',
    'stream dynamodb:GetShardIterator',
    'streams dynamodb:ListStreams',
  ],
  'functions/programmes/serve-programmes.ts': [...logs, ...reading, 'main dynamodb:Query'],
  'functions/notices/send-notice.ts': [
    ...logs,
    ...writing,
    ...failures,
    ...noticeRows,
    ...mail,
    'key kms:Decrypt',
    'stream dynamodb:DescribeStream',
    'stream dynamodb:GetRecords',
    'stream dynamodb:GetShardIterator',
    'streams dynamodb:ListStreams',
  ],
  'functions/notices/send-bulk-notices.ts': [
    ...logs,
    ...writing,
    ...failures,
    ...noticeRows,
    'work dynamodb:Query',
    ...mail,
  ],
  'functions/notices/sweep-notices.ts': [
    ...logs,
    ...writing,
    ...failures,
    ...noticeRows,
    'work dynamodb:Query',
    ...mail,
  ],
  'functions/notices/on-mail-event.ts': [
    ...logs,
    ...writing,
    'main dynamodb:DeleteItem',
    'main dynamodb:GetItem',
    'main dynamodb:PutItem',
    'main dynamodb:UpdateItem',
    'mail-events sqs:DeleteMessage',
    'mail-events sqs:GetQueueAttributes',
    'mail-events sqs:ReceiveMessage',
  ],
  'functions/digests/plan-digests.ts': [
    ...logs,
    ...writing,
    ...failures,
    'main dynamodb:BatchGetItem',
    'main dynamodb:ConditionCheckItem',
    'main dynamodb:GetItem',
    'main dynamodb:PutItem',
    'main dynamodb:Query',
    'main dynamodb:UpdateItem',
    'work dynamodb:Query',
    ...searching,
  ],
  'functions/digests/serve-digests.ts': [
    ...logs,
    ...writing,
    'main dynamodb:DeleteItem',
    'main dynamodb:PutItem',
    'main dynamodb:GetItem',
    'main dynamodb:UpdateItem',
  ],
  'functions/my/serve-my.ts': [
    ...logs,
    ...writing,
    ...secret,
    'main dynamodb:BatchGetItem',
    'main dynamodb:ConditionCheckItem',
    'main dynamodb:DeleteItem',
    'main dynamodb:GetItem',
    'main dynamodb:PutItem',
    'main dynamodb:Query',
    'main dynamodb:UpdateItem',
    'index dynamodb:GetItem',
    'index dynamodb:PutItem',
    'index dynamodb:UpdateItem',
  ],
  'functions/my/plan-reminders.ts': [
    ...logs,
    ...writing,
    ...failures,
    'main dynamodb:BatchGetItem',
    'main dynamodb:ConditionCheckItem',
    'main dynamodb:PutItem',
    'main dynamodb:Query',
    'work dynamodb:Query',
  ],
  'functions/my/expire-entries.ts': [
    ...logs,
    ...writing,
    ...failures,
    'main dynamodb:BatchGetItem',
    'main dynamodb:DeleteItem',
    'main dynamodb:GetItem',
    'main dynamodb:PutItem',
    'main dynamodb:Query',
    'main dynamodb:UpdateItem',
    'work dynamodb:Query',
    'index dynamodb:GetItem',
    'index dynamodb:PutItem',
    'index dynamodb:UpdateItem',
  ],
  'functions/survey/expire-claims.ts': [
    ...logs,
    ...writing,
    ...failures,
    'main dynamodb:GetItem',
    'main dynamodb:PutItem',
    'main dynamodb:UpdateItem',
    'lookup dynamodb:Query',
  ],
  'functions/secretariat/serve-secretariat.ts': [
    ...logs,
    ...writing,
    ...secret,
    'desk-secret secretsmanager:GetSecretValue',
    'main dynamodb:BatchGetItem',
    'main dynamodb:ConditionCheckItem',
    'main dynamodb:DeleteItem',
    'main dynamodb:GetItem',
    'main dynamodb:PutItem',
    'main dynamodb:Query',
    'main dynamodb:UpdateItem',
    'lookup dynamodb:Query',
    'index dynamodb:GetItem',
    'index dynamodb:PutItem',
    'index dynamodb:UpdateItem',
  ],
  'functions/secretariat/serve-desk-matchmaking.ts': [
    ...logs,
    ...writing,
    'main dynamodb:BatchGetItem',
    'main dynamodb:ConditionCheckItem',
    'main dynamodb:GetItem',
    'main dynamodb:PutItem',
    'main dynamodb:Query',
    'main dynamodb:UpdateItem',
    'lookup dynamodb:Query',
  ],
  'functions/secretariat/serve-desk-suggestions.ts': [
    ...logs,
    ...writing,
    ...entriesInstead,
    'main dynamodb:BatchGetItem',
    'main dynamodb:GetItem',
    'main dynamodb:Query',
    'main dynamodb:UpdateItem',
    ...searching,
  ],
  'functions/site/serve-site.ts': [...logs, ...entriesInstead, ...searching],
}

describe('what a function may do', () => {
  it('is listed for every deployed function', () => {
    expect(deployed.map(({ entry }) => entry).sort()).toEqual(Object.keys(written).sort())
    expect([...entries].sort()).toEqual(Object.keys(written).sort())
  })

  it.each(deployed)('$entry: exactly what is written down', ({ entry, statements }) => {
    expect([...new Set(actionsOf(statements))]).toEqual([...new Set(written[entry])].sort())
  })

  it('names every action: no wildcard, nothing denied', () => {
    const statements = deployed.flatMap((each) => each.statements)
    expect(statements.length).toBeGreaterThan(deployed.length)
    expect(statements.filter(({ Effect }) => Effect !== 'Allow')).toEqual([])
    expect(
      statements.flatMap(({ Action }) => listed(Action)).filter((action) => action.includes('*')),
    ).toEqual([])
  })

  it('names every resource, but for the stream names of the one table', () => {
    const wide = Object.values(ofType(service, 'AWS::IAM::Policy'))
      .flatMap(({ Properties }) => Properties.PolicyDocument.Statement as Statement[])
      .filter(({ Resource }) => JSON.stringify(Resource).includes('*'))
    expect(new Set(wide.map(({ Action }) => Action))).toEqual(new Set(['dynamodb:ListStreams']))
    expect(new Set(wide.map(({ Resource }) => wordFor(Resource)))).toEqual(new Set(['streams']))
  })

  it('includes the key of a table that it uses, through DynamoDB in the region alone', () => {
    for (const { entry, statements } of deployed) {
      const usesMain = actionsOf(statements).some((each) => /^(main|lookup|work|stream) /.test(each))
      const onKey = statements.filter(({ Resource }) => wordFor(Resource) === 'key')
      expect(onKey.length > 0, entry).toBe(usesMain)
      for (const { Condition } of onKey)
        expect(Condition).toEqual({
          StringEquals: { 'kms:ViaService': 'dynamodb.eu-central-1.amazonaws.com' },
        })
    }
  })

  it('sends mail from the stage’s own address alone', () => {
    const onMail = deployed
      .flatMap(({ statements }) => statements)
      .filter(({ Action }) => listed(Action).includes('ses:SendRawEmail'))
    expect(onMail).toHaveLength(3)
    for (const { Condition } of onMail)
      expect(Condition).toEqual({ StringEqualsIgnoreCase: { 'ses:FromAddress': 'register@example.org' } })
  })

  it('needs no key where no table under one is used, and less where nothing is written', () => {
    expect(keyActionsFor({ index: ['PutItem'] })).toEqual([])
    expect(keyActionsFor({ work: ['Query'] })).toEqual(['kms:Decrypt', 'kms:DescribeKey'])
    expect(keyActionsFor({ main: ['GetItem', 'PutItem'] })).toContain('kms:GenerateDataKey')
  })

  it('comes with its variables: who may read the key of the hash or send mail is told how', () => {
    for (const { Metadata, Properties } of Object.values(ofType(service, 'AWS::Lambda::Function'))) {
      const entry = Metadata[entryMetadata]
      const names = Object.keys(Properties.Environment.Variables)
      const grant = grantOf(entry)
      expect(names.includes('ADDRESS_KEY_SECRET_ID'), entry).toBe(grant.addressKey === true)
      expect(names.includes('DESK_SECRET_ID'), entry).toBe(grant.deskSecret === true)
      for (const name of ['MAIL_FROM', 'MAIL_REPLY_TO', 'CONFIGURATION_SET'])
        expect(names.includes(name), `${entry} ${name}`).toBe(grant.mail === true)
    }
  })
})
