import { statementsOf } from '../access/policy.ts'
import { isRecord, propertiesOf } from './read-properties.ts'
import type { Resolver } from './resolver.ts'
import type { KeyWiring, SecretWiring, TableWiring } from './wiring.ts'

/** The tables as DynamoDB Local creates them, with their streams and keys. */
export const tablesIn = (found: Resolver): readonly TableWiring[] =>
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

/** The keys with the statements of their policies. */
export const keysIn = (found: Resolver): readonly KeyWiring[] =>
  found.ofType('AWS::KMS::Key').map((resource) => ({
    arn: resource.values.attributes.Arn ?? '',
    policy: statementsOf(resource.property('KeyPolicy'), `${resource.stack}/${resource.id}`),
  }))

/** The secrets with how their values are generated. */
export const secretsIn = (found: Resolver): readonly SecretWiring[] =>
  found.ofType('AWS::SecretsManager::Secret').map((resource) => {
    const read = propertiesOf(resource, ['Description', 'GenerateSecretString', 'KmsKeyId', 'Name', 'Tags'])
    return {
      arn: resource.values.ref,
      name: resource.values.name,
      generate: read.record('GenerateSecretString') ?? {},
    }
  })
