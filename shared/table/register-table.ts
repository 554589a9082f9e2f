import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb'
import type { Entry } from '../register/entry.ts'
import type { RegisterStore, Revision } from '../register/register-store.ts'
import { items } from './access-patterns.ts'
import type { Tables } from './client.ts'
import { keyOf, partitionOf } from './keys.ts'

/** An entry from its item: the domain's fields without the table's. */
export const entryOfItem = (item: Record<string, unknown>): Entry => {
  const { pk: _pk, sk: _sk, workPk: _workPk, workSk: _workSk, kind: _kind, v: _v, ...entry } = item
  return entry as Entry
}

/** What the register asks of the truth, answered by the table. */
export const registerTable = ({ client, main }: Tables): RegisterStore => ({
  async entryById(entryId) {
    const { Item } = await client.send(
      new GetCommand({ TableName: main, Key: keyOf('entry', { entryId }), ConsistentRead: true }),
    )
    return Item && entryOfItem(Item)
  },

  async revisionsOfEntry(entryId) {
    const revisions: Revision[] = []
    let from: Record<string, unknown> | undefined
    do {
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName: main,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :revisions)',
          ExpressionAttributeValues: {
            ':pk': partitionOf('revision', { entryId }),
            ':revisions': items.revision.sk.split('{')[0],
          },
          ExclusiveStartKey: from,
        }),
      )
      for (const { entry, submissionId, confirmedAt } of Items)
        revisions.push({
          entry: entry as Entry,
          submissionId: submissionId as string,
          confirmedAt: confirmedAt as string,
        })
      from = LastEvaluatedKey
    } while (from)
    return revisions
  },
})
