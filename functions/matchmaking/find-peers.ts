import { orFormAgain } from '../../shared/http/form-again.ts'
import { parseInput } from '../../shared/http/parse-input.ts'
import { type HttpHandler, type HttpRequest, html, json } from '../../shared/http/request.ts'
import { type Brought, matchmakingPage, soughtBy } from '../../shared/matchmaking/matchmaking-page.tsx'
import { matchmakingOfForm, matchmakingSchema, needOf } from '../../shared/matchmaking/need.ts'
import { resultsPage } from '../../shared/matchmaking/results-page.tsx'
import { suggestionsView } from '../../shared/matchmaking/suggestions-view.ts'
import { typedValues } from '../../shared/pages/form-fields.tsx'
import { type PageContext, pageContextOf } from '../../shared/pages/page.tsx'
import type { MatchmakingParts } from './matchmaking-parts.ts'

/**
 * `POST /matchmaking`: who fits a request or an offer that need not be registered, among what everybody may
 * see. Stores nothing.
 *
 * @throws Failure `invalid` with the fields at fault (for a form: the form again)
 */
export const findPeers =
  (parts: MatchmakingParts): HttpHandler =>
  (request) => {
    const body = (request.body ?? {}) as Record<string, unknown>
    const work = async () => {
      const asked = parseInput(
        matchmakingSchema(),
        request.sentAs === 'form' ? matchmakingOfForm({ ...emptyNeed(request), ...body }) : body,
      )
      const { asker, programme } = needOf(asked, request.language)
      const rules = programme && (await parts.programmes.one(programme))?.programme
      const peers = await parts.peers.open()
      const now = parts.now()
      const standing = { spent: await parts.spentIn(now.slice(0, 4)) }
      const options = {
        viewer: 'visitor',
        ...(rules && { programme: rules }),
        standing,
        now,
      } as const
      const suggestions = await peers.suggestions(asker, options)
      const help = await peers.help(asker, options)
      const brought: Brought = asked.request ? 'request' : 'offer'
      if (request.wants === 'json')
        return json(200, suggestionsView(suggestions, help, soughtBy(brought), request.t))
      const context = contextOf(parts, request)
      const change = context.links.to('/matchmaking', context.here.query)
      // Whoever gets a shortlist may read it in another language than the one that the need is written in.
      const question = { [`${brought}.language`]: request.language, ...askedValues(request.body) }
      return html(200, resultsPage(context, { brought, suggestions, help, change, question }))
    }
    return orFormAgain(request, work, (failures) =>
      matchmakingPage(contextOf(parts, request), {
        brought: broughtBy(request),
        values: askedValues(request.body),
        failures,
      }),
    )
  }

/** What a form was about: its fields say so or, where all were left empty, its address. */
const broughtBy = ({ body, query }: HttpRequest): Brought => {
  if (typeof body === 'object' && body !== null && ('offer' in body || 'request' in body))
    return 'request' in body ? 'request' : 'offer'
  return query.direction?.[0] === 'offer' ? 'offer' : 'request'
}

/** A form whose fields were all left empty brings none of them: then its theme is what is missing. */
const emptyNeed = (request: HttpRequest): Record<string, unknown> => ({ [broughtBy(request)]: {} })

/** What was typed, by the form's field names: lists are numbered there. */
const askedValues = (body: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries(typedValues(body)).flatMap(([name, value]) =>
      typeof value === 'string'
        ? [[name, value]]
        : value.map((each, at) => [name.replace(/\[\]$/, `.${at}`), each]),
    ),
  )

/** The language choice and 'change the question' lead to the form, filled in as it was. */
const contextOf = ({ site }: MatchmakingParts, request: HttpRequest): PageContext => {
  const query = Object.fromEntries(
    Object.entries(askedValues(request.body)).map(([name, value]) => [name, [value]]),
  )
  return { ...pageContextOf(site, request), here: { path: '/matchmaking', query } }
}
