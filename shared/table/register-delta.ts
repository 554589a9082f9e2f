import { GetCommand } from '@aws-sdk/lib-dynamodb'
import type { RegisterChange } from '../register/register-index-store.ts'
import type { Tables, Write } from './client.ts'
import { fieldsOf } from './item-fields.ts'
import { keyOf, listOf, numberKey } from './keys.ts'

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

/**
 * The two writes that tell the search of a change, for the transaction of the change itself: row
 * `head + 1` and the head, on condition that the head is still `head`. When the transaction is cancelled for
 * that, read the head again and retry.
 */
export const deltaWrites = (tables: Tables, change: RegisterChange, head: number): Write[] => {
  const list = listOf(change.entryId)
  return [
    {
      Put: {
        TableName: tables.index,
        Item: {
          ...keyOf('delta', { list, row: numberKey(head + 1) }),
          kind: 'delta',
          v: 1,
          entryId: change.entryId,
          ...(change.entry && { entry: change.entry }),
        },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    },
    {
      Update: {
        TableName: tables.index,
        Key: keyOf('head', { list }),
        UpdateExpression: 'SET #rows = :next, kind = :kind, v = :v',
        ConditionExpression: head === 0 ? 'attribute_not_exists(#rows) OR #rows = :head' : '#rows = :head',
        ExpressionAttributeNames: { '#rows': 'rows' },
        ExpressionAttributeValues: { ':next': head + 1, ':head': head, ':kind': 'head', ':v': 1 },
      },
    },
  ]
}
