import { digestsOperations } from '../digests/digests-operations.ts'
import type { Operation } from '../http/operation.ts'
import { callsOperations } from '../matchmaking/calls/calls-operations.ts'
import { introductionsOperations } from '../matchmaking/introductions/introductions-operations.ts'
import { matchmakingOperations } from '../matchmaking/matchmaking-operations.ts'
import { ownSuggestionsOperations } from '../matchmaking/own-suggestions-operations.ts'
import { entryContactsOperations } from '../my/entry-contacts-operations.ts'
import { myOperations } from '../my/my-operations.ts'
import { programmesOperations } from '../programmes/programmes-operations.ts'
import { exportOperations, registerOperations } from '../register/register-operations.ts'
import { deskMatchmakingOperations } from '../secretariat/desk-matchmaking-operations.ts'
import { deskSuggestionsOperations } from '../secretariat/desk-suggestions-operations.ts'
import { secretariatOperations } from '../secretariat/secretariat-operations.ts'
import { surveyOperations } from '../survey/survey-operations.ts'
import { siteOperations } from './site-operations.ts'

/** Every feature's part of the HTTP contract, by feature. */
export const allOperations = {
  survey: surveyOperations,
  register: { ...registerOperations, ...exportOperations },
  matchmaking: {
    ...matchmakingOperations,
    ...introductionsOperations,
    ...ownSuggestionsOperations,
    ...callsOperations,
  },
  programmes: programmesOperations,
  digests: digestsOperations,
  my: { ...myOperations, ...entryContactsOperations },
  secretariat: { ...secretariatOperations, ...deskMatchmakingOperations, ...deskSuggestionsOperations },
  site: siteOperations,
} as const satisfies Readonly<Record<string, Readonly<Record<string, Operation>>>>
