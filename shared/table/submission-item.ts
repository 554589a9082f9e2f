import type { Submission } from '../survey/submission.ts'
import { keyOf } from './keys.ts'

/**
 * A submission as its item.
 *
 * @param ttl when it is deleted, in seconds since 1970; undefined: it stays
 */
export const submissionItem = (submission: Submission, ttl?: number): Record<string, unknown> => ({
  ...keyOf('submission', submission),
  kind: 'submission',
  v: 1,
  ...submission,
  ...(ttl !== undefined && { ttl }),
})
