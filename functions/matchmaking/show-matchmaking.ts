import * as z from 'zod/mini'
import { Failure } from '../../shared/failures.ts'
import { parseInput } from '../../shared/http/parse-input.ts'
import { type HttpAnswer, type HttpHandler, type HttpRequest, html, json } from '../../shared/http/request.ts'
import {
  type Brought,
  matchmakingPage,
  nothingSoughtPage,
  resultsPage,
  soughtBy,
} from '../../shared/matchmaking/matchmaking-page.tsx'
import { matchmakingSchema } from '../../shared/matchmaking/need.ts'
import { suggestionsFor } from '../../shared/matchmaking/suggestions.ts'
import { suggestionsView } from '../../shared/matchmaking/suggestions-view.ts'
import { pageContextOf } from '../../shared/pages/page.tsx'
import { type Entry, maySee } from '../../shared/register/entry.ts'
import { labelOf } from '../../shared/themes/vocabulary.ts'
import type { MatchmakingParts } from './matchmaking-parts.ts'

const registeredItem = z.object({ entry: z.string(), item: z.string() })

/**
 * `GET /matchmaking`: with `entry` and `item` who fits that registered item, as far as everybody may see both;
 * else the form, filled in from `request.…` or `offer.…` in the address. What is unknown there is left out:
 * nobody typed it into a field where a message could stand.
 *
 * @throws Failure `not-found` for an item that does not exist or is not public; `invalid` when `entry` or
 *   `item` comes without the other
 */
export const showMatchmaking =
  (parts: MatchmakingParts): HttpHandler =>
  async (request) => {
    const { query } = request
    if (query.entry || query.item) return peersOf(parts, request)
    if (request.wants === 'json') return json(200, z.toJSONSchema(matchmakingSchema, { io: 'input' }))
    const values = Object.fromEntries(
      Object.entries(query).flatMap(([name, [value]]) =>
        /^(request|offer)\./.test(name) && value !== undefined ? [[name, value]] : [],
      ),
    )
    const brought: Brought =
      query.direction?.[0] === 'offer' || Object.keys(values).some((name) => name.startsWith('offer.'))
        ? 'offer'
        : 'request'
    return html(200, matchmakingPage(pageContextOf(parts.site, request), { brought, values, failures: [] }))
  }

const peersOf = async (parts: MatchmakingParts, request: HttpRequest): Promise<HttpAnswer> => {
  const asked = parseInput(
    registeredItem,
    { entry: request.query.entry?.[0], item: request.query.item?.[0] },
    '?',
  )
  const index = await parts.register.open()
  const found = index.entry(asked.entry)
  const entry = found && asEverybodySees(found)
  const item = entry?.items.find(({ itemId }) => itemId === asked.item)
  if (!entry || !item) throw new Failure('not-found', 'no-such-entry')
  const context = pageContextOf(parts.site, request)
  if (item.direction === 'interest')
    return request.wants === 'json'
      ? json(200, { items: [], total: 0, excluded: [] })
      : html(200, nothingSoughtPage(context))
  const suggestions = suggestionsFor({ item, entry }, index, { viewer: 'visitor', now: parts.now() })
  return request.wants === 'json'
    ? json(200, suggestionsView(suggestions, soughtBy(item.direction), request.t))
    : html(
        200,
        resultsPage(context, {
          brought: item.direction,
          suggestions,
          asker: {
            name: entry.authority.name,
            entryId: entry.entryId,
            theme: labelOf(item.theme, request.language),
          },
        }),
      )
}

/** Hidden items of the asker's entry must not show through a reason such as help in return. */
const asEverybodySees = (entry: Entry): Entry => ({
  ...entry,
  items: entry.items.filter(({ visibility }) => maySee('visitor', visibility)),
})
