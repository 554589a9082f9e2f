/**
 * What each function may do, in words. This list makes the IAM statements and the environment
 * (`constructs/feature-function.ts`) and the README's table; a test compares the synthesized roles with a
 * second, written list of IAM actions.
 */

/** DynamoDB's actions, without `dynamodb:`. A transaction needs those of its parts, and `ConditionCheckItem`. */
type TableAction =
  | 'GetItem'
  | 'BatchGetItem'
  | 'Query'
  | 'ConditionCheckItem'
  | 'PutItem'
  | 'UpdateItem'
  | 'DeleteItem'
  | 'BatchWriteItem'

export type Grant = {
  /** On the main table itself; its customer key's actions come with them. */
  readonly main?: readonly TableAction[]
  /** Whether the main table's secondary indexes may be queried. */
  readonly lookup?: readonly ['Query']
  readonly work?: readonly ['Query']
  /** On the search's index table. */
  readonly index?: readonly TableAction[]
  /** Reading the key of the address hash. */
  readonly addressKey?: true
  /** Reading the client secret of the secretariat's sign-in. */
  readonly deskSecret?: true
  /** Sending mail as the stage's sender. */
  readonly mail?: true
}

const search = ['BatchGetItem', 'Query'] as const
/** Building what the search reads, from the truth. */
const rebuild = {
  main: ['BatchGetItem'],
  work: ['Query'],
  index: [...search, 'UpdateItem', 'BatchWriteItem'],
} as const
/** Reading the register: its index and, while a snapshot is damaged, which is noted there, all entries instead. */
const register = { work: ['Query'], index: [...search, 'UpdateItem'] } as const
const sending = { main: ['GetItem', 'UpdateItem', 'PutItem'], mail: true } as const

