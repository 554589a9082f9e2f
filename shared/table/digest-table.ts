import {
  BatchGetCommand,
  type BatchGetCommandOutput,
  GetCommand,
  paginateQuery,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb'
import type { DigestStore, SubscriptionStore } from '../digests/digest-store.ts'
import { Failure } from '../failures.ts'
import type { TokenItem } from '../notices/token.ts'
import type { Contact } from '../survey/contact.ts'
import { indexes } from './access-patterns.ts'
import { cancellationsOf, type Tables } from './client.ts'
import { keyOf, workPartitionOf } from './keys.ts'
import { noticeWrite } from './notice-writes.ts'

/** BatchGetItem takes at most 100 keys. */
const batchSize = 100
/** DynamoDB hands keys back when it is busy; after so many rounds the job's own retry takes over. */
const mostRounds = 8

/** What planning digests asks of storage, answered by the table. */
export const digestTable = (tables: Tables): DigestStore => {
  const { client, main } = tables
  return {
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
      const told = new Set<string>()
      const wanted = [...new Set(pairIds)]
      for (let at = 0; at < wanted.length; at += batchSize) {
        let Keys: Record<string, unknown>[] | undefined = wanted
          .slice(at, at + batchSize)
          .map((pairId) => keyOf('pair', { pairId }))
        for (let round = 0; Keys && Keys.length > 0; round++) {
          if (round === mostRounds) throw new Failure('unavailable', 'try-again')
          const { Responses, UnprocessedKeys }: BatchGetCommandOutput = await client.send(
            new BatchGetCommand({ RequestItems: { [main]: { Keys, ConsistentRead: true } } }),
          )
          for (const pair of Responses?.[main] ?? [])
            if ((pair.toldTo as Set<string> | undefined)?.has(contactId)) told.add(pair.pairId as string)
          Keys = UnprocessedKeys?.[main]?.Keys
        }
      }
      return told
    },

    async plan({ contactId, frequency, period, notice, pairs, now }) {
      try {
        await client.send(
          new TransactWriteCommand({
            TransactItems: [
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
                    'SET kind = :kind, v = :v, pairId = :pair, itemIds = :items, toldAt = if_not_exists(toldAt, :now) ADD toldTo :contacts',
                  ConditionExpression: 'attribute_not_exists(toldTo) OR NOT contains(toldTo, :contact)',
                  ExpressionAttributeValues: {
                    ':kind': 'pair',
                    ':v': 1,
                    ':pair': pairId,
                    ':items': itemIds,
                    ':now': now,
                    ':contact': contactId,
                    ':contacts': new Set([contactId]),
                  },
                },
              })),
            ],
          }),
        )
        return 'planned'
      } catch (error) {
        const cancelled = cancellationsOf(error)
        if (!cancelled) throw error
        const [digest, contact, noticeThere] = cancelled
        if (digest === 'ConditionalCheckFailed' || noticeThere === 'ConditionalCheckFailed') return 'already'
        if (contact === 'ConditionalCheckFailed') return 'left'
        return 'changed'
      }
    },
  }
}

/** What unsubscribing asks of storage, answered by the table. */
export const subscriptionTable = ({ client, main }: Tables): SubscriptionStore => ({
  async tokenByHash(tokenHash) {
    const { Item } = await client.send(
      new GetCommand({ TableName: main, Key: keyOf('token', { tokenHash }), ConsistentRead: true }),
    )
    return Item as TokenItem | undefined
  },

  async unsubscribe(contactId) {
    try {
      await client.send(
        new UpdateCommand({
          TableName: main,
          Key: keyOf('contact', { contactId }),
          UpdateExpression: `SET digest = :never REMOVE ${indexes.work.pk}, ${indexes.work.sk}`,
          ConditionExpression: 'attribute_exists(pk)',
          ExpressionAttributeValues: { ':never': 'never' },
        }),
      )
    } catch (error) {
      if (!(error instanceof Error && error.name === 'ConditionalCheckFailedException')) throw error
    }
  },
})
