import { invalid } from '../../shared/failures.ts'
import { parseInput } from '../../shared/http/parse-input.ts'
import { type HttpAnswer, type HttpHandler, type HttpRequest, html, json } from '../../shared/http/request.ts'
import { matchmakingPage, nothingSoughtPage, soughtBy } from '../../shared/matchmaking/matchmaking-page.tsx'
import { matchmakingSchema } from '../../shared/matchmaking/need.ts'
import { readNeedQuery } from '../../shared/matchmaking/read-need-query.ts'
import { registeredItemSchema } from '../../shared/matchmaking/read-shortlist-query.ts'
import { resultsPage } from '../../shared/matchmaking/results-page.tsx'
import { suggestionsView } from '../../shared/matchmaking/suggestions-view.ts'
import { pageContextOf } from '../../shared/pages/page.tsx'
import { labelOf } from '../../shared/themes/theme-words.ts'
import type { MatchmakingParts } from './matchmaking-parts.ts'
import { publicItem } from './registered-item.ts'

/**
 * `GET /matchmaking`: with `entry` and `item` who fits that registered item, as far as everybody may see both;
 * else the form, filled in from `request.…` or `offer.…` in the address, with a message at each field that the
 * address fills wrongly.
 *
 * @throws Failure `not-found` for an item that does not exist or is not public; for programs `invalid` when
 *   `entry` or `item` comes without the other, or a parameter has a value that cannot be
 */
export const showMatchmaking =
  (parts: MatchmakingParts): HttpHandler =>
  async (request) => {
    const { query } = request
    if (query.entry || query.item) return peersOf(parts, request)
    const { brought, values, failures } = readNeedQuery(query)
    if (request.wants === 'html')
      return html(
        failures.length > 0 ? 422 : 200,
        matchmakingPage(pageContextOf(parts.site, request), { brought, values, failures, reading: true }),
      )
    if (failures.length > 0)
      throw invalid(
        failures.map((field) => ({ ...field, pointer: `?${field.pointer.slice(1).replaceAll('/', '.')}` })),
      )
    return json(200, (await import('#late/json-schema')).inputSchemaOf(matchmakingSchema()))
  }

const peersOf = async (parts: MatchmakingParts, request: HttpRequest): Promise<HttpAnswer> => {
  const named = { entry: request.query.entry?.[0] || undefined, item: request.query.item?.[0] || undefined }
  if (request.wants === 'html' && !(named.entry && named.item))
    return html(
      422,
      matchmakingPage(pageContextOf(parts.site, request), {
        brought: 'request',
        values: {},
        failures: [],
        cut: named,
      }),
    )
  const peers = await parts.peers.open()
  const { entry, item } = await publicItem(peers, parseInput(registeredItemSchema, named, '?'))
  const context = pageContextOf(parts.site, request)
  if (item.direction === 'interest')
    return request.wants === 'json'
      ? json(200, { items: [], total: 0, excluded: [], wouldHelp: [] })
      : html(200, nothingSoughtPage(context))
  const now = parts.now()
  // Where the asker stands with others is theirs alone; what capacity is left is not.
  const options = {
    viewer: 'visitor',
    standing: { spent: await parts.spentIn(now.slice(0, 4)) },
    now,
  } as const
  const suggestions = await peers.suggestions({ item, entry }, options)
  const help = await peers.help({ item, entry }, options)
  return request.wants === 'json'
    ? json(200, suggestionsView(suggestions, help, soughtBy(item.direction), request.t))
    : html(
        200,
        resultsPage(context, {
          brought: item.direction,
          suggestions,
          help,
          asker: {
            name: entry.authority.name,
            entryId: entry.entryId,
            theme: labelOf(item.theme, request.language),
          },
          question: { entry: entry.entryId, item: item.itemId },
        }),
      )
}
