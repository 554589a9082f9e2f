import { Failure } from '../../shared/failures.ts'
import { type HttpHandler, html, json } from '../../shared/http/request.ts'
import type { IntroductionReads, Spent } from '../../shared/matchmaking/introductions/introduction-store.ts'
import { standingOf } from '../../shared/matchmaking/introductions/standing.ts'
import { mySuggestionsPage } from '../../shared/matchmaking/my-suggestions-page.tsx'
import {
  matchedItemsOf,
  ownSuggestions,
  ownSuggestionsView,
  withTold,
} from '../../shared/matchmaking/own-suggestions.ts'
import type { PeersReader } from '../../shared/matchmaking/peers-index.ts'
import { pageContextOf } from '../../shared/pages/page.tsx'
import type { SiteSettings } from '../../shared/pages/site-settings.ts'
import { asRespondent } from '../../shared/sessions/as-respondent.ts'
import type { SessionStore } from '../../shared/sessions/session-store.ts'

/** What the page of one's own suggestions is given. */
export type SuggestionsParts = {
  readonly site: SiteSettings
  readonly store: SessionStore &
    Pick<IntroductionReads, 'introductionsOf' | 'entriesOf' | 'contactById'> & {
      /** Whose capacity was spent in a year (`2026`), and how much. */
      spentIn(year: string): Promise<Spent>
      /** Which of these pairs a contact was told of. */
      pairsTold(contactId: string, pairIds: readonly string[]): Promise<ReadonlySet<string>>
    }
  readonly peers: PeersReader
  /** Now, as ISO 8601 in UTC. */
  readonly now: () => string
}

/**
 * `GET /my/suggestions`: who fits each offer and request of one's public entries, the best 20 each. Stores nothing.
 *
 * @throws Failure `not-found` for an item that is no offer or request of one's own public entries
 */
export const showMySuggestions = (parts: SuggestionsParts): HttpHandler =>
  asRespondent(parts, async (request, { contact }) => {
    const { store } = parts
    const now = parts.now()
    const entries = await store.entriesOf(contact.entryIds)
    const open = entries.filter(({ state }) => state === 'public')
    const named = request.query.item?.[0]
    const asked = open.flatMap((entry) => matchedItemsOf(entry).map((item) => ({ entry, item })))
    const chosen = named ? asked.filter(({ item }) => item.itemId === named) : asked
    if (named && chosen.length === 0) throw new Failure('not-found', 'no-such-entry')

    const [peers, spent, introductions] = await Promise.all([
      parts.peers.open(),
      store.spentIn(now.slice(0, 4)),
      Promise.all(
        open.map(async ({ entryId }) => [entryId, await store.introductionsOf(entryId)] as const),
      ).then((found) => new Map(found)),
    ])
    const found = []
    for (const { entry, item } of chosen) {
      const own = introductions.get(entry.entryId) ?? []
      const options = {
        viewer: 'respondent',
        standing: standingOf(entry.entryId, own, spent),
        now,
      } as const
      const suggestions = await peers.suggestions({ item, entry }, options)
      const help = await peers.help({ item, entry }, options)
      found.push(ownSuggestions({ entry, item, suggestions, help }, contact.entryIds, own))
    }
    const told = await store.pairsTold(
      contact.contactId,
      found.flatMap(({ peers }) => peers.map(({ pairId }) => pairId)),
    )
    const marked = found.map((each) => withTold(each, told))
    const notPublic = named ? [] : entries.filter(({ state }) => state !== 'public' && state !== 'erased')
    if (request.wants === 'html')
      return html(
        200,
        mySuggestionsPage(pageContextOf(parts.site, request), {
          found: marked,
          notPublic,
          one: asked.length > chosen.length,
        }),
      )
    return json(200, {
      suggestions: marked.map((each) => ownSuggestionsView(each, request.t)),
      notPublic: notPublic.map(({ entryId, authority, state }) => ({
        entryId,
        authority: authority.name,
        state,
      })),
    })
  })
