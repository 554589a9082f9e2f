import { QueryCommand } from '@aws-sdk/lib-dynamodb'
import type { Entry, Role } from '../register/entry.ts'
import type { Contact } from '../survey/contact.ts'
import { batchGet, type Tables } from './client.ts'
import { fieldsOf } from './item-fields.ts'
import { keyOf, partitionOf, sortPrefixOf } from './keys.ts'

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

/** Who stands behind an entry, as ids, and as what where that is known; strongly consistent. */
export const linksOfEntry = async (
  { client, main }: Tables,
  entryId: string,
): Promise<readonly { readonly contactId: string; readonly role?: Role }[]> => {
  const { Items: links = [] } = await client.send(
    new QueryCommand({
      TableName: main,
      ConsistentRead: true,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :contacts)',
      ExpressionAttributeValues: {
        ':pk': partitionOf('entryContact', { entryId }),
        ':contacts': sortPrefixOf('entryContact'),
      },
    }),
  )
  return links.map((link) => fieldsOf<{ contactId: string; role?: Role }>('entryContact', link))
}

/** The ids of who stands behind an entry, strongly consistent. */
export const contactIdsOfEntry =
  (tables: Tables) =>
  async (entryId: string): Promise<readonly string[]> =>
    (await linksOfEntry(tables, entryId)).map(({ contactId }) => contactId)

/**
 * Who stands behind an entry, strongly consistent, in the order of their ids.
 *
 * @throws Failure `unavailable` when DynamoDB leaves keys unprocessed for about a second
 */
export const contactsOfEntry =
  (tables: Tables) =>
  async (entryId: string): Promise<readonly Contact[]> => {
    const ids = await contactIdsOfEntry(tables)(entryId)
    const found = await batchGet(
      tables,
      tables.main,
      ids.map((contactId) => keyOf('contact', { contactId })),
    )
    return found
      .map((item) => fieldsOf<Contact>('contact', item))
      .sort((a, b) => (a.contactId < b.contactId ? -1 : 1))
  }
