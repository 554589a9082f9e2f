import { GetCommand, paginateQuery } from '@aws-sdk/lib-dynamodb'
import {
  type DigestStore,
  digestDaysKept,
  pairDaysKept,
  type SubscriptionStore,
} from '../digests/digest-store.ts'
import type { Contact } from '../survey/contact.ts'
import { indexes } from './access-patterns.ts'
import { batchGet, epochSeconds, type Tables } from './client.ts'
import { consentTable } from './consent-table.ts'
import { contactById } from './contact-reads.ts'
import { refusedWrites } from './contention.ts'
import { introductionReads, spentIn } from './introduction-table.ts'
import { keyOf, workPartitionOf } from './keys.ts'
import { noticeWrite } from './notice-writes.ts'
import { tokenByHash } from './token-reads.ts'

/** What planning digests asks of storage, answered by the table. */
export const digestTable = (tables: Tables): DigestStore => {
  const { client, main } = tables
  return {
    introductionsOf: introductionReads(tables).introductionsOf,
    spentIn: spentIn(tables),

    async *subscribersOf(frequency, list) {
      const pages = paginateQuery(
        { client, pageSize: 100 },
        {
          TableName: main,
          IndexName: 'work',
          KeyConditionExpression: '#pk = :pk',
          ExpressionAttributeNames: { '#pk': indexes.work.pk },
          ExpressionAttributeValues: { ':pk': workPartitionOf('contact', { frequency, list }) },
        },
      )
      for await (const { Items = [] } of pages) yield* Items as Contact[]
    },

    async hasDigest(contactId, period) {
      const { Item } = await client.send(
        new GetCommand({
          TableName: main,
          Key: keyOf('digest', { contactId, period }),
          ConsistentRead: true,
        }),
      )
      return Item !== undefined
    },

    async pairsTold(contactId, pairIds) {
      const keys = [...new Set(pairIds)].map((pairId) => keyOf('pair', { pairId }))
      const pairs = await batchGet(tables, main, keys)
      return new Set(
        pairs.flatMap(({ pairId, toldTo }) =>
          (toldTo as Set<string> | undefined)?.has(contactId) ? [pairId as string] : [],
        ),
      )
    },

    async plan({ contactId, frequency, period, notice, pairs, now }) {
      const refused = await refusedWrites(tables, [
        {
          Put: {
            TableName: main,
            Item: {
              ...keyOf('digest', { contactId, period }),
              kind: 'digest',
              v: 1,
              contactId,
              period,
              noticeId: notice.noticeId,
              createdAt: now,
              ttl: epochSeconds(now, digestDaysKept),
            },
            ConditionExpression: 'attribute_not_exists(pk)',
          },
        },
        {
          // The list of subscribers lags behind: the person's choice is what their own item says now.
          ConditionCheck: {
            TableName: main,
            Key: keyOf('contact', { contactId }),
            ConditionExpression: '#state = :confirmed AND digest = :frequency',
            ExpressionAttributeNames: { '#state': 'state' },
            ExpressionAttributeValues: { ':confirmed': 'confirmed', ':frequency': frequency },
          },
        },
        noticeWrite(tables, notice),
        ...pairs.map(({ pairId, itemIds }) => ({
          Update: {
            TableName: main,
            Key: keyOf('pair', { pairId }),
            UpdateExpression:
              'SET kind = :kind, v = :v, pairId = :pair, itemIds = :items, toldAt = if_not_exists(toldAt, :now), #ttl = :ttl ADD toldTo :contacts',
            ConditionExpression: 'attribute_not_exists(toldTo) OR NOT contains(toldTo, :contact)',
            ExpressionAttributeNames: { '#ttl': 'ttl' },
            ExpressionAttributeValues: {
              ':kind': 'pair',
              ':v': 1,
              ':pair': pairId,
              ':items': itemIds,
              ':now': now,
              ':ttl': epochSeconds(now, pairDaysKept),
              ':contact': contactId,
              ':contacts': new Set([contactId]),
            },
          },
        })),
      ])
      if (!refused) return 'planned'
      const [digest, contact, noticeThere] = refused
      if (digest === 'ConditionalCheckFailed' || noticeThere === 'ConditionalCheckFailed') return 'already'
      return contact === 'ConditionalCheckFailed' ? 'left' : 'again'
    },
  }
}

/** What unsubscribing asks of storage, answered by the table. */
export const subscriptionTable = (tables: Tables): SubscriptionStore => ({
  choose: consentTable(tables).choose,
  tokenByHash: tokenByHash(tables),
  contactById: contactById(tables),
})
