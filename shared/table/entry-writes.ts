import type { Entry } from '../register/entry.ts'
import type { Tables, Write } from './client.ts'
import { keyOf, listOf, lookupKeyOf, workKeyOf } from './keys.ts'
import { deltaWrites, headOfList } from './register-delta.ts'

/** An entry as its item: in its list of all entries and, while it awaits review, in the desk's queue. */
export const entryItem = (entry: Entry): Record<string, unknown> => ({
  ...keyOf('entry', entry),
  ...workKeyOf('entry', { list: listOf(entry.entryId), entryId: entry.entryId }),
  ...(entry.state === 'awaiting-review' &&
    lookupKeyOf('entry', { state: entry.state, since: entry.updatedAt, entryId: entry.entryId })),
  kind: 'entry',
  v: 1,
  ...entry,
})

/**
 * The writes that change an entry, for one transaction: the entry, on condition that it is still as it was read,
 * and what the search must know of it. When the transaction is cancelled, read the entry again and decide anew.
 */
export const entryChange = async (tables: Tables, before: Entry, after: Entry): Promise<Write[]> => {
  const { entryId } = after
  const searched = before.state === 'public' || after.state === 'public'
  return [
    {
      Put: {
        TableName: tables.main,
        Item: entryItem(after),
        ConditionExpression: '#revision = :revision AND #state = :state AND #until = :until',
        ExpressionAttributeNames: { '#revision': 'revision', '#state': 'state', '#until': 'until' },
        ExpressionAttributeValues: {
          ':revision': before.revision,
          ':state': before.state,
          ':until': before.until,
        },
      },
    },
    ...(searched
      ? deltaWrites(
          tables,
          { entryId, ...(after.state === 'public' && { entry: after }) },
          await headOfList(tables, entryId),
        )
      : []),
  ]
}
