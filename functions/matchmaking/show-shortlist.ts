import { Failure } from '../../shared/failures.ts'
import { type HttpHandler, type HttpRequest, html, json } from '../../shared/http/request.ts'
import { matchmakingPage } from '../../shared/matchmaking/matchmaking-page.tsx'
import { needOf } from '../../shared/matchmaking/need.ts'
import type { PeersIndex } from '../../shared/matchmaking/peers-index.ts'
import {
  questionIn,
  readShortlistQuery,
  type ShortlistQuery,
} from '../../shared/matchmaking/read-shortlist-query.ts'
import { shortlistOf } from '../../shared/matchmaking/shortlist.ts'
import { shortlistPage } from '../../shared/matchmaking/shortlist-page.tsx'
import type { Asker } from '../../shared/matchmaking/suggestions.ts'
import { shortlistView } from '../../shared/matchmaking/suggestions-view.ts'
import { pageContextOf } from '../../shared/pages/page.tsx'
import type { Programme } from '../../shared/programmes/programme.ts'
import type { MatchmakingParts } from './matchmaking-parts.ts'
import { publicItem } from './registered-item.ts'

/**
 * `GET /matchmaking/shortlist`: the chosen peers of a question with reasons, two of them side by side. The question and
 * the peers stand in the address, so it can be passed on, and nothing is stored.
 *
 * @throws Failure `not-found` for a registered item that is not there for everybody; for programs `invalid` with each
 *   parameter at fault
 */
export const showShortlist =
  (parts: MatchmakingParts): HttpHandler =>
  async (request) => {
    const read = readOrFailure(request.query)
    if (read instanceof Failure) {
      if (request.wants === 'json') throw read
      return html(422, formAgain(parts, request, read))
    }
    const index = await parts.peers.open()
    const { asker, programme, registered } = await askerOf(parts, request, index, read)
    if (asker.item.direction === 'interest') throw new Failure('not-found', 'no-such-entry')
    const now = parts.now()
    const shortlist = await shortlistOf(asker, index, read.peers, {
      viewer: 'visitor',
      ...(programme && { programme }),
      standing: { spent: await parts.spentIn(now.slice(0, 4)) },
      now,
    })
    if (request.wants === 'json') return json(200, shortlistView(shortlist, asker.item.direction, request.t))
    const context = pageContextOf(parts.site, request)
    const question = questionIn(request.query)
    return html(
      200,
      shortlistPage(context, {
        brought: asker.item.direction,
        asker,
        registered,
        shortlist,
        question,
        all: context.links.to('/matchmaking', question),
      }),
    )
  }

const readOrFailure = (query: HttpRequest['query']): ShortlistQuery | Failure => {
  try {
    return readShortlistQuery(query)
  } catch (error) {
    if (error instanceof Failure && error.kind === 'invalid') return error
    throw error
  }
}

/** Who asks, by a registered item or by what the address says. */
const askerOf = async (
  { programmes }: MatchmakingParts,
  request: HttpRequest,
  index: PeersIndex,
  { asked }: ShortlistQuery,
): Promise<{
  asker: Asker
  programme?: Programme | undefined
  registered?: { name: string; entryId: string }
}> => {
  if ('registered' in asked) {
    const asker = await publicItem(index, asked.registered)
    return { asker, registered: { name: asker.entry.authority.name, entryId: asker.entry.entryId } }
  }
  const { asker, programme } = needOf(asked.need, request.language)
  return { asker, programme: programme ? (await programmes.one(programme))?.programme : undefined }
}

/** What the address says goes back into the form, with a message at each field; peers are chosen from its answer. */
const formAgain = ({ site }: MatchmakingParts, request: HttpRequest, { fields }: Failure): string => {
  const values = questionIn(request.query)
  return matchmakingPage(pageContextOf(site, request), {
    brought: Object.keys(values).some((name) => name.startsWith('offer.')) ? 'offer' : 'request',
    values,
    failures: fields.map((field) => ({
      ...field,
      pointer: `/${field.pointer.slice(1).replaceAll('.', '/')}`,
    })),
    reading: true,
  })
}
