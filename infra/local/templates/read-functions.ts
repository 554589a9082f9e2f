import { basename } from 'node:path'
import { type Statement, statementsOf } from '../access/policy.ts'
import { entryMetadata } from './cloudformation.ts'
import { fieldsOf, propertiesOf, stringsOf } from './read-properties.ts'
import type { Resolver } from './resolver.ts'
import type { AsynchronousInvocation, FunctionWiring, RoleWiring } from './wiring.ts'

/** AWS's own managed policies that only speak of logs and traces, which the local run keeps by itself. */
const withoutEffectHere = /policy\/(service-role\/AWSLambdaBasicExecutionRole|AWSXRayDaemonWriteAccess)$/

/** The roles that Lambda and the Scheduler may take on, by ARN, each with all its policies' statements. */
export const rolesIn = (found: Resolver): ReadonlyMap<string, RoleWiring> => {
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

/** The functions with their roles, what becomes of asynchronous calls, and who may invoke them. */
export const functionsIn = (
  found: Resolver,
  roles: ReadonlyMap<string, RoleWiring>,
): readonly FunctionWiring[] => {
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
export const functionNameOf = (reference: string): string =>
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
