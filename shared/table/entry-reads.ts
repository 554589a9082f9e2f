import type { Entry } from '../register/entry.ts'
import { batchGet, type Tables } from './client.ts'
import { fieldsOf } from './item-fields.ts'
import { keyOf } from './keys.ts'

/**
 * Reads entries by their ids, strongly consistent, in the order of the ids; those that are no more are left out.
 *
 * @throws Failure `unavailable` when DynamoDB leaves keys unprocessed for about a second
 */
export const entriesOf =
  (tables: Tables) =>
  async (entryIds: readonly string[]): Promise<readonly Entry[]> => {
    const items = await batchGet(
      tables,
      tables.main,
      [...new Set(entryIds)].map((entryId) => keyOf('entry', { entryId })),
    )
    const found = new Map(items.map((item) => [item.entryId, fieldsOf<Entry>('entry', item)]))
    return entryIds.flatMap((entryId) => found.get(entryId) ?? [])
  }
