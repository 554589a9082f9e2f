import { basename } from 'node:path'
import { denialOf } from '../access/access-check.ts'
import { type AccessRequest, type Statement, statementsOf } from '../access/policy.ts'
import { keyAccessFor } from '../access/required-access.ts'
import { checkPattern } from '../streams/filter-pattern.ts'
import { entryMetadata, type Place, refuseUnknownResources, type Templates } from './cloudformation.ts'
import { fieldsOf, isRecord, propertiesOf } from './read-properties.ts'
import { type Resolver, resolverOf } from './resolver.ts'
import type {
  ApiWiring,
  AsynchronousInvocation,
  ConfigurationSetWiring,
  FunctionWiring,
  KeyWiring,
  QueueSourceWiring,
  QueueWiring,
  RoleWiring,
  RouteWiring,
  ScheduleWiring,
  SecretWiring,
  StreamSourceWiring,
  TableWiring,
  TopicWiring,
  Wiring,
} from './wiring.ts'

/**
 * Reads the wiring out of the synthesized templates.
 *
 * @throws Error that names the resource, on anything that the local run would have to leave out
 */
export const readWiring = (templates: Templates, place: Place): Wiring => {
  refuseUnknownResources(templates)
  const found = resolverOf(templates, place)
  const roles = rolesIn(found)
  const functions = functionsIn(found, roles)
  const sources = eventSourcesIn(found, functions)
  const wiring: Wiring = {
    ...place,
    tables: tablesIn(found),
    keys: keysIn(found),
    secrets: secretsIn(found),
    functions,
    api: apiIn(found),
    streamSources: sources.streams,
    queueSources: sources.queues,
    queues: queuesIn(found),
    topics: topicsIn(found),
    schedules: schedulesIn(found, roles),
    configurationSets: configurationSetsIn(found, place),
    identities: found.ofType('AWS::SES::EmailIdentity').map(({ values }) => values.name),
  }
  refuseDanglingArns(wiring)
  return wiring
}

const stringsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.map(String) : value === undefined ? [] : [String(value)]

// ---- Roles -------------------------------------------------------------------------------------------------

/** AWS's own managed policies that only speak of logs and traces, which the local run keeps by itself. */
const withoutEffectHere = /policy\/(service-role\/AWSLambdaBasicExecutionRole|AWSXRayDaemonWriteAccess)$/

const rolesIn = (found: Resolver): ReadonlyMap<string, RoleWiring> => {
  const attached = found.ofType('AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy').map((policy) => ({
    arn: policy.values.ref,
    roles: stringsOf(policy.property('Roles')),
    statements: () => statementsOf(policy.property('PolicyDocument'), `${policy.stack}/${policy.id}`),
  }))
  const roles = new Map<string, RoleWiring>()
  for (const role of found.ofType('AWS::IAM::Role')) {
    const at = `${role.stack}/${role.id}`
    const trust = statementsOf(role.property('AssumeRolePolicyDocument'), at)
    // API Gateway's role for its logs may use a managed policy that the local run has no use for.
    if (!trust.some(({ principals }) => principals?.some((p) => /lambda|scheduler/.test(p)))) continue
    const own = (role.property('Policies') ?? []) as readonly { PolicyDocument: unknown }[]
    const managed = stringsOf(role.property('ManagedPolicyArns')).filter(
      (arn) => !withoutEffectHere.test(arn),
    )
    const unknown = managed.find((arn) => !attached.some((policy) => policy.arn === arn))
    if (unknown) throw new Error(`${at}: the local run does not know the managed policy ${unknown}`)
    const arn = role.values.attributes.Arn ?? ''
    roles.set(arn, {
      arn,
      statements: [
        ...own.flatMap(({ PolicyDocument }) => statementsOf(PolicyDocument, at)),
        ...attached
          .filter((policy) => policy.roles.includes(role.values.name) || managed.includes(policy.arn))
          .flatMap((policy) => policy.statements()),
      ],
    })
  }
  return roles
}

