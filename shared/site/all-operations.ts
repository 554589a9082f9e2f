import { digestsOperations } from '../digests/digests-operations.ts'
import type { Operation } from '../http/operation.ts'
import { surveyOperations } from '../survey/survey-operations.ts'
import { siteOperations } from './site-operations.ts'

/** Every feature's part of the HTTP contract, by feature. */
export const allOperations = {
  site: siteOperations,
  survey: surveyOperations,
  digests: digestsOperations,
} as const satisfies Readonly<Record<string, Readonly<Record<string, Operation>>>>
