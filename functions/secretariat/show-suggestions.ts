import { Failure } from '../../shared/failures.ts'
import { couldBeAnId } from '../../shared/http/id-in-path.ts'
import { type HttpHandler, html, json } from '../../shared/http/request.ts'
import { standingOf } from '../../shared/matchmaking/introductions/standing.ts'
import { matchedItemsOf } from '../../shared/matchmaking/own-suggestions.ts'
import type { Entry } from '../../shared/register/entry.ts'
import {
  type DeskSuggestions,
  deskSuggestionsPage,
  deskSuggestionsView,
} from '../../shared/secretariat/desk-suggestions.tsx'
import { atDesk, deskPageOf } from './at-desk.ts'
import type { DeskSuggestionsParts } from './desk-parts.ts'

/**
 * `GET /secretariat/entries/{entryId}/suggestions`: who fits each offer and request of an entry, and where the two
 * stand.
 *
 * @throws Failure `not-found` for an entry that does not exist or is not public: nothing is suggested for it
 */
export const showDeskSuggestions = (parts: DeskSuggestionsParts): HttpHandler =>
  atDesk(parts, 'reader', async (request, { user }) => {
    const { entryId = '' } = request.parameters
    const [entry] = couldBeAnId(entryId) ? await parts.store.entriesOf([entryId]) : []
    if (entry?.state !== 'public') throw new Failure('not-found', 'no-such-entry-at-desk')
    const suggestions = await suggestionsFor(parts, entry)
    return request.wants === 'html'
      ? html(200, deskSuggestionsPage(deskPageOf(parts, request), user.role, entry, suggestions))
      : json(200, {
          entryId,
          authority: entry.authority.name,
          suggestions: suggestions.map((found) => deskSuggestionsView(found, request.t)),
        })
  })

/** The best 20 each, as the entry's people could be told: what they may not see is counted as left out. */
const suggestionsFor = async (
  { peers, store, now }: DeskSuggestionsParts,
  entry: Entry,
): Promise<readonly DeskSuggestions[]> => {
  const at = now()
  const [index, introductions, spent] = await Promise.all([
    peers.open(),
    store.introductionsOf(entry.entryId),
    store.spentIn(at.slice(0, 4)),
  ])
  const options = {
    viewer: 'secretariat',
    audience: 'respondent',
    standing: standingOf(entry.entryId, introductions, spent),
    now: at,
  } as const
  const found: DeskSuggestions[] = []
  for (const item of matchedItemsOf(entry)) {
    const suggestions = await index.suggestions({ item, entry }, options)
    found.push({ entry, item, suggestions, introductions })
  }
  return found
}
