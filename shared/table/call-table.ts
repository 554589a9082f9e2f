import { DeleteCommand, GetCommand, QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb'
import type { Call, CallAnswer } from '../matchmaking/calls/call.ts'
import type { CallAnswers, CallReads, CallWork, DeskCalls } from '../matchmaking/calls/call-store.ts'
import { indexes } from './access-patterns.ts'
import { auditWrite } from './audit-writes.ts'
import { batchGet, cancellationsOf, type Tables, type Write } from './client.ts'
import { isContention, written } from './contention.ts'
import { contactsOfEntry } from './entry-reads.ts'
import { fieldsOf } from './item-fields.ts'
import { keyOf, lookupKeyOf, lookupPartitionOf } from './keys.ts'
import { noticeWrite } from './notice-writes.ts'

const callItem = (call: Call): Record<string, unknown> => ({
  ...keyOf('call', call),
  ...lookupKeyOf('call', call),
  kind: 'call',
  v: 1,
  ...call,
})

/** A call, strongly consistent. */
export const callById =
  ({ client, main }: Pick<Tables, 'client' | 'main'>) =>
  async (callId: string): Promise<Call | undefined> => {
    const { Item } = await client.send(
      new GetCommand({ TableName: main, Key: keyOf('call', { callId }), ConsistentRead: true }),
    )
    return fieldsOf<Call>('call', Item)
  }

/** What reading calls asks of storage, answered by the table. */
const callReads = ({ client, main }: Tables): CallReads => ({
  callById: callById({ client, main }),

  async callsIn(state, most) {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: main,
        IndexName: 'lookup',
        KeyConditionExpression: `${indexes.lookup.pk} = :calls`,
        ExpressionAttributeValues: { ':calls': lookupPartitionOf('call', { state }) },
        Limit: most,
      }),
    )
    return Items.map((item) => fieldsOf<Call>('call', item))
  },
})

const changeCall =
  (tables: Tables): DeskCalls['changeCall'] =>
  (before, after, audit) =>
    written(tables, [
      {
        Put: {
          TableName: tables.main,
          Item: callItem(after),
          ConditionExpression: 'revision = :before AND #state = :state',
          ExpressionAttributeNames: { '#state': 'state' },
          ExpressionAttributeValues: { ':before': before.revision, ':state': before.state },
        },
      },
      ...(audit ? [auditWrite(tables, audit)] : []),
    ])

/** That a call is open still, for the transaction of what needs it. */
const stillOpen = ({ main }: Tables, callId: string): Write => ({
  ConditionCheck: {
    TableName: main,
    Key: keyOf('call', { callId }),
    ConditionExpression: '#state = :open',
    ExpressionAttributeNames: { '#state': 'state' },
    ExpressionAttributeValues: { ':open': 'open' },
  },
})

/** What answering calls asks of storage, answered by the table. */
export const callAnswers = (tables: Tables): CallAnswers => {
  const { client, main } = tables
  return {
    ...callReads(tables),
    async answersOf(callId, entryIds) {
      const found = await batchGet(
        tables,
        main,
        entryIds.map((entryId) => keyOf('callAnswer', { entryId, callId })),
      )
      return found.map((item) => fieldsOf<CallAnswer>('callAnswer', item))
    },

    answerCall: (answer) =>
      written(tables, [
        {
          Put: {
            TableName: main,
            Item: {
              ...keyOf('callAnswer', answer),
              ...lookupKeyOf('callAnswer', answer),
              kind: 'callAnswer',
              v: 1,
              ...answer,
            },
          },
        },
        stillOpen(tables, answer.callId),
        {
          ConditionCheck: {
            TableName: main,
            Key: keyOf('entry', answer),
            ConditionExpression: '#state = :public',
            ExpressionAttributeNames: { '#state': 'state' },
            ExpressionAttributeValues: { ':public': 'public' },
          },
        },
      ]),

    async takeBackAnswer(answer) {
      await client.send(new DeleteCommand({ TableName: main, Key: keyOf('callAnswer', answer) }))
    },
  }
}

/** What the desk asks of storage about calls, answered by the table. */
export const deskCalls = (tables: Tables): DeskCalls => {
  const { client, main } = tables
  return {
    ...callReads(tables),
    async draftCall(call, audit) {
      await client.send(
        new TransactWriteCommand({
          TransactItems: [
            {
              Put: { TableName: main, Item: callItem(call), ConditionExpression: 'attribute_not_exists(pk)' },
            },
            auditWrite(tables, audit),
          ],
        }),
      )
    },
    changeCall: changeCall(tables),
    async takingPart(callId) {
      const answers: CallAnswer[] = []
      let from: Record<string, unknown> | undefined
      do {
        const { Items = [], LastEvaluatedKey } = await client.send(
          new QueryCommand({
            TableName: main,
            IndexName: 'lookup',
            KeyConditionExpression: `${indexes.lookup.pk} = :answers`,
            ExpressionAttributeValues: { ':answers': lookupPartitionOf('callAnswer', { callId }) },
            ...(from && { ExclusiveStartKey: from }),
          }),
        )
        answers.push(...Items.map((item) => fieldsOf<CallAnswer>('callAnswer', item)))
        from = LastEvaluatedKey
      } while (from)
      return answers
    },
  }
}

/** What the clock asks of storage about calls, answered by the table. */
export const callWork = (tables: Tables): CallWork => ({
  ...callReads(tables),
  changeCall: changeCall(tables),
  contactsOfEntry: contactsOfEntry(tables),
  async invite({ callId }, notice) {
    try {
      await tables.client.send(
        new TransactWriteCommand({ TransactItems: [noticeWrite(tables, notice), stillOpen(tables, callId)] }),
      )
      return 'written'
    } catch (error) {
      const cancelled = cancellationsOf(error)
      if (!cancelled || !isContention(cancelled)) throw error
      if (cancelled[0] === 'ConditionalCheckFailed') return 'already'
      if (cancelled[1] === 'ConditionalCheckFailed') return 'over'
      throw error
    }
  },
})
