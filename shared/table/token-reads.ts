import { GetCommand } from '@aws-sdk/lib-dynamodb'
import type { TokenItem } from '../notices/token.ts'
import type { Tables } from './client.ts'
import { fieldsOf } from './item-fields.ts'
import { keyOf } from './keys.ts'

/**
 * Reads what a mailed link may do, strongly consistent, by the hash of its token. It may be used or expired.
 *
 * @throws Failure `poison` for an item of a version that this code does not know
 */
export const tokenByHash =
  ({ client, main }: Tables) =>
  async (tokenHash: string): Promise<TokenItem | undefined> => {
    const { Item } = await client.send(
      new GetCommand({ TableName: main, Key: keyOf('token', { tokenHash }), ConsistentRead: true }),
    )
    return fieldsOf<TokenItem>('token', Item)
  }
