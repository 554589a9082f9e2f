import type { Tables, Write } from './client.ts'
import { keyOf } from './keys.ts'

/** The write that uses a mailed link up, for the transaction of what it does; fails if it was used, or never was. */
export const tokenUsed = ({ main }: Tables, tokenHash: string, now: string): Write => ({
  Update: {
    TableName: main,
    Key: keyOf('token', { tokenHash }),
    UpdateExpression: 'SET usedAt = :now',
    ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(usedAt)',
    ExpressionAttributeValues: { ':now': now },
  },
})