// ---- Functions ---------------------------------------------------------------------------------------------

const functionProperties = [
  'Architectures',
  'Code',
  'Description',
  'Environment',
  'FunctionName',
  'Handler',
  'LoggingConfig',
  'MemorySize',
  'ReservedConcurrentExecutions',
  'Role',
  'Runtime',
  'Tags',
  'Timeout',
  'TracingConfig',
]

const functionsIn = (found: Resolver, roles: ReadonlyMap<string, RoleWiring>): readonly FunctionWiring[] => {
  const invocations = asynchronousInvocationsIn(found)
  const permissions = permissionsIn(found)
  return found.ofType('AWS::Lambda::Function').map((resource) => {
    const read = propertiesOf(resource, functionProperties)
    const entry = resource.metadata[entryMetadata]
    if (typeof entry !== 'string') throw new Error(`${read.at} has no metadata '${entryMetadata}'`)
    const role = roles.get(read.text('Role'))
    if (!role) throw new Error(`${read.at}: its role is in no stack`)
    const environment = read.record('Environment')?.Variables ?? {}
    const atMost = read.optionalNumber('ReservedConcurrentExecutions')
    const { name } = resource.values
    return {
      name,
      arn: resource.values.attributes.Arn ?? '',
      entry,
      title: basename(entry).replace(/\.[a-z]+$/, ''),
      exportName: read.text('Handler').split('.').at(-1) ?? '',
      environment: Object.fromEntries(
        Object.entries(environment).map(([key, value]) => [key, String(value)]),
      ),
      timeoutSeconds: read.number('Timeout', 3),
      memoryMegabytes: read.number('MemorySize', 128),
      ...(atMost !== undefined && { mostAtOnce: atMost }),
      role,
      asynchronous: invocations.get(name) ?? { maximumRetryAttempts: 2, maximumEventAgeSeconds: 6 * 3600 },
      permissions: permissions.filter(({ functionName }) => functionName === name).map((p) => p.statement),
    }
  })
}

/** A function's name from its name or any of its ARNs. */
const functionNameOf = (reference: string): string =>
  reference.startsWith('arn:') ? (reference.split(':')[6] ?? reference) : reference

const asynchronousInvocationsIn = (found: Resolver): ReadonlyMap<string, AsynchronousInvocation> =>
  new Map(
    found.ofType('AWS::Lambda::EventInvokeConfig').map((resource) => {
      const read = propertiesOf(resource, [
        'DestinationConfig',
        'FunctionName',
        'MaximumEventAgeInSeconds',
        'MaximumRetryAttempts',
        'Qualifier',
      ])
      const destinations = fieldsOf(read.record('DestinationConfig') ?? {}, read.at)
      if (destinations.has('OnSuccess')) throw new Error(`${read.at}: OnSuccess is not carried out here`)
      const onFailure = destinations.record('OnFailure')?.Destination
      return [
        functionNameOf(read.text('FunctionName')),
        {
          maximumRetryAttempts: read.number('MaximumRetryAttempts', 2),
          maximumEventAgeSeconds: read.number('MaximumEventAgeInSeconds', 6 * 3600),
          ...(typeof onFailure === 'string' && { onFailureArn: onFailure }),
        },
      ] as const
    }),
  )

const permissionsIn = (found: Resolver): readonly { functionName: string; statement: Statement }[] =>
  found.ofType('AWS::Lambda::Permission').map((resource) => {
    const read = propertiesOf(resource, ['Action', 'FunctionName', 'Principal', 'SourceAccount', 'SourceArn'])
    const conditions = (['SourceArn', 'SourceAccount'] as const).flatMap((name) => {
      const value = read.optionalText(name)
      return value === undefined
        ? []
        : [{ operator: 'ArnLike', key: `aws:${name.toLowerCase()}`, values: [value] }]
    })
    const principal = read.text('Principal')
    return {
      functionName: functionNameOf(read.text('FunctionName')),
      statement: {
        effect: 'Allow' as const,
        actions: [read.text('Action')],
        resources: [],
        principals: [principal.includes('.amazonaws.com') ? `Service:${principal}` : `AWS:${principal}`],
        conditions,
      },
    }
  })

