import { pairDaysKept } from '../digests/digest-store.ts'
import type { Introduction } from '../matchmaking/introductions/introduction.ts'
import type { IntroductionChange } from '../matchmaking/introductions/introduction-store.ts'
import { shelfOf } from '../matchmaking/introductions/shelf.ts'
import { auditWrite } from './audit-writes.ts'
import { epochSeconds, type Tables, type Write } from './client.ts'
import { keyOf, listOf, lookupKeyOf, workKeyOf } from './keys.ts'
import { noticeWrite } from './notice-writes.ts'

/** Whether nothing goes on any more: then it is kept as long as what was suggested to whom. */
const isOver = ({ state }: Introduction): boolean =>
  state === 'suggested' || state === 'completed' || state === 'declined' || state === 'lapsed'

/** An introduction as its item: on its shelf and, while the clock has something to do with it, in its list. */
const introductionItem = (introduction: Introduction): Record<string, unknown> => {
  const { introductionId, since, dueAt } = introduction
  return {
    ...keyOf('introduction', introduction),
    ...lookupKeyOf('introduction', { shelf: shelfOf(introduction), since, introductionId }),
    ...(dueAt && workKeyOf('introduction', { list: listOf(introductionId), dueAt, introductionId })),
    kind: 'introduction',
    v: 1,
    ...introduction,
    ...(isOver(introduction) && { ttl: epochSeconds(since, pairDaysKept) }),
  }
}

/** That an entry is one of the two. */
const entryIntroductionItem = (entryId: string, introductionId: string): Record<string, unknown> => ({
  ...keyOf('entryIntroduction', { entryId, introductionId }),
  kind: 'entryIntroduction',
  v: 1,
  entryId,
  introductionId,
})

/** The writes of a change, and which of them take capacity: by their place, so that a refusal can be told. */
export const changeWrites = (
  tables: Tables,
  change: IntroductionChange,
): { readonly writes: readonly Write[]; readonly spending: readonly number[] } => {
  const spending = spendingWrites(tables, change)
  return {
    spending: spending.map((_, at) => at),
    writes: [
      ...spending,
      ...givenBackWrites(tables, change),
      ...stepWrites(tables, change),
      ...stillThere(tables, change),
      ...(change.link ? [linkWrite(tables, change.link, change.after)] : []),
      ...change.notices.map((notice) => noticeWrite(tables, notice)),
      ...(change.audit ? [auditWrite(tables, change.audit)] : []),
    ],
  }
}

/** The step itself, on condition that the introduction stands where it was read: the arrow's valid prior state. */
const stepWrites = ({ main }: Tables, { before, after }: IntroductionChange): Write[] => [
  {
    Put: {
      TableName: main,
      Item: introductionItem(after),
      ...(before
        ? {
            ConditionExpression: '#revision = :revision AND #state = :state',
            ExpressionAttributeNames: { '#revision': 'revision', '#state': 'state' },
            ExpressionAttributeValues: { ':revision': before.revision, ':state': before.state },
          }
        : { ConditionExpression: 'attribute_not_exists(pk)' }),
    },
  },
  ...(before
    ? []
    : after.entryIds.map((entryId) => ({
        Put: { TableName: main, Item: entryIntroductionItem(entryId, after.introductionId) },
      }))),
]

const capacityKey = (year: string, entryId: string) => keyOf('capacity', { year, entryId })

/** One peer more for each who helps, on condition that their capacity leaves one. Not stated is no limit. */
const spendingWrites = ({ main }: Tables, { before, after, entries = [] }: IntroductionChange): Write[] => {
  const { spent } = after
  if (!spent || before?.spent) return []
  return spent.entryIds.map((entryId) => {
    const capacity = entries.find((entry) => entry.entryId === entryId)?.capacity
    return {
      Update: {
        TableName: main,
        Key: capacityKey(spent.year, entryId),
        UpdateExpression: 'SET kind = :kind, v = :v, entryId = :entry ADD spent :one',
        ...(capacity !== undefined && {
          // Of a capacity of none, a counter that is not there yet leaves nothing either.
          ConditionExpression: `${capacity === 0 ? '' : 'attribute_not_exists(spent) OR '}spent < :capacity`,
        }),
        ExpressionAttributeValues: {
          ':kind': 'capacity',
          ':v': 1,
          ':entry': entryId,
          ':one': 1,
          ...(capacity !== undefined && { ':capacity': capacity }),
        },
      },
    }
  })
}

/** Given back into the year from which it was taken; never below none. */
const givenBackWrites = ({ main }: Tables, { before, after }: IntroductionChange): Write[] => {
  const spent = before?.spent
  if (!spent || after.spent) return []
  return spent.entryIds.map((entryId) => ({
    Update: {
      TableName: main,
      Key: capacityKey(spent.year, entryId),
      UpdateExpression: 'SET spent = spent - :one',
      ConditionExpression: 'spent >= :one',
      ExpressionAttributeValues: { ':one': 1 },
    },
  }))
}

/** That entries are public with the capacity that was read, and people still there. */
const stillThere = ({ main }: Tables, { entries = [], contactIds = [] }: IntroductionChange): Write[] => [
  ...entries.map(({ entryId, capacity }) => ({
    ConditionCheck: {
      TableName: main,
      Key: keyOf('entry', { entryId }),
      ConditionExpression: `#state = :public AND ${capacity === undefined ? 'attribute_not_exists(#capacity)' : '#capacity = :capacity'}`,
      ExpressionAttributeNames: { '#state': 'state', '#capacity': 'capacity' },
      ExpressionAttributeValues: {
        ':public': 'public',
        ...(capacity !== undefined && { ':capacity': capacity }),
      },
    },
  })),
  ...[...new Set(contactIds)].map((contactId) => ({
    ConditionCheck: {
      TableName: main,
      Key: keyOf('contact', { contactId }),
      ConditionExpression: '#state = :confirmed',
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: { ':confirmed': 'confirmed' },
    },
  })),
]

/** A mailed link is used up by what it did. */
const linkWrite = (
  { main }: Tables,
  { tokenHash }: NonNullable<IntroductionChange['link']>,
  { history, since }: Introduction,
): Write => ({
  Update: {
    TableName: main,
    Key: keyOf('token', { tokenHash }),
    UpdateExpression: 'SET usedAt = :now',
    ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(usedAt)',
    ExpressionAttributeValues: { ':now': history.at(-1)?.at ?? since },
  },
})
