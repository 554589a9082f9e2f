import { GetCommand } from '@aws-sdk/lib-dynamodb'
import type { Claim } from '../survey/claim.ts'
import type { Tables } from './client.ts'
import { fieldsOf } from './item-fields.ts'
import { keyOf } from './keys.ts'

/** Reads a person's claim on an entry, strongly consistent; it may be decided. Undefined when there is none. */
export const claimById =
  ({ client, main }: Tables) =>
  async (entryId: string, claimId: string): Promise<Claim | undefined> => {
    const { Item } = await client.send(
      new GetCommand({ TableName: main, Key: keyOf('claim', { entryId, claimId }), ConsistentRead: true }),
    )
    return fieldsOf<Claim>('claim', Item)
  }