const grants = {
  'functions/survey/serve-survey.ts': {
    main: ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem'],
    lookup: ['Query'],
    index: ['GetItem', 'PutItem', 'UpdateItem'],
    addressKey: true,
  },
  'functions/register/serve-register.ts': { main: ['GetItem', 'BatchGetItem'], ...register },
  'functions/register/serve-exports.ts': { main: ['GetItem', 'BatchGetItem'], ...register },
  'functions/register/rebuild-index.ts': rebuild,
  'functions/register/rebuild-grown-index.ts': rebuild,
  'functions/matchmaking/serve-matchmaking.ts': { main: ['Query'], ...register },
  'functions/matchmaking/serve-introductions.ts': {
    main: ['GetItem', 'BatchGetItem', 'Query', 'ConditionCheckItem', 'PutItem', 'UpdateItem'],
  },
  'functions/matchmaking/serve-suggestions.ts': {
    main: ['GetItem', 'BatchGetItem', 'Query', 'UpdateItem'],
    ...register,
  },
  'functions/matchmaking/serve-calls.ts': {
    main: ['GetItem', 'BatchGetItem', 'ConditionCheckItem', 'PutItem', 'UpdateItem', 'DeleteItem'],
    lookup: ['Query'],
  },
  'functions/matchmaking/plan-calls.ts': {
    main: ['GetItem', 'BatchGetItem', 'Query', 'ConditionCheckItem', 'PutItem'],
    lookup: ['Query'],
    ...register,
  },
  'functions/matchmaking/plan-follow-ups.ts': {
    main: ['GetItem', 'BatchGetItem', 'PutItem', 'UpdateItem'],
    work: ['Query'],
  },
  'functions/matchmaking/on-round.ts': {
    main: ['GetItem', 'BatchGetItem', 'Query', 'ConditionCheckItem', 'PutItem', 'UpdateItem'],
    ...register,
  },
  'functions/programmes/serve-programmes.ts': { main: ['Query'] },
  'functions/notices/send-notice.ts': sending,
  'functions/notices/send-bulk-notices.ts': { ...sending, work: ['Query'] },
  'functions/notices/sweep-notices.ts': { ...sending, work: ['Query'] },
  'functions/notices/on-mail-event.ts': { main: ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'] },
  'functions/digests/plan-digests.ts': {
    main: ['GetItem', 'BatchGetItem', 'Query', 'ConditionCheckItem', 'PutItem', 'UpdateItem'],
    ...register,
  },
  'functions/digests/serve-digests.ts': { main: ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'] },
  'functions/my/serve-my.ts': {
    main: ['GetItem', 'BatchGetItem', 'Query', 'ConditionCheckItem', 'PutItem', 'UpdateItem', 'DeleteItem'],
    index: ['GetItem', 'PutItem', 'UpdateItem'],
    addressKey: true,
  },
  'functions/my/plan-reminders.ts': {
    main: ['BatchGetItem', 'Query', 'ConditionCheckItem', 'PutItem'],
    work: ['Query'],
  },
  'functions/my/expire-entries.ts': {
    main: ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'],
    work: ['Query'],
    index: ['GetItem', 'PutItem', 'UpdateItem'],
  },
  'functions/survey/expire-claims.ts': {
    main: ['GetItem', 'PutItem', 'UpdateItem'],
    lookup: ['Query'],
  },
  'functions/secretariat/serve-secretariat.ts': {
    main: ['GetItem', 'BatchGetItem', 'Query', 'ConditionCheckItem', 'PutItem', 'UpdateItem', 'DeleteItem'],
    lookup: ['Query'],
    index: ['GetItem', 'PutItem', 'UpdateItem'],
    addressKey: true,
    deskSecret: true,
  },
  'functions/secretariat/serve-desk-matchmaking.ts': {
    main: ['GetItem', 'BatchGetItem', 'Query', 'ConditionCheckItem', 'PutItem', 'UpdateItem'],
    lookup: ['Query'],
  },
  'functions/secretariat/serve-desk-suggestions.ts': {
    main: ['GetItem', 'BatchGetItem', 'Query', 'UpdateItem'],
    ...register,
  },
  'functions/site/serve-site.ts': register,
} as const satisfies Readonly<Record<string, Grant>>

/** A handler's source file. */
export type Entry = keyof typeof grants

export const entries = Object.keys(grants) as Entry[]

/** The grant of an entry, widened. */
export const grantOf = (entry: Entry): Grant => grants[entry]

const reading: readonly TableAction[] = ['GetItem', 'BatchGetItem', 'Query', 'ConditionCheckItem']

/**
 * The key's actions that a caller needs for a table under a customer key: DynamoDB makes these calls with the
 * caller's rights. Named one by one, since wildcards would also allow what AWS adds later.
 */
export const keyActionsFor = (grant: Grant): readonly string[] => {
  const onTable = grant.main ?? []
  if (onTable.length === 0 && !grant.lookup && !grant.work) return []
  return onTable.some((action) => !reading.includes(action))
    ? [
        'kms:Decrypt',
        'kms:DescribeKey',
        'kms:Encrypt',
        'kms:GenerateDataKey',
        'kms:ReEncryptFrom',
        'kms:ReEncryptTo',
      ]
    : ['kms:Decrypt', 'kms:DescribeKey']
}

/** A grant in words, for tables: `main: GetItem; index: Query`; its key's actions and the log go without saying. */
export const inWords = (grant: Grant): string => {
  const parts = [
    ['main', grant.main],
    ['main, lookup', grant.lookup],
    ['main, work', grant.work],
    ['index', grant.index],
    ['address key', grant.addressKey && ['GetSecretValue']],
    ['desk secret', grant.deskSecret && ['GetSecretValue']],
    ['mail', grant.mail && ['SendRawEmail']],
  ] as const
  return (
    parts
      .flatMap(([on, actions]) => (actions && actions.length > 0 ? [`${on}: ${actions.join(' ')}`] : []))
      .join('; ') || 'none'
  )
}
