import { randomUUID } from 'node:crypto'
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { inject } from 'vitest'
import { indexes } from '../../shared/table/access-patterns.ts'
import type { Tables } from '../../shared/table/client.ts'

const text = (name: string) => ({ AttributeName: name, AttributeType: 'S' as const })
const keySchema = (pk: string, sk: string) => [
  { AttributeName: pk, KeyType: 'HASH' as const },
  { AttributeName: sk, KeyType: 'RANGE' as const },
]

/**
 * Fresh, empty tables on the test run's DynamoDB Local, with the indexes that `access-patterns.ts` names. With a
 * stream only where one is read: each write to a table that has one reads through the list of all streams that
 * there ever were, so that every further test is slower than the one before.
 */
export const freshTables = async ({ stream = false } = {}): Promise<Tables> => {
  const raw = new DynamoDBClient({
    endpoint: inject('dynamodbEndpoint'),
    region: 'eu-central-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  })
  const suffix = randomUUID()
  const main = `main-${suffix}`
  const index = `index-${suffix}`
  await raw.send(
    new CreateTableCommand({
      TableName: main,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: keySchema('pk', 'sk'),
      AttributeDefinitions: ['pk', 'sk', ...Object.values(indexes).flatMap(({ pk, sk }) => [pk, sk])].map(
        text,
      ),
      GlobalSecondaryIndexes: Object.entries(indexes).map(([name, { pk, sk }]) => ({
        IndexName: name,
        KeySchema: keySchema(pk, sk),
        Projection: { ProjectionType: 'ALL' as const },
      })),
      ...(stream && {
        StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' as const },
      }),
    }),
  )
  await raw.send(
    new CreateTableCommand({
      TableName: index,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: keySchema('pk', 'sk'),
      AttributeDefinitions: ['pk', 'sk'].map(text),
    }),
  )
  return {
    client: DynamoDBDocumentClient.from(raw, { marshallOptions: { removeUndefinedValues: true } }),
    main,
    index,
  }
}
