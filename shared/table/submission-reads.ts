import { GetCommand } from '@aws-sdk/lib-dynamodb'
import type { Submission } from '../survey/submission.ts'
import type { Tables } from './client.ts'
import { fieldsOf } from './item-fields.ts'
import { keyOf } from './keys.ts'

/** Reads a submission, strongly consistent. Undefined when there is none (any more). */
export const submissionById =
  ({ client, main }: Tables) =>
  async (submissionId: string): Promise<Submission | undefined> => {
    const { Item } = await client.send(
      new GetCommand({ TableName: main, Key: keyOf('submission', { submissionId }), ConsistentRead: true }),
    )
    return fieldsOf<Submission>('submission', Item)
  }
