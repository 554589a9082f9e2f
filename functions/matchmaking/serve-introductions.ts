import { setTimeout } from 'node:timers/promises'
import { siteFromEnvironment } from '../../shared/lambda/environment.ts'
import { httpFunction } from '../../shared/lambda/http-function.ts'
import { tablesFromEnvironment } from '../../shared/lambda/tables-from-environment.ts'
import { introductionsOperations as operations } from '../../shared/matchmaking/introductions/introductions-operations.ts'
import { introductionReads, introductionWrites } from '../../shared/table/introduction-table.ts'
import { sessionTable } from '../../shared/table/session-table.ts'
import { tokenByHash } from '../../shared/table/token-reads.ts'
import { giveAnswer, showAnswer, showAnswered } from './answer-by-link.ts'
import { expressInterest, showInterest } from './express-interest.ts'
import type { IntroductionsParts } from './introductions-parts.ts'
import {
  answerIntroduction,
  showMyIntroduction,
  showMyIntroductions,
  tellOutcome,
} from './my-introductions.ts'

const tables = tablesFromEnvironment()

const parts: IntroductionsParts = {
  site: siteFromEnvironment(),
  store: {
    ...sessionTable(tables),
    ...introductionReads(tables),
    ...introductionWrites(tables),
    tokenByHash: tokenByHash(tables),
  },
  now: () => new Date().toISOString(),
  pause: (most) => setTimeout(Math.random() * most),
}

/** The HTTP function of introductions: for respondents, with rights that the public matchmaking has not. */
export const handler = httpFunction(parts.site, [
  [operations.showInterest, showInterest(parts)],
  [operations.expressInterest, expressInterest(parts)],
  [operations.showMyIntroductions, showMyIntroductions(parts)],
  [operations.showMyIntroduction, showMyIntroduction(parts)],
  [operations.answerIntroduction, answerIntroduction(parts)],
  [operations.tellOutcome, tellOutcome(parts)],
  // Before the tokens, which are longer.
  [operations.showAnswered, showAnswered(parts)],
  [operations.showAnswer, showAnswer(parts)],
  [operations.giveAnswer, giveAnswer(parts)],
])