// ---- Data --------------------------------------------------------------------------------------------------

const tablesIn = (found: Resolver): readonly TableWiring[] =>
  found.ofType('AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable').map((resource) => {
    const read = propertiesOf(resource, [
      'AttributeDefinitions',
      'BillingMode',
      'DeletionProtectionEnabled',
      'GlobalSecondaryIndexes',
      'KeySchema',
      'LocalSecondaryIndexes',
      'PointInTimeRecoverySpecification',
      'Replicas',
      'SSESpecification',
      'StreamSpecification',
      'TableClass',
      'TableName',
      'Tags',
      'TimeToLiveSpecification',
      'WriteOnDemandThroughputSettings',
    ])
    const stream = read.record('StreamSpecification')
    const ttl = read.record('TimeToLiveSpecification')
    const arn = resource.values.attributes.Arn ?? ''
    const key = keyOf(read.record('SSESpecification'), read.records('Replicas'))
    return {
      name: resource.values.name,
      arn,
      create: {
        TableName: resource.values.name,
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: read.records('KeySchema'),
        AttributeDefinitions: read.records('AttributeDefinitions'),
        ...listUnless('GlobalSecondaryIndexes', read.records('GlobalSecondaryIndexes').map(indexOf)),
        ...listUnless('LocalSecondaryIndexes', read.records('LocalSecondaryIndexes').map(indexOf)),
        ...(stream && { StreamSpecification: { ...stream, StreamEnabled: true } }),
      },
      ...(ttl && String(ttl.Enabled) === 'true' && { timeToLiveAttribute: String(ttl.AttributeName) }),
      ...(stream && { streamArn: resource.values.attributes.StreamArn ?? '' }),
      ...(key !== undefined && { keyArn: key }),
    }
  })

const listUnless = (name: string, list: readonly unknown[]) => (list.length > 0 ? { [name]: list } : {})

const indexOf = ({ IndexName, KeySchema, Projection }: Readonly<Record<string, unknown>>) => ({
  IndexName,
  KeySchema,
  Projection,
})

/** A Table names its key itself, a GlobalTable on each replica. */
const keyOf = (
  encryption: Readonly<Record<string, unknown>> | undefined,
  replicas: readonly Readonly<Record<string, unknown>>[],
): string | undefined => {
  const replicaEncryption = replicas[0]?.SSESpecification
  const key =
    encryption?.KMSMasterKeyId ?? (isRecord(replicaEncryption) ? replicaEncryption.KMSMasterKeyId : undefined)
  return key === undefined ? undefined : String(key)
}

const keysIn = (found: Resolver): readonly KeyWiring[] =>
  found.ofType('AWS::KMS::Key').map((resource) => ({
    arn: resource.values.attributes.Arn ?? '',
    policy: statementsOf(resource.property('KeyPolicy'), `${resource.stack}/${resource.id}`),
  }))

const secretsIn = (found: Resolver): readonly SecretWiring[] =>
  found.ofType('AWS::SecretsManager::Secret').map((resource) => {
    const read = propertiesOf(resource, ['Description', 'GenerateSecretString', 'KmsKeyId', 'Name', 'Tags'])
    return {
      arn: resource.values.ref,
      name: resource.values.name,
      generate: read.record('GenerateSecretString') ?? {},
    }
  })

// ---- HTTP --------------------------------------------------------------------------------------------------

