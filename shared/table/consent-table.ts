import { QueryCommand } from '@aws-sdk/lib-dynamodb'
import { type Consent, chosen } from '../survey/consent.ts'
import type { ConsentStore } from '../survey/consent-store.ts'
import type { Tables } from './client.ts'
import { choiceWrites } from './consent-writes.ts'
import { contactById } from './contact-reads.ts'
import { written } from './contention.ts'
import { fieldsOf } from './item-fields.ts'
import { partitionOf, sortPrefixOf } from './keys.ts'

/** What permissions ask of storage, answered by the table. */
export const consentTable = (tables: Tables): ConsentStore => ({
  async choose(contactId, choice) {
    const before = await contactById(tables)(contactId)
    // Who stands behind no entry is to be deleted: nothing is written down that would outlive them.
    if (before?.state !== 'confirmed' || before.entryIds.length === 0) return 'gone'
    const after = chosen(before, choice)
    if (!(await written(tables, choiceWrites(tables, before, after)))) return 'again'
    return after.consent ? 'changed' : 'same'
  },

  async consentsOf(contactId) {
    const { Items = [] } = await tables.client.send(
      new QueryCommand({
        TableName: tables.main,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :consents)',
        ExpressionAttributeValues: {
          ':pk': partitionOf('consent', { contactId }),
          ':consents': sortPrefixOf('consent'),
        },
      }),
    )
    return Items.map((item) => fieldsOf<Consent>('consent', item))
  },
})
