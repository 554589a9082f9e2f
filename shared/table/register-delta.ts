import { GetCommand } from '@aws-sdk/lib-dynamodb'
import type { RegisterChange } from '../register/register-index-store.ts'
import { batchGet, type Tables, type Write } from './client.ts'
import { fieldsOf } from './item-fields.ts'
import { keyOf, listNames, listOf, numberKey } from './keys.ts'

/** How many rows the delta list that an entry belongs to has; strongly consistent, 0 for a list never written. */
export const headOfList = async (tables: Tables, entryId: string): Promise<number> => {
  const { Item } = await tables.client.send(
    new GetCommand({
      TableName: tables.index,
      Key: keyOf('head', { list: listOf(entryId) }),
      ConsistentRead: true,
    }),
  )
  return fieldsOf<{ rows: number }>('head', Item)?.rows ?? 0
}

/** How many rows each list has, by list; strongly consistent, in one read. */
export const headsOfLists = async (tables: Tables): Promise<readonly number[]> => {
  const keys = listNames.map((list) => keyOf('head', { list }))
  const found = await batchGet(tables, tables.index, keys)
  const byKey = new Map(found.map((item) => [item.pk as string, item]))
  return keys.map(({ pk }) => fieldsOf<{ rows: number }>('head', byKey.get(pk))?.rows ?? 0)
}

/**
 * The two writes that tell the search of a change, for the transaction of the change itself: row
 * `head + 1` and the head, on condition that the head is still `head`. When the transaction is cancelled for
 * that, read the head again and retry.
 */
export const deltaWrites = (tables: Tables, change: RegisterChange, head: number): Write[] => {
  const list = listOf(change.entryId)
  return [rowWrite(tables, list, change, head + 1), headWrite(tables, list, head, head + 1)]
}

/** The same for many changes at once: a row each, and one head a list, of which there are at most eight. */
export const batchDeltaWrites = (
  tables: Tables,
  changes: readonly RegisterChange[],
  heads: readonly number[],
): Write[] =>
  listNames.flatMap((list) => {
    const head = heads[Number(list)] ?? 0
    const ofList = changes.filter(({ entryId }) => listOf(entryId) === list)
    if (ofList.length === 0) return []
    return [
      ...ofList.map((change, n) => rowWrite(tables, list, change, head + 1 + n)),
      headWrite(tables, list, head, head + ofList.length),
    ]
  })

const rowWrite = ({ index }: Tables, list: string, change: RegisterChange, row: number): Write => ({
  Put: {
    TableName: index,
    Item: {
      ...keyOf('delta', { list, row: numberKey(row) }),
      kind: 'delta',
      v: 1,
      entryId: change.entryId,
      ...(change.entry && { entry: change.entry }),
    },
    ConditionExpression: 'attribute_not_exists(pk)',
  },
})

const headWrite = ({ index }: Tables, list: string, head: number, next: number): Write => ({
  Update: {
    TableName: index,
    Key: keyOf('head', { list }),
    UpdateExpression: 'SET #rows = :next, kind = :kind, v = :v',
    ConditionExpression: head === 0 ? 'attribute_not_exists(#rows) OR #rows = :head' : '#rows = :head',
    ExpressionAttributeNames: { '#rows': 'rows' },
    ExpressionAttributeValues: { ':next': next, ':head': head, ':kind': 'head', ':v': 1 },
  },
})