const apiIn = (found: Resolver): ApiWiring => {
  const [api, ...others] = found.ofType('AWS::ApiGateway::RestApi')
  if (!api || others.length > 0) throw new Error('the local run serves exactly one RestApi')
  const read = propertiesOf(api, [
    'ApiKeySourceType',
    'BinaryMediaTypes',
    'Description',
    'DisableExecuteApiEndpoint',
    'EndpointConfiguration',
    'FailOnWarnings',
    'MinimumCompressionSize',
    'Name',
    'Policy',
    'SecurityPolicy',
    'EndpointAccessMode',
    'Tags',
  ])
  const [stage] = found.ofType('AWS::ApiGateway::Stage')
  if (!stage) throw new Error('the RestApi has no stage')
  const minimumCompressionSize = read.optionalNumber('MinimumCompressionSize')
  return {
    id: api.values.ref,
    stage: stage.values.ref,
    routes: routesIn(found, api.values.attributes.RootResourceId ?? ''),
    binaryMediaTypes: read.texts('BinaryMediaTypes'),
    ...(minimumCompressionSize !== undefined && { minimumCompressionSize }),
  }
}

const routesIn = (found: Resolver, rootId: string): readonly RouteWiring[] => {
  const parents = new Map(
    found
      .ofType('AWS::ApiGateway::Resource')
      .map((resource) => [
        resource.values.ref,
        { part: String(resource.property('PathPart')), parent: String(resource.property('ParentId')) },
      ]),
  )
  const pathOf = (resourceId: string): string => {
    if (resourceId === rootId) return ''
    const resource = parents.get(resourceId)
    if (!resource) throw new Error(`no API resource '${resourceId}'`)
    return `${pathOf(resource.parent)}/${resource.part}`
  }
  return found.ofType('AWS::ApiGateway::Method').map((method) => {
    const read = propertiesOf(method, [
      'ApiKeyRequired',
      'AuthorizationType',
      'HttpMethod',
      'Integration',
      'MethodResponses',
      'OperationName',
      'ResourceId',
      'RestApiId',
    ])
    if ((read.optionalText('AuthorizationType') ?? 'NONE') !== 'NONE')
      throw new Error(`${read.at}: the local run knows no authorizers`)
    const integration = fieldsOf(read.record('Integration') ?? {}, read.at)
    if (
      integration.text('Type') !== 'AWS_PROXY' ||
      integration.optionalText('ResponseTransferMode') === 'STREAM'
    )
      throw new Error(`${read.at}: the local run knows only buffered AWS_PROXY integrations`)
    const functionArn = /\/functions\/(arn:[^/]+)\/invocations$/.exec(integration.text('Uri'))?.[1]
    if (!functionArn) throw new Error(`${read.at}: its integration names no function`)
    const resourceId = read.text('ResourceId')
    return {
      method: read.text('HttpMethod'),
      path: pathOf(resourceId) || '/',
      resourceId,
      functionArn,
      timeoutMilliseconds: integration.number('TimeoutInMillis', 29_000),
    }
  })
}

// ---- Events ------------------------------------------------------------------------------------------------

