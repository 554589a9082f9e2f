import { siteFromEnvironment } from '../../shared/lambda/environment.ts'
import { httpFunction } from '../../shared/lambda/http-function.ts'
import { peersOf } from '../../shared/lambda/register-reader.ts'
import { tablesFromEnvironment } from '../../shared/lambda/tables-from-environment.ts'
import { matchmakingOperations as operations } from '../../shared/matchmaking/matchmaking-operations.ts'
import { programmesReader } from '../../shared/programmes/programmes-reader.ts'
import { spentIn } from '../../shared/table/introduction-table.ts'
import { programmeTable } from '../../shared/table/programme-table.ts'
import { findPeers } from './find-peers.ts'
import type { MatchmakingParts } from './matchmaking-parts.ts'
import { showMatchmaking } from './show-matchmaking.ts'
import { showShortlist } from './show-shortlist.ts'

const tables = tablesFromEnvironment()
const now = () => new Date().toISOString()

const parts: MatchmakingParts = {
  site: siteFromEnvironment(),
  peers: peersOf(tables),
  programmes: programmesReader(programmeTable(tables), now),
  spentIn: spentIn(tables),
  now,
}

/** The matchmaking's HTTP function. */
export const handler = httpFunction(parts.site, [
  [operations.showMatchmaking, showMatchmaking(parts)],
  [operations.findPeers, findPeers(parts)],
  [operations.showShortlist, showShortlist(parts)],
])
