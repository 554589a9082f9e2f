import { QueryCommand } from '@aws-sdk/lib-dynamodb'
import type { Introduction } from '../matchmaking/introductions/introduction.ts'
import type {
  DeskIntroductions,
  IntroductionReads,
  IntroductionWrites,
  Spent,
} from '../matchmaking/introductions/introduction-store.ts'
import type { FollowUpStore } from '../matchmaking/introductions/plan-follow-ups.ts'
import { indexes } from './access-patterns.ts'
import { batchGet, type Tables } from './client.ts'
import { contactById } from './contact-reads.ts'
import { refusedWrites } from './contention.ts'
import { countOf } from './count-reads.ts'
import { contactsOfEntry, entriesOf } from './entry-reads.ts'
import { introductionById } from './introduction-reads.ts'
import { changeWrites } from './introduction-writes.ts'
import { fieldsOf } from './item-fields.ts'
import { keyOf, lookupPartitionOf, partitionOf, sortPrefixOf, workPartitionOf } from './keys.ts'

/** What reading introductions asks of storage, answered by the table. */
export const introductionReads = (tables: Tables): IntroductionReads => {
  const { client, main } = tables
  return {
    entriesOf: entriesOf(tables),
    contactById: contactById(tables),

    introductionById: introductionById(tables),

    async introductionsOf(entryId) {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: main,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :introductions)',
          ExpressionAttributeValues: {
            ':pk': partitionOf('entryIntroduction', { entryId }),
            ':introductions': sortPrefixOf('entryIntroduction'),
          },
        }),
      )
      const found = await batchGet(
        tables,
        main,
        Items.map(({ introductionId }) => keyOf('introduction', { introductionId: String(introductionId) })),
      )
      return found
        .map((item) => fieldsOf<Introduction>('introduction', item))
        .sort((a, b) => (a.since > b.since ? -1 : a.since < b.since ? 1 : 0))
    },
  }
}

/** What changing introductions asks of storage, answered by the table. */
export const introductionWrites = (tables: Tables): IntroductionWrites => ({
  async change(change) {
    const { writes, spending } = changeWrites(tables, change)
    const refused = await refusedWrites(tables, writes)
    if (!refused) return 'written'
    const others = refused.some((code, at) => !spending.includes(at) && code !== 'None')
    return !others && spending.some((at) => refused[at] === 'ConditionalCheckFailed')
      ? 'capacity-spent'
      : 'changed'
  },
})

/** Whose capacity was spent in a year (`2026`), and how much, answered by the table; strongly consistent. */
export const spentIn =
  ({ client, main }: Tables) =>
  async (year: string): Promise<Spent> => {
    const spent = new Map<string, number>()
    let from: Record<string, unknown> | undefined
    do {
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName: main,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': partitionOf('capacity', { year }) },
          ...(from && { ExclusiveStartKey: from }),
        }),
      )
      for (const item of Items) {
        const one = fieldsOf<{ entryId: string; spent: number }>('capacity', item)
        spent.set(one.entryId, one.spent)
      }
      from = LastEvaluatedKey
    } while (from)
    return spent
  }

/** What the desk asks of storage about introductions, answered by the table. */
export const deskIntroductions = (tables: Tables): DeskIntroductions => {
  const { client, main } = tables
  return {
    ...introductionReads(tables),
    ...introductionWrites(tables),

    async introductionsOn(shelf, most) {
      const lying = {
        TableName: main,
        IndexName: 'lookup',
        KeyConditionExpression: '#pk = :pk',
        ExpressionAttributeNames: { '#pk': indexes.lookup.pk },
        ExpressionAttributeValues: { ':pk': lookupPartitionOf('introduction', { shelf }) },
      } as const
      const [{ Items = [] }, total] = await Promise.all([
        client.send(new QueryCommand({ ...lying, Limit: most })),
        countOf(tables, lying),
      ])
      return { introductions: Items.map((item) => fieldsOf<Introduction>('introduction', item)), total }
    },

    contactsOfEntry: contactsOfEntry(tables),
    spentIn: spentIn(tables),
  }
}

/** What the clock asks of storage about introductions, answered by the table. */
export const followUpTable = (tables: Tables): FollowUpStore => ({
  ...introductionReads(tables),
  ...introductionWrites(tables),

  async dueIntroductions(list, until, most) {
    const { Items = [] } = await tables.client.send(
      new QueryCommand({
        TableName: tables.main,
        IndexName: 'work',
        KeyConditionExpression: '#pk = :pk AND #sk < :until',
        ExpressionAttributeNames: { '#pk': indexes.work.pk, '#sk': indexes.work.sk },
        ExpressionAttributeValues: {
          ':pk': workPartitionOf('introduction', { list }),
          // '$' follows '#', the sign between time and id: everything due at `until` is included.
          ':until': `${until}$`,
        },
        Limit: most,
      }),
    )
    return Items.map(({ introductionId }) => String(introductionId))
  },
})
