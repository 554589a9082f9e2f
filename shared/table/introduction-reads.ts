import { GetCommand } from '@aws-sdk/lib-dynamodb'
import type { Introduction } from '../matchmaking/introductions/introduction.ts'
import type { Tables } from './client.ts'
import { fieldsOf } from './item-fields.ts'
import { keyOf } from './keys.ts'

/**
 * Reads an introduction by its id, strongly consistent.
 *
 * @throws Failure `poison` for an item of a version that this code does not know
 */
export const introductionById =
  ({ client, main }: Tables) =>
  async (introductionId: string): Promise<Introduction | undefined> => {
    const { Item } = await client.send(
      new GetCommand({
        TableName: main,
        Key: keyOf('introduction', { introductionId }),
        ConsistentRead: true,
      }),
    )
    return fieldsOf<Introduction>('introduction', Item)
  }
