import { Refusal } from '../refusal.ts'
import type { TableWiring } from '../templates/wiring.ts'
import { DynamoDbError, type DynamoDbWire } from './dynamodb-wire.ts'

const api = 'DynamoDB_20120810'

type Description = {
  readonly KeySchema?: unknown
  readonly GlobalSecondaryIndexes?: readonly { IndexName: string; KeySchema: unknown }[]
  readonly LatestStreamArn?: string
}

/**
 * Makes the tables that are not there yet.
 *
 * @returns the real ARN of each table's stream, by the ARN that the templates use
 * @throws Refusal if a table of an earlier run has other keys or indexes than the stacks now say
 */
export const createTables = async (
  dynamoDb: DynamoDbWire,
  tables: readonly TableWiring[],
): Promise<ReadonlyMap<string, string>> => {
  const streams = await Promise.all(
    tables.map(async (table) => {
      const there = (await describe(dynamoDb, table.name)) ?? (await create(dynamoDb, table))
      if (shapeOf(there) !== shapeOf(table.create as Description))
        throw new Refusal(
          `The data of an earlier run have other keys or indexes (table ${table.name}): run 'npm start -- --reset' to begin anew.`,
        )
      return table.streamArn && there.LatestStreamArn
        ? ([[table.streamArn, there.LatestStreamArn]] as const)
        : []
    }),
  )
  return new Map(streams.flat())
}

/** Deletes the tables, where they are not in the run's own folder. */
export const deleteTables = async (dynamoDb: DynamoDbWire, tables: readonly TableWiring[]): Promise<void> => {
  await Promise.all(
    tables.map(async ({ name }) => {
      if (await describe(dynamoDb, name)) await dynamoDb.call(`${api}.DeleteTable`, { TableName: name })
    }),
  )
}

const describe = async (dynamoDb: DynamoDbWire, name: string): Promise<Description | undefined> => {
  try {
    return (await dynamoDb.call(`${api}.DescribeTable`, { TableName: name })).Table as Description
  } catch (error) {
    if (error instanceof DynamoDbError && error.name === 'ResourceNotFoundException') return undefined
    throw error
  }
}

const create = async (dynamoDb: DynamoDbWire, table: TableWiring): Promise<Description> => {
  const made = await dynamoDb.call(`${api}.CreateTable`, table.create)
  if (table.timeToLiveAttribute)
    await dynamoDb.call(`${api}.UpdateTimeToLive`, {
      TableName: table.name,
      TimeToLiveSpecification: { Enabled: true, AttributeName: table.timeToLiveAttribute },
    })
  return made.TableDescription as Description
}

const shapeOf = ({ KeySchema, GlobalSecondaryIndexes }: Description): string =>
  JSON.stringify([
    keysOf(KeySchema),
    (GlobalSecondaryIndexes ?? []).map((index) => [index.IndexName, keysOf(index.KeySchema)]).sort(),
  ])

const keysOf = (schema: unknown): string =>
  (schema as readonly { AttributeName: string; KeyType: string }[])
    .map(({ AttributeName, KeyType }) => `${KeyType}:${AttributeName}`)
    .join()