const eventSourcesIn = (
  found: Resolver,
  functions: readonly FunctionWiring[],
): { streams: readonly StreamSourceWiring[]; queues: readonly QueueSourceWiring[] } => {
  const streams: StreamSourceWiring[] = []
  const queues: QueueSourceWiring[] = []
  for (const resource of found.ofType('AWS::Lambda::EventSourceMapping')) {
    const read = propertiesOf(resource, [
      'BatchSize',
      'BisectBatchOnFunctionError',
      'DestinationConfig',
      'Enabled',
      'EventSourceArn',
      'FilterCriteria',
      'FunctionName',
      'FunctionResponseTypes',
      'MaximumBatchingWindowInSeconds',
      'MaximumRecordAgeInSeconds',
      'MaximumRetryAttempts',
      'ParallelizationFactor',
      'ScalingConfig',
      'StartingPosition',
      'Tags',
    ])
    if (!read.flag('Enabled', true)) continue
    const functionName = functionNameOf(read.text('FunctionName'))
    const target = functions.find(({ name }) => name === functionName)
    if (!target) throw new Error(`${read.at}: the function ${functionName} is in no stack`)
    const patterns = fieldsOf(read.record('FilterCriteria') ?? {}, read.at).records('Filters')
    const filters = patterns.map(({ Pattern }) => JSON.parse(String(Pattern)) as unknown)
    for (const filter of filters) checkPattern(filter, read.at)
    const arn = read.text('EventSourceArn')
    const ofQueue = arn.split(':')[2] === 'sqs'
    const source = {
      functionArn: target.arn,
      batchSize: read.number('BatchSize', ofQueue ? 10 : 100),
      windowSeconds: read.number('MaximumBatchingWindowInSeconds', 0),
      filters,
      reportsItemFailures: read.texts('FunctionResponseTypes').includes('ReportBatchItemFailures'),
    }
    if (ofQueue) {
      queues.push({ ...source, queueArn: arn })
      continue
    }
    const startsAt = read.text('StartingPosition')
    if (startsAt !== 'LATEST' && startsAt !== 'TRIM_HORIZON')
      throw new Error(`${read.at}: unknown starting position ${startsAt}`)
    const limit = (name: string) => {
      const value = read.optionalNumber(name)
      return value === undefined || value < 0 ? undefined : value
    }
    const retries = limit('MaximumRetryAttempts')
    const age = limit('MaximumRecordAgeInSeconds')
    const onFailure = fieldsOf(read.record('DestinationConfig') ?? {}, read.at).record('OnFailure')
    streams.push({
      ...source,
      streamArn: arn,
      startsAt,
      bisects: read.flag('BisectBatchOnFunctionError', false),
      ...(retries !== undefined && { maximumRetryAttempts: retries }),
      ...(age !== undefined && { maximumRecordAgeSeconds: age }),
      ...(onFailure && { onFailureArn: String(onFailure.Destination) }),
    })
  }
  return { streams, queues }
}

/** Statements of the policies that name a resource in one of their list properties. */
const resourcePolicies = (found: Resolver, type: string, listProperty: string) => {
  const policies = found.ofType(type).map((policy) => ({
    on: stringsOf(policy.property(listProperty)),
    statements: statementsOf(policy.property('PolicyDocument'), `${policy.stack}/${policy.id}`),
  }))
  return (reference: string): readonly Statement[] =>
    policies.filter(({ on }) => on.includes(reference)).flatMap(({ statements }) => statements)
}

