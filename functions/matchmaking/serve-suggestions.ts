import { siteFromEnvironment } from '../../shared/lambda/environment.ts'
import { httpFunction } from '../../shared/lambda/http-function.ts'
import { peersOf } from '../../shared/lambda/register-reader.ts'
import { tablesFromEnvironment } from '../../shared/lambda/tables-from-environment.ts'
import { ownSuggestionsOperations as operations } from '../../shared/matchmaking/own-suggestions-operations.ts'
import { digestTable } from '../../shared/table/digest-table.ts'
import { introductionReads, spentIn } from '../../shared/table/introduction-table.ts'
import { sessionTable } from '../../shared/table/session-table.ts'
import { type SuggestionsParts, showMySuggestions } from './my-suggestions.ts'

const tables = tablesFromEnvironment()

const parts: SuggestionsParts = {
  site: siteFromEnvironment(),
  store: {
    ...sessionTable(tables),
    ...introductionReads(tables),
    spentIn: spentIn(tables),
    pairsTold: digestTable(tables).pairsTold,
  },
  peers: peersOf(tables),
  now: () => new Date().toISOString(),
}

/** The HTTP function of what fits one's own entries: for respondents, with all of the register in memory. */
export const handler = httpFunction(parts.site, [[operations.showMySuggestions, showMySuggestions(parts)]])
