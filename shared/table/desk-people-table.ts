import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb'
import type { DeskPeople } from '../secretariat/desk-store.ts'
import type { DeskUser } from '../secretariat/desk-user.ts'
import type { Tables } from './client.ts'
import { fieldsOf } from './item-fields.ts'
import { keyOf, partitionOf, sortPrefixOf } from './keys.ts'
import { sessionTable } from './session-table.ts'

/** Who is at the desk, answered by the table. */
export const deskPeopleTable = (tables: Tables): DeskPeople => {
  const { client, main } = tables

  return {
    ...sessionTable(tables),

    async deskUserById(userId) {
      const { Item } = await client.send(
        new GetCommand({ TableName: main, Key: keyOf('deskUser', { userId }), ConsistentRead: true }),
      )
      return fieldsOf<DeskUser>('deskUser', Item)
    },

    async deskUsers() {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: main,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :users)',
          ExpressionAttributeValues: {
            ':pk': partitionOf('deskUser', {}),
            ':users': sortPrefixOf('deskUser'),
          },
        }),
      )
      return Items.map((item) => fieldsOf<DeskUser>('deskUser', item))
    },
  }
}
