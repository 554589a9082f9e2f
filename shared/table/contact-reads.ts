import { GetCommand } from '@aws-sdk/lib-dynamodb'
import type { Contact } from '../survey/contact.ts'
import type { Tables } from './client.ts'
import { fieldsOf } from './item-fields.ts'
import { keyOf } from './keys.ts'

/**
 * Reads a person by id, strongly consistent; undefined when there is none, or they were erased.
 *
 * @throws Failure `poison` for an item of a version that this code does not know
 */
export const contactById =
  ({ client, main }: Tables) =>
  async (contactId: string): Promise<Contact | undefined> => {
    const { Item } = await client.send(
      new GetCommand({ TableName: main, Key: keyOf('contact', { contactId }), ConsistentRead: true }),
    )
    return fieldsOf<Contact>('contact', Item)
  }
