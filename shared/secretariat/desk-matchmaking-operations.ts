import { deskCallsOperations } from './desk-calls-operations.ts'
import { deskIntroductionsOperations } from './desk-introductions-operations.ts'
import { deskRoundsOperations } from './desk-rounds-operations.ts'

/** The part of the HTTP contract for those at the desk who bring authorities together; a function of its own serves it. */
export const deskMatchmakingOperations = {
  ...deskIntroductionsOperations,
  ...deskRoundsOperations,
  ...deskCallsOperations,
} as const
