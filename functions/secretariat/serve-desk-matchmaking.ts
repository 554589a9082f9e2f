import { setTimeout } from 'node:timers/promises'
import { contactPointsFromEnvironment } from '../../shared/lambda/contact-points.ts'
import { siteFromEnvironment } from '../../shared/lambda/environment.ts'
import { httpFunction } from '../../shared/lambda/http-function.ts'
import { newId } from '../../shared/lambda/new-id.ts'
import { tablesFromEnvironment } from '../../shared/lambda/tables-from-environment.ts'
import { deskMatchmakingOperations as operations } from '../../shared/secretariat/desk-matchmaking-operations.ts'
import { deskCalls } from '../../shared/table/call-table.ts'
import { deskPeopleTable } from '../../shared/table/desk-people-table.ts'
import { deskIntroductions } from '../../shared/table/introduction-table.ts'
import { roundTable } from '../../shared/table/round-table.ts'
import { decideIntroduction, showDeskIntroduction, showDeskIntroductions } from './decide-introduction.ts'
import type { DeskMatchmakingParts } from './desk-parts.ts'
import { decideCall, draftCall, openCall, showDeskCall, showDeskCalls } from './hold-calls.ts'
import { openRound, publishRound, restartRound, showRound, showRounds } from './hold-rounds.ts'
import { movePair, showMove } from './move-pair.ts'
import { proposeIntroduction } from './propose-introduction.ts'

const tables = tablesFromEnvironment()
const site = siteFromEnvironment()

const parts: DeskMatchmakingParts = {
  site,
  store: { ...deskPeopleTable(tables), ...deskIntroductions(tables) },
  rounds: roundTable(tables),
  calls: deskCalls(tables),
  contactPoints: contactPointsFromEnvironment(),
  now: () => new Date().toISOString(),
  pause: (most) => setTimeout(Math.random() * most),
  newId,
}

/** The HTTP function of the desk's introductions, rounds and calls. */
export const handler = httpFunction(site, [
  [operations.showDeskIntroductions, showDeskIntroductions(parts)],
  [operations.showDeskIntroduction, showDeskIntroduction(parts)],
  [operations.proposeIntroduction, proposeIntroduction(parts)],
  [operations.decideIntroduction, decideIntroduction(parts)],
  [operations.showRounds, showRounds(parts)],
  [operations.openRound, openRound(parts)],
  [operations.showRound, showRound(parts)],
  [operations.publishRound, publishRound(parts)],
  [operations.restartRound, restartRound(parts)],
  [operations.showMove, showMove(parts)],
  [operations.movePair, movePair(parts)],
  [operations.showDeskCalls, showDeskCalls(parts)],
  [operations.draftCall, draftCall(parts)],
  [operations.showDeskCall, showDeskCall(parts)],
  [operations.openCall, openCall(parts)],
  [operations.decideCall, decideCall(parts)],
])
