import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb'
import { type Acting, daysActingKept, type NewActing } from '../survey/acting.ts'
import type { ActingReads, ActingStore } from '../survey/acting-store.ts'
import { auditWrite } from './audit-writes.ts'
import { epochSeconds, type Tables, type Write } from './client.ts'
import { contactItem } from './contact-item.ts'
import { contactById } from './contact-reads.ts'
import { written } from './contention.ts'
import { contactsOfEntry } from './entry-reads.ts'
import { entryChange } from './entry-writes.ts'
import { fieldsOf } from './item-fields.ts'
import { keyOf, partitionOf, sortPrefixOf } from './keys.ts'
import { noticeWrite } from './notice-writes.ts'
import { registerTable } from './register-table.ts'
import { submissionById } from './submission-reads.ts'
import { tokenByHash } from './token-reads.ts'
import { tokenUsed } from './token-writes.ts'

/** What reading for whom an entry was answered asks of storage, answered by the table. */
export const actingReads = (tables: Tables): ActingReads => ({
  contactById: contactById(tables),

  async actingsOn(entryId) {
    const { Items = [] } = await tables.client.send(
      new QueryCommand({
        TableName: tables.main,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :actings)',
        ExpressionAttributeValues: {
          ':pk': partitionOf('acting', { entryId }),
          ':actings': sortPrefixOf('acting'),
        },
      }),
    )
    return Items.map((item) => fieldsOf<Acting>('acting', item))
  },
})

/** What objecting asks of storage, answered by the table. */
export const actingTable = (tables: Tables): ActingStore => {
  const { client, main } = tables
  return {
    ...actingReads(tables),
    tokenByHash: tokenByHash(tables),
    submissionById: submissionById(tables),
    entryById: registerTable(tables).entryById,
    contactsOfEntry: contactsOfEntry(tables),

    async actingById(entryId, actingId) {
      const { Item } = await client.send(
        new GetCommand({
          TableName: main,
          Key: keyOf('acting', { entryId, actingId }),
          ConsistentRead: true,
        }),
      )
      return fieldsOf<Acting>('acting', Item)
    },

    object: async (tokenHash, { acting, after, entry, entryAfter, notices, audit }) =>
      written(tables, [
        tokenUsed(tables, tokenHash, audit.at),
        {
          Put: {
            TableName: main,
            Item: actingItem(after),
            ConditionExpression: '#state = :told',
            ExpressionAttributeNames: { '#state': 'state' },
            ExpressionAttributeValues: { ':told': acting.state },
          },
        },
        {
          Update: {
            TableName: main,
            Key: keyOf('contact', { contactId: acting.named }),
            UpdateExpression: 'SET #ttl = :ttl',
            ConditionExpression: 'attribute_exists(pk)',
            ExpressionAttributeNames: { '#ttl': 'ttl' },
            ExpressionAttributeValues: { ':ttl': keptUntil(after) },
          },
        },
        ...(await entryChange(tables, entry, entryAfter)),
        ...notices.map((notice) => noticeWrite(tables, notice)),
        auditWrite(tables, audit),
      ]),
  }
}

/** When TTL takes it, in seconds since 1970. */
const keptUntil = ({ toldAt, objectedAt = toldAt }: Acting): number =>
  epochSeconds(objectedAt, daysActingKept)

const actingItem = (acting: Acting): Record<string, unknown> => ({
  ...keyOf('acting', acting),
  kind: 'acting',
  v: 1,
  ...acting,
  ttl: keptUntil(acting),
})

/** That somebody answered for another, and the contact with the address of who was named, as their items. */
export const actingItems = ({
  acting,
  named,
}: Pick<NewActing, 'acting' | 'named'>): readonly Record<string, unknown>[] => [
  actingItem(acting),
  { ...contactItem(named), ttl: keptUntil(acting) },
]

/** The writes of naming somebody for whom an entry was answered, for the transaction of its cause. */
export const actingWrites = (tables: Tables, added: NewActing | undefined): Write[] => {
  if (!added) return []
  const { acting, named, notice } = added
  const { main: TableName } = tables
  return [
    ...actingItems({ acting, named }).map((Item) => ({
      Put: { TableName, Item, ConditionExpression: 'attribute_not_exists(pk)' },
    })),
    noticeWrite(tables, notice),
  ]
}
