import { digestsOperations } from '../digests/digests-operations.ts'
import type { Operation } from '../http/operation.ts'
import { matchmakingOperations } from '../matchmaking/matchmaking-operations.ts'
import { myOperations } from '../my/my-operations.ts'
import { programmesOperations } from '../programmes/programmes-operations.ts'
import { registerOperations } from '../register/register-operations.ts'
import { surveyOperations } from '../survey/survey-operations.ts'
import { siteOperations } from './site-operations.ts'

/** Every feature's part of the HTTP contract, by feature. */
export const allOperations = {
  survey: surveyOperations,
  register: registerOperations,
  matchmaking: matchmakingOperations,
  programmes: programmesOperations,
  digests: digestsOperations,
  my: myOperations,
  site: siteOperations,
} as const satisfies Readonly<Record<string, Readonly<Record<string, Operation>>>>
