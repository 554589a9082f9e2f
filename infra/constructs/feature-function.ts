import { basename } from 'node:path'
import { type Duration, RemovalPolicy, Stack } from 'aws-cdk-lib'
import * as iam from 'aws-cdk-lib/aws-iam'
import * as lambda from 'aws-cdk-lib/aws-lambda'
import * as logs from 'aws-cdk-lib/aws-logs'
import { Construct } from 'constructs'
import type { Data } from '../data-stack.ts'
import { type Entry, type Grant, grantOf, keyActionsFor } from '../grants.ts'
import type { Mail } from '../mail-stack.ts'
import type { StageSettings } from '../stages.ts'

/** What every feature is built from. */
export type Parts = {
  readonly settings: StageSettings
  readonly data: Data
  readonly mail: Mail
  /** The code of an entry: its bundle, or a placeholder where nothing is deployed. */
  readonly codeOf: (entry: Entry) => lambda.Code
}

/** The metadata of a function's resource that names its source, for the run on one machine. */
export const entryMetadata = 'peer-register:entry'

/** `functions/notices/send-notice.ts` → `send-notice`: also the job's name for `npm run fire`. */
export const nameOf = (entry: string): string => basename(entry).replace(/\.tsx?$/, '')

/** `send-notice` → `SendNotice`. */
const constructIdOf = (entry: string): string =>
  nameOf(entry)
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')

export type FeatureFunctionProps = {
  readonly parts: Parts
  readonly entry: Entry
  /** What it does, one sentence for the console. */
  readonly description: string
  readonly timeout: Duration
  /** In MB; a cold start's processor share grows with it. 1024 unless stated. */
  readonly memory?: number
  /** At most this many at the same time; leave it out for no own limit. */
  readonly reservedConcurrency?: number
  readonly environment?: Readonly<Record<string, string>>
}

/**
 * One Lambda function with its own role and log group. Its rights and the variables that go with them come from
 * `grants.ts`, so that one never stands without the other.
 */
export class FeatureFunction extends Construct {
  readonly function: lambda.Function
  readonly role: iam.Role
  readonly entry: Entry

  constructor(scope: Construct, props: FeatureFunctionProps) {
    super(scope, constructIdOf(props.entry))
    const { parts, entry } = props
    this.entry = entry
    const grant = grantOf(entry)

    const logGroup = new logs.LogGroup(this, 'Logs', {
      retention: logs.RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    })
    this.role = new iam.Role(this, 'Role', {
      assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
    })
    // Not AWSLambdaBasicExecutionRole: that one may write to every log group of the account.
    this.allow(['logs:CreateLogStream', 'logs:PutLogEvents'], [logGroup.logGroupArn])
    for (const statement of statementsOf(grant, parts, Stack.of(this).region))
      this.role.addToPrincipalPolicy(statement)

    this.function = new lambda.Function(this, 'Function', {
      description: props.description,
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
      handler: 'index.handler',
      code: parts.codeOf(entry),
      role: this.role.withoutPolicyUpdates(),
      memorySize: props.memory ?? 1024,
      timeout: props.timeout,
      logGroup,
      loggingFormat: lambda.LoggingFormat.JSON,
      environment: {
        ...environmentOf(grant, parts),
        ...props.environment,
      },
      ...(props.reservedConcurrency !== undefined && {
        reservedConcurrentExecutions: props.reservedConcurrency,
      }),
    })
    // The function must not start before it has its rights.
    this.function.node.addDependency(this.role)
    const resource = this.function.node.defaultChild
    if (!(resource instanceof lambda.CfnFunction)) throw new Error(`${entry} makes no function resource`)
    resource.addMetadata(entryMetadata, entry)
  }

  /** Adds one statement to the function's role. */
  allow(
    actions: readonly string[],
    resources: readonly string[],
    conditions?: Record<string, Record<string, string>>,
  ): void {
    this.role.addToPrincipalPolicy(
      new iam.PolicyStatement({
        actions: [...actions],
        resources: [...resources],
        ...(conditions && { conditions }),
      }),
    )
  }
}

/** A key's use through DynamoDB only, so that the right to decrypt is no right to decrypt anything else. */
export const throughDynamoDb = (region: string): Record<string, Record<string, string>> => ({
  StringEquals: { 'kms:ViaService': `dynamodb.${region}.amazonaws.com` },
})

const statementsOf = (
  grant: Grant,
  { settings, data, mail }: Parts,
  region: string,
): iam.PolicyStatement[] => {
  const named = (actions: readonly string[] | undefined) =>
    (actions ?? []).map((action) => `dynamodb:${action}`)
  const wanted: {
    actions: readonly string[]
    resources: readonly string[]
    conditions?: Record<string, Record<string, string>>
  }[] = [
    { actions: named(grant.main), resources: [data.main.arn] },
    { actions: named(grant.lookup), resources: [data.main.indexArns.lookup] },
    { actions: named(grant.work), resources: [data.main.indexArns.work] },
    { actions: keyActionsFor(grant), resources: [data.main.keyArn], conditions: throughDynamoDb(region) },
    { actions: named(grant.index), resources: [data.index.arn] },
    { actions: grant.addressKey ? ['secretsmanager:GetSecretValue'] : [], resources: [data.addressKeyArn] },
    { actions: grant.deskSecret ? ['secretsmanager:GetSecretValue'] : [], resources: [data.deskSecretArn] },
    {
      actions: grant.mail ? ['ses:SendRawEmail'] : [],
      resources: mail.sendingArns,
      // The identity is a whole domain, which other mail may come from, too.
      conditions: { StringEqualsIgnoreCase: { 'ses:FromAddress': settings.sender } },
    },
  ]
  return wanted
    .filter(({ actions }) => actions.length > 0)
    .map(
      ({ actions, resources, conditions }) =>
        new iam.PolicyStatement({
          actions: [...actions],
          resources: [...resources],
          ...(conditions && { conditions }),
        }),
    )
}

const environmentOf = (grant: Grant, { settings, data, mail }: Parts): Record<string, string> => ({
  STAGE: settings.stage,
  // From the settings, never from the API's own address: that would be a circular dependency.
  SITE_URL: settings.siteUrl,
  SITE_NAME: settings.siteName,
  CONTACT_ADDRESS: settings.contact,
  DEMONSTRATION: settings.demonstration ? 'yes' : 'no',
  LOOK: settings.look,
  ...(settings.logo && { LOGO_PATH: settings.logo.path, LOGO_RATIO: String(settings.logo.ratio) }),
  CONTROLLER: settings.controller,
  DATA_PROTECTION_LAW: settings.law,
  DATA_PROTECTION_OFFICER: settings.dataProtectionOfficer,
  EXPIRED_ENTRY_DAYS: String(settings.expiredEntryDays),
  TABLE_NAME: data.main.name,
  INDEX_TABLE_NAME: data.index.name,
  ...(grant.addressKey && { ADDRESS_KEY_SECRET_ID: data.addressKeyArn }),
  ...(grant.deskSecret && { DESK_SECRET_ID: data.deskSecretArn }),
  ...(grant.mail && {
    MAIL_FROM: settings.sender,
    MAIL_REPLY_TO: settings.replyTo,
    CONFIGURATION_SET: mail.configurationSet,
    // Notices to contact points hold no address: the sender finds it here.
    CONTACT_POINTS: JSON.stringify(settings.contactPoints),
  }),
})
