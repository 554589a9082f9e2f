import { GetCommand } from '@aws-sdk/lib-dynamodb'
import { daysAfterClaim } from '../survey/claim.ts'
import type { Contact } from '../survey/contact.ts'
import type { PeopleStore } from '../survey/people.ts'
import { indexes } from './access-patterns.ts'
import { batchGet, epochSeconds, type Tables, type Write } from './client.ts'
import { consentsForgotten, permissionsAsRead } from './consent-writes.ts'
import { linksOfEntry } from './entry-reads.ts'
import { fieldsOf } from './item-fields.ts'
import { keyOf } from './keys.ts'

/** What the people behind an entry ask of storage, answered by the table. */
export const peopleTable = (tables: Tables): PeopleStore => ({
  async peopleOf(entryId) {
    // The count first: whoever joins or leaves after it makes a change that was decided upon it fail.
    const { Item } = await tables.client.send(
      new GetCommand({
        TableName: tables.main,
        Key: keyOf('entryPeople', { entryId }),
        ConsistentRead: true,
      }),
    )
    const links = await linksOfEntry(tables, entryId)
    const found = await batchGet(
      tables,
      tables.main,
      links.map(({ contactId }) => keyOf('contact', { contactId })),
    )
    const roles = new Map(links.map(({ contactId, role }) => [contactId, role]))
    return {
      version: fieldsOf<{ version: number }>('entryPeople', Item)?.version ?? 0,
      people: found
        .map((item) => fieldsOf<Contact>('contact', item))
        .sort((a, b) => (a.contactId < b.contactId ? -1 : 1))
        .map((contact) => ({ contact, role: roles.get(contact.contactId) })),
    }
  },
})

/** Counts a change of the people behind an entry, on condition that they are as they were read. */
export const peopleChanged = ({ main }: Tables, entryId: string, version: number): Write => ({
  Update: {
    TableName: main,
    Key: keyOf('entryPeople', { entryId }),
    UpdateExpression: 'SET kind = :kind, v = :v, entryId = :entry, version = :next',
    ConditionExpression: version === 0 ? 'attribute_not_exists(pk)' : 'version = :version',
    ExpressionAttributeValues: {
      ':kind': 'entryPeople',
      ':v': 1,
      ':entry': entryId,
      ':next': version + 1,
      ...(version > 0 && { ':version': version }),
    },
  },
})

/**
 * Somebody who does not stand behind an entry any more: the link goes, and the entry from their own item. Who stands
 * behind no other allows nothing any more, and is kept until the mail about it has gone out.
 */
export const leavingWrites = (tables: Tables, entryId: string, contact: Contact, now: string): Write[] => {
  const { main } = tables
  const left = contact.entryIds.filter((each) => each !== entryId)
  const link: Write = {
    Delete: {
      TableName: main,
      Key: keyOf('entryContact', { entryId, contactId: contact.contactId }),
      ConditionExpression: 'attribute_exists(pk)',
    },
  }
  const at = { TableName: main, Key: keyOf('contact', contact) }
  const ofEntries = { ':entries': contact.entryIds, ':left': left }
  if (left.length > 0)
    return [
      link,
      {
        Update: {
          ...at,
          UpdateExpression: 'SET entryIds = :left',
          ConditionExpression: 'entryIds = :entries',
          ExpressionAttributeValues: ofEntries,
        },
      },
    ]
  const asRead = permissionsAsRead(contact)
  const { pk, sk } = indexes.work
  return [
    link,
    {
      Update: {
        ...at,
        UpdateExpression: `SET entryIds = :left, digest = :never, digestChosenAt = :now, #ttl = :ttl REMOVE digestWords, consents, ${pk}, ${sk}`,
        ConditionExpression: `entryIds = :entries AND ${asRead.condition}`,
        ExpressionAttributeNames: { '#ttl': 'ttl' },
        ExpressionAttributeValues: {
          ...asRead.values,
          ...ofEntries,
          ':never': 'never',
          ':now': now,
          ':ttl': epochSeconds(now, daysAfterClaim),
        },
      },
    },
    ...consentsForgotten(tables, contact),
  ]
}
