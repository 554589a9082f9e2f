import { PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb'
import { type ItemKind, items } from '../../shared/table/access-patterns.ts'
import type { Tables } from '../../shared/table/client.ts'
import { keyOf } from '../../shared/table/keys.ts'

/** All items of a kind, whatever their keys: for tests alone, which may scan. */
// biome-ignore lint/suspicious/noExplicitAny: a test reads any attribute of any kind
export const itemsOfKind = async (tables: Tables, kind: ItemKind): Promise<Record<string, any>[]> => {
  const found: Record<string, unknown>[] = []
  let from: Record<string, unknown> | undefined
  do {
    const page = await tables.client.send(
      new ScanCommand({
        TableName: tables[items[kind].table],
        FilterExpression: 'kind = :kind',
        ExpressionAttributeValues: { ':kind': kind },
        ConsistentRead: true,
        ExclusiveStartKey: from,
      }),
    )
    found.push(...(page.Items ?? []))
    from = page.LastEvaluatedKey
  } while (from)
  return found
}

/** Puts an item as another part of the system would have. */
export const putItem = async <K extends ItemKind>(
  tables: Tables,
  kind: K,
  key: Parameters<typeof keyOf<K>>[1],
  fields: Readonly<Record<string, unknown>>,
): Promise<void> => {
  const Item = { ...keyOf(kind, key), kind, v: 1, ...fields }
  await tables.client.send(new PutCommand({ TableName: tables[items[kind].table], Item }))
}
