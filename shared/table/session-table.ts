import { DeleteCommand, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { type Session, type SessionKind, sessionKinds } from '../sessions/session.ts'
import type { SessionReads, SessionStore } from '../sessions/session-store.ts'
import { epochSeconds, isFailedCondition, type Tables, type Write } from './client.ts'
import { fieldsOf } from './item-fields.ts'
import { keyOf } from './keys.ts'

/** The write that begins a session, for the transaction of what it comes from. */
export const sessionWrite = (tables: Tables, session: Session): Write => ({
  Put: {
    TableName: tables.main,
    Item: {
      ...keyOf('session', session),
      kind: 'session',
      v: 1,
      ...session,
      ttl: epochSeconds(
        session.createdAt,
        Math.ceil(sessionKinds[session.kindOfSession].longestMinutes / (24 * 60)),
      ),
    },
    ConditionExpression: 'attribute_not_exists(pk)',
  },
})

/** The write that ends one session, for a transaction; again is harmless. */
export const endedSessionWrite = ({ main }: Tables, sessionHash: string) => ({
  Delete: { TableName: main, Key: keyOf('session', { sessionHash }) },
})

const nextGeneration = ({ main }: Tables, kindOfSession: SessionKind, holderId: string) => ({
  TableName: main,
  Key: keyOf('sessions', { kindOfSession, holderId }),
  UpdateExpression: 'SET kind = :kind, v = :v ADD generation :one',
  ExpressionAttributeValues: { ':kind': 'sessions', ':v': 1, ':one': 1 },
})

/** The write that ends every session of a holder, for the transaction of what ends them. */
export const endedSessionsWrite = (tables: Tables, kindOfSession: SessionKind, holderId: string): Write => ({
  Update: nextGeneration(tables, kindOfSession, holderId),
})

/** What knowing who is signed in asks of storage, answered by the table; needs `GetItem` alone. */
export const sessionReads = ({ client, main }: Tables): SessionReads => ({
  async sessionByHash(sessionHash) {
    const { Item } = await client.send(
      new GetCommand({ TableName: main, Key: keyOf('session', { sessionHash }), ConsistentRead: true }),
    )
    return fieldsOf<Session>('session', Item)
  },

  async generationOf(kindOfSession, holderId) {
    const { Item } = await client.send(
      new GetCommand({
        TableName: main,
        Key: keyOf('sessions', { kindOfSession, holderId }),
        ConsistentRead: true,
      }),
    )
    return fieldsOf<{ generation: number }>('sessions', Item)?.generation ?? 0
  },
})

/** What using and ending sessions asks of storage, answered by the table. */
export const sessionTable = (tables: Tables): SessionStore => {
  const { client, main } = tables
  return {
    ...sessionReads(tables),

    async markUse(sessionHash, now) {
      try {
        await client.send(
          new UpdateCommand({
            TableName: main,
            Key: keyOf('session', { sessionHash }),
            UpdateExpression: 'SET seenAt = :now',
            // Never makes a session again that was ended at this moment, nor an earlier use of a later one.
            ConditionExpression: 'attribute_exists(pk) AND seenAt < :now',
            ExpressionAttributeValues: { ':now': now },
          }),
        )
      } catch (error) {
        if (!isFailedCondition(error)) throw error
      }
    },

    async endSession(sessionHash) {
      await client.send(new DeleteCommand(endedSessionWrite(tables, sessionHash).Delete))
    },

    async endAllSessions(kindOfSession, holderId) {
      await client.send(new UpdateCommand(nextGeneration(tables, kindOfSession, holderId)))
    },
  }
}
