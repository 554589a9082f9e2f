import { siteFromEnvironment } from '../../shared/lambda/environment.ts'
import { httpFunction } from '../../shared/lambda/http-function.ts'
import { peersOf } from '../../shared/lambda/register-reader.ts'
import { tablesFromEnvironment } from '../../shared/lambda/tables-from-environment.ts'
import { deskSuggestionsOperations as operations } from '../../shared/secretariat/desk-suggestions-operations.ts'
import { deskPeopleTable } from '../../shared/table/desk-people-table.ts'
import { introductionReads, spentIn } from '../../shared/table/introduction-table.ts'
import type { DeskSuggestionsParts } from './desk-parts.ts'
import { showFairness } from './show-fairness.ts'
import { showDeskSuggestions } from './show-suggestions.ts'

const tables = tablesFromEnvironment()

const parts: DeskSuggestionsParts = {
  site: siteFromEnvironment(),
  store: { ...deskPeopleTable(tables), ...introductionReads(tables), spentIn: spentIn(tables) },
  peers: peersOf(tables),
  now: () => new Date().toISOString(),
}

/** The desk's HTTP function for what is worked out over the whole register; it changes nothing. */
export const handler = httpFunction(parts.site, [
  [operations.showDeskSuggestions, showDeskSuggestions(parts)],
  [operations.showFairness, showFairness(parts)],
])
