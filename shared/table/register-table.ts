import { GetCommand } from '@aws-sdk/lib-dynamodb'
import type { Entry } from '../register/entry.ts'
import type { RegisterStore } from '../register/register-store.ts'
import type { Tables } from './client.ts'
import { fieldsOf } from './item-fields.ts'
import { keyOf } from './keys.ts'

/** What the register asks of the truth, answered by the table. */
export const registerTable = ({ client, main }: Tables): RegisterStore => ({
  async entryById(entryId) {
    const { Item } = await client.send(
      new GetCommand({ TableName: main, Key: keyOf('entry', { entryId }), ConsistentRead: true }),
    )
    return fieldsOf<Entry>('entry', Item)
  },
})
