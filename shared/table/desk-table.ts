import { PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import type { Entry } from '../register/entry.ts'
import type { Audit } from '../secretariat/audit.ts'
import type { DeskStore } from '../secretariat/desk-store.ts'
import type { DeskUser } from '../secretariat/desk-user.ts'
import { indexes } from './access-patterns.ts'
import { auditWrite } from './audit-writes.ts'
import { isFailedCondition, type Tables } from './client.ts'
import { written } from './contention.ts'
import { countOf } from './count-reads.ts'
import { deskPeopleTable } from './desk-people-table.ts'
import { contactsOfEntry } from './entry-reads.ts'
import { entryChange } from './entry-writes.ts'
import { fieldsOf } from './item-fields.ts'
import { keyOf, lookupPartitionOf, partitionOf } from './keys.ts'
import { noticeWrite } from './notice-writes.ts'
import { registerTable } from './register-table.ts'
import { endedSessionsWrite, sessionWrite } from './session-table.ts'

const userItem = (user: DeskUser) => ({ ...keyOf('deskUser', user), kind: 'deskUser', v: 1, ...user })

/** What the desk asks of storage, answered by the table. */
export const deskTable = (tables: Tables): DeskStore => {
  const { client, main } = tables

  return {
    ...deskPeopleTable(tables),
    ...registerTable(tables),

    async beginSession(session) {
      const { Put } = sessionWrite(tables, session)
      if (Put) await client.send(new PutCommand(Put))
    },

    async seedAdministrator(user, audit) {
      await written(tables, [
        {
          Put: { TableName: main, Item: userItem(user), ConditionExpression: 'attribute_not_exists(pk)' },
        },
        auditWrite(tables, audit),
      ])
    },

    async bindAccount(userId, account) {
      try {
        await client.send(
          new UpdateCommand({
            TableName: main,
            Key: keyOf('deskUser', { userId }),
            UpdateExpression: 'SET account = :account',
            ConditionExpression: 'attribute_exists(pk) AND #role <> :none AND attribute_not_exists(account)',
            ExpressionAttributeNames: { '#role': 'role' },
            ExpressionAttributeValues: { ':account': account, ':none': 'none' },
          }),
        )
        return true
      } catch (error) {
        if (isFailedCondition(error)) return false
        throw error
      }
    },

    setRole: ({ before, after, by, audit }) =>
      written(tables, [
        {
          Put: {
            TableName: main,
            Item: userItem(after),
            ...(before
              ? {
                  ConditionExpression: `#role = :before AND changedAt = :changed AND ${before.account ? 'account = :account' : 'attribute_not_exists(account)'}`,
                  ExpressionAttributeNames: { '#role': 'role' },
                  ExpressionAttributeValues: {
                    ':before': before.role,
                    ':changed': before.changedAt,
                    ...(before.account && { ':account': before.account }),
                  },
                }
              : { ConditionExpression: 'attribute_not_exists(pk)' }),
          },
        },
        {
          ConditionCheck: {
            TableName: main,
            Key: keyOf('deskUser', { userId: by }),
            ConditionExpression: '#role = :administrator',
            ExpressionAttributeNames: { '#role': 'role' },
            ExpressionAttributeValues: { ':administrator': 'administrator' },
          },
        },
        // Sessions from before must not come back with a role that is given again.
        ...(after.role === 'none' ? [endedSessionsWrite(tables, 'desk', after.userId)] : []),
        auditWrite(tables, audit),
      ]),

    async entriesAwaitingReview(most) {
      const waiting = {
        TableName: main,
        IndexName: 'lookup',
        KeyConditionExpression: '#pk = :pk',
        ExpressionAttributeNames: { '#pk': indexes.lookup.pk },
        ExpressionAttributeValues: { ':pk': lookupPartitionOf('entry', { state: 'awaiting-review' }) },
      } as const
      const [{ Items = [] }, total] = await Promise.all([
        client.send(new QueryCommand({ ...waiting, Limit: most })),
        countOf(tables, waiting),
      ])
      return { entries: Items.map((item) => fieldsOf<Entry>('entry', item)), total }
    },

    contactsOfEntry: contactsOfEntry(tables),

    review: async ({ before, after, audit, notices }) =>
      written(tables, [
        ...(await entryChange(tables, before, after)),
        auditWrite(tables, audit),
        ...notices.map((notice) => noticeWrite(tables, notice)),
      ]),

    async auditOfMonth(month, most, before) {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: main,
          ConsistentRead: true,
          KeyConditionExpression: before ? 'pk = :pk AND sk < :before' : 'pk = :pk',
          ExpressionAttributeValues: {
            ':pk': partitionOf('audit', { month }),
            ...(before && { ':before': before }),
          },
          ScanIndexForward: false,
          Limit: most,
        }),
      )
      return Items.map((item) => fieldsOf<Audit>('audit', item))
    },
  }
}