const queuesIn = (found: Resolver): readonly QueueWiring[] => {
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

const topicsIn = (found: Resolver): readonly TopicWiring[] => {
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

const schedulesIn = (found: Resolver, roles: ReadonlyMap<string, RoleWiring>): readonly ScheduleWiring[] =>
  found.ofType('AWS::Scheduler::Schedule').flatMap((resource) => {
    const read = propertiesOf(resource, [
      'Description',
      'FlexibleTimeWindow',
      'GroupName',
      'Name',
      'ScheduleExpression',
      'ScheduleExpressionTimezone',
      'State',
      'Target',
    ])
    if (read.optionalText('State') === 'DISABLED') return []
    const target = fieldsOf(read.record('Target') ?? {}, read.at)
    const role = roles.get(target.text('RoleArn'))
    if (!role) throw new Error(`${read.at}: its role is in no stack`)
    return [
      {
        name: resource.values.name,
        expression: read.text('ScheduleExpression'),
        timeZone: read.optionalText('ScheduleExpressionTimezone') ?? 'UTC',
        functionArn: target.text('Arn'),
        role,
        input: target.optionalText('Input') ?? '{}',
      },
    ]
  })

const configurationSetsIn = (found: Resolver, place: Place): readonly ConfigurationSetWiring[] => {
  const destinations = found.ofType('AWS::SES::ConfigurationSetEventDestination').flatMap((resource) => {
    const read = propertiesOf(resource, ['ConfigurationSetName', 'EventDestination'])
    const destination = fieldsOf(read.record('EventDestination') ?? {}, read.at)
    if (!destination.flag('Enabled', true)) return []
    const topicArn = destination.record('SnsDestination')?.TopicARN
    if (typeof topicArn !== 'string') throw new Error(`${read.at}: the local run publishes to SNS only`)
    return [
      {
        set: read.text('ConfigurationSetName'),
        name: destination.optionalText('Name') ?? resource.id,
        topicArn,
        eventTypes: destination.texts('MatchingEventTypes').map((type) => type.toLowerCase()),
      },
    ]
  })
  return found.ofType('AWS::SES::ConfigurationSet').map(({ values }) => ({
    name: values.name,
    arn: `arn:aws:ses:${place.region}:${place.account}:configuration-set/${values.name}`,
    destinations: destinations
      .filter(({ set }) => set === values.name)
      .map(({ name, topicArn, eventTypes }) => ({ name, topicArn, eventTypes })),
  }))
}

// ---- Consistency -------------------------------------------------------------------------------------------

/** What the wiring refers to must be in it; and Lambda refuses a source that the function's role may not read. */
const refuseDanglingArns = (wiring: Wiring): void => {
  const missing: string[] = []
  const functions = new Map(wiring.functions.map((each) => [each.arn, each]))
  const queues = new Set(wiring.queues.map(({ arn }) => arn))
  const streams = new Map(wiring.tables.map((table) => [table.streamArn, table]))
  const need = (there: boolean, what: string) => {
    if (!there) missing.push(what)
  }
  for (const { functionArn, path } of wiring.api.routes)
    need(functions.has(functionArn), `the function of the route ${path}`)
  for (const { functionArn, name } of wiring.schedules)
    need(functions.has(functionArn), `the function of the schedule ${name}`)
  for (const { onFailureArn } of wiring.streamSources)
    need(onFailureArn === undefined || queues.has(onFailureArn), `the failure queue ${onFailureArn}`)
  for (const { asynchronous } of wiring.functions)
    need(
      asynchronous.onFailureArn === undefined || queues.has(asynchronous.onFailureArn),
      `the failure queue ${asynchronous.onFailureArn}`,
    )
  for (const { redrive } of wiring.queues)
    need(redrive === undefined || queues.has(redrive.deadLetterArn), `the queue ${redrive?.deadLetterArn}`)
  for (const { subscriptions } of wiring.topics)
    for (const { queueArn } of subscriptions) need(queues.has(queueArn), `the queue ${queueArn}`)

  const mayUse = (functionArn: string, requests: readonly AccessRequest[]) => {
    const used = functions.get(functionArn)
    const denial = used && denialOf(wiring, used, requests)
    if (denial) missing.push(`the grant of ${denial.action} on ${denial.resource} to ${denial.title}`)
  }
  const each = (resource: string, ...actions: string[]) => actions.map((action) => ({ action, resource }))
  for (const { functionArn, streamArn, onFailureArn } of wiring.streamSources) {
    const table = streams.get(streamArn)
    need(table !== undefined, `the stream ${streamArn}`)
    mayUse(functionArn, [
      ...each(streamArn, 'dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'),
      ...keyAccessFor(wiring, table),
      ...(onFailureArn === undefined ? [] : each(onFailureArn, 'sqs:SendMessage')),
    ])
  }
  for (const { functionArn, queueArn } of wiring.queueSources) {
    need(queues.has(queueArn), `the queue ${queueArn}`)
    mayUse(functionArn, each(queueArn, 'sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'))
  }
  for (const { arn, asynchronous } of wiring.functions)
    if (asynchronous.onFailureArn) mayUse(arn, each(asynchronous.onFailureArn, 'sqs:SendMessage'))
  if (missing.length > 0) throw new Error(`the stacks lack ${[...new Set(missing)].join(', ')}`)
}
