import type { Proof } from '../survey/form-guard.ts'
import { epochSeconds, type Tables, type Write } from './client.ts'
import { keyOf } from './keys.ts'

/** The write that uses a proof of work up, for the transaction that it is for; fails if it was used before. */
export const proofUsed = ({ main }: Tables, { proofHash, expiresAt }: Proof): Write => ({
  Put: {
    TableName: main,
    Item: {
      ...keyOf('proof', { proofHash }),
      kind: 'proof',
      v: 1,
      // A day longer than it holds: TTL is by the table's clock.
      ttl: epochSeconds(expiresAt, 1),
    },
    ConditionExpression: 'attribute_not_exists(pk)',
  },
})
