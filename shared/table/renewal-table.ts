import { paginateQuery, TransactWriteCommand } from '@aws-sdk/lib-dynamodb'
import type { ExpiryStore, ReminderStore } from '../my/renewal-store.ts'
import type { Entry } from '../register/entry.ts'
import type { Contact } from '../survey/contact.ts'
import { indexes } from './access-patterns.ts'
import { authorityDeletions } from './authority-table.ts'
import { batchGet, cancellationsOf, type Tables, type Write } from './client.ts'
import { consentsForgotten, permissionsAsRead } from './consent-writes.ts'
import { isContention, written } from './contention.ts'
import { contactsOfEntry } from './entry-reads.ts'
import { entryChange } from './entry-writes.ts'
import { fieldsOf } from './item-fields.ts'
import { keyOf, partitionOf, workPartitionOf } from './keys.ts'
import { noticeWrite } from './notice-writes.ts'
import { registerTable } from './register-table.ts'

/** The entries of a list that end by a day. All of the list is read; what ends later is left out by DynamoDB. */
const entriesUntil = ({ client, main }: Tables) =>
  async function* (list: string, day: string): AsyncIterable<Entry> {
    const pages = paginateQuery(
      { client },
      {
        TableName: main,
        IndexName: 'work',
        KeyConditionExpression: '#pk = :pk',
        FilterExpression: '#until <= :day',
        ExpressionAttributeNames: { '#pk': indexes.work.pk, '#until': 'until' },
        ExpressionAttributeValues: { ':pk': workPartitionOf('entry', { list }), ':day': day },
      },
    )
    for await (const { Items = [] } of pages) yield* Items.map((item) => fieldsOf<Entry>('entry', item))
  }

/** What reminding people asks of storage, answered by the table. */
export const reminderTable = (tables: Tables): ReminderStore => ({
  entriesUntil: entriesUntil(tables),

  peopleOf: async (entryId) =>
    (await contactsOfEntry(tables)(entryId)).filter(({ state }) => state === 'confirmed'),

  async remind({ entryId, until }, notice) {
    try {
      await tables.client.send(
        new TransactWriteCommand({
          TransactItems: [
            noticeWrite(tables, notice),
            {
              // The list lags behind: whether the year still ends then is what the entry says now.
              ConditionCheck: {
                TableName: tables.main,
                Key: keyOf('entry', { entryId }),
                ConditionExpression: '#until = :until AND #state IN (:public, :paused)',
                ExpressionAttributeNames: { '#until': 'until', '#state': 'state' },
                ExpressionAttributeValues: { ':until': until, ':public': 'public', ':paused': 'paused' },
              },
            },
          ],
        }),
      )
      return 'planned'
    } catch (error) {
      const cancelled = cancellationsOf(error)
      if (!cancelled || !isContention(cancelled)) throw error
      const [there, changed] = cancelled
      if (there === 'ConditionalCheckFailed') return 'already'
      if (changed === 'ConditionalCheckFailed') return 'changed'
      throw error
    }
  },
})

/** The most writes of one transaction (DynamoDB's quota). */
const mostWrites = 100

/** What hiding and deleting expired entries asks of storage, answered by the table. */
export const expiryTable = (tables: Tables): ExpiryStore => {
  const { client, main } = tables
  const { entryById } = registerTable(tables)
  const deletion = (Key: { pk: string; sk: string }): Write => ({ Delete: { TableName: main, Key } })
  return {
    entriesUntil: entriesUntil(tables),
    entryById,
    changeEntry: async (before, after) => written(tables, await entryChange(tables, before, after)),

    async forget(entryId) {
      const entry = await entryById(entryId)
      if (entry?.state !== 'erased') return true
      const rows: Record<string, unknown>[] = []
      for await (const { Items = [] } of paginateQuery(
        { client },
        {
          TableName: main,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': partitionOf('entry', { entryId }) },
        },
      ))
        rows.push(...Items)

      // First what only history needs; each revision together with the answers it came from.
      const history = rows
        .filter(({ kind }) => kind === 'revision')
        .flatMap(({ pk, sk, submissionId }) => [
          deletion({ pk: String(pk), sk: String(sk) }),
          ...(typeof submissionId === 'string' ? [deletion(keyOf('submission', { submissionId }))] : []),
        ])
      for (let at = 0; at < history.length; at += mostWrites)
        if (!(await written(tables, history.slice(at, at + mostWrites)))) return false

      // For whom it was answered, and who was asked to stand behind it, with their addresses.
      const named = rows
        .filter(({ kind }) => kind === 'acting' || kind === 'invitation')
        .flatMap(({ pk, sk, kind, named, contactId }) => [
          deletion({ pk: String(pk), sk: String(sk) }),
          deletion(keyOf('contact', { contactId: String(kind === 'acting' ? named : contactId) })),
        ])
      for (let at = 0; at < named.length; at += mostWrites)
        if (!(await written(tables, named.slice(at, at + mostWrites)))) return false

      // Then what leads to it, and the entry, together: it must be found for as long as anything else of it is.
      const links = rows.filter(({ kind }) => kind === 'entryContact')
      const people = await batchGet(
        tables,
        main,
        links.map(({ contactId }) => keyOf('contact', { contactId: String(contactId) })),
      )
      return written(tables, [
        ...links.map(({ contactId }) =>
          deletion(keyOf('entryContact', { entryId, contactId: String(contactId) })),
        ),
        deletion(keyOf('entryPeople', { entryId })),
        ...rows
          .filter(({ kind }) => kind === 'callAnswer')
          .map(({ callId }) => deletion(keyOf('callAnswer', { entryId, callId: String(callId) }))),
        ...people.flatMap((item) => withoutEntry(tables, fieldsOf<Contact>('contact', item), entryId)),
        ...(await authorityDeletions(tables, entry)),
        {
          Delete: {
            TableName: main,
            Key: keyOf('entry', { entryId }),
            ConditionExpression: '#state = :erased AND #revision = :revision',
            ExpressionAttributeNames: { '#state': 'state', '#revision': 'revision' },
            ExpressionAttributeValues: { ':erased': 'erased', ':revision': entry.revision },
          },
        },
      ])
    },
  }
}

/** A person without one of their entries; who stands behind no other is deleted, with what is written down of them. */
const withoutEntry = (tables: Tables, contact: Contact, entryId: string): Write[] => {
  const entryIds = contact.entryIds.filter((each) => each !== entryId)
  const at = { TableName: tables.main, Key: keyOf('contact', contact) }
  const ofEntries = { ':entries': contact.entryIds }
  if (entryIds.length > 0)
    return [
      {
        Update: {
          ...at,
          UpdateExpression: 'SET entryIds = :left',
          ConditionExpression: 'entryIds = :entries',
          ExpressionAttributeValues: { ...ofEntries, ':left': entryIds },
        },
      },
    ]
  const asRead = permissionsAsRead(contact)
  return [
    {
      Delete: {
        ...at,
        ConditionExpression: `entryIds = :entries AND ${asRead.condition}`,
        ExpressionAttributeValues: { ...asRead.values, ...ofEntries },
      },
    },
    ...consentsForgotten(tables, contact),
  ]
}
