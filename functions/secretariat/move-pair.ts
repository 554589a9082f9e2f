import { Failure } from '../../shared/failures.ts'
import { withNumber } from '../../shared/http/form-number.ts'
import { toPage } from '../../shared/http/links.ts'
import { parseInput } from '../../shared/http/parse-input.ts'
import { type HttpHandler, type HttpRequest, html, json, seeOther } from '../../shared/http/request.ts'
import { effectUnder, type RoundByHand, roundByHand } from '../../shared/matchmaking/rounds/by-hand.ts'
import type { KeptRound } from '../../shared/matchmaking/rounds/kept-round.ts'
import { movePairSchema } from '../../shared/secretariat/desk-rounds-operations.ts'
import { roundView } from '../../shared/secretariat/desk-rounds-view.ts'
import { roundMovePage } from '../../shared/secretariat/round-moves-page.tsx'
import { movedPairView, type NamedMove, placesOf } from '../../shared/secretariat/round-moves-view.ts'
import { atDesk, deskPageOf } from './at-desk.ts'
import { deed, type RoundsParts, roundIn } from './hold-rounds.ts'

/** So many moves a round keeps: more is another matching, not one put right by hand. */
const mostMoves = 200

/** A round that waits for a person's choice, with what it was matched from. */
const readyRound = async (
  parts: RoundsParts,
  request: HttpRequest,
): Promise<{ readonly kept: KeptRound; readonly byHand: RoundByHand }> => {
  const kept = await roundIn(parts, request)
  if (kept.state !== 'ready') throw new Failure('conflict', 'round-not-ready')
  const [participants, fits, outcome] = await Promise.all([
    parts.rounds.partOf(kept, 'participants'),
    parts.rounds.partOf(kept, 'fits'),
    parts.rounds.partOf(kept, 'outcome'),
  ])
  const byHand = roundByHand(kept, { participants, fits, outcome })
  if (!byHand) throw new Failure('conflict', 'round-not-ready')
  return { kept, byHand }
}

/** A form's empty choice is none. */
const stated = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined

/** `GET /secretariat/rounds/{roundId}/moves`: one request's choices and what a move would bring. Changes nothing. */
export const showMove = (parts: RoundsParts): HttpHandler =>
  atDesk(parts, 'officer', async (request, { user }) => {
    const { kept, byHand } = await readyRound(parts, request)
    const { query } = request
    const floor = query.floor?.[0] ?? ''
    const named: NamedMove = {
      floor: /^\d{1,9}$/.test(floor) ? Number(floor) : -1,
      request: query.request?.[0] ?? '',
      from: stated(query.from?.[0]),
      to: stated(query.to?.[0]),
    }
    const view = movedPairView(kept, byHand, named, request.t)
    if (!view) throw new Failure('not-found', 'no-such-round')
    return request.wants === 'html'
      ? html(200, roundMovePage(deskPageOf(parts, request), user.role, view))
      : json(200, view)
  })

/**
 * `POST /secretariat/rounds/{roundId}/moves`: makes one move in the matching under a floor. It is kept beside what was
 * matched, and holds when that floor is published.
 *
 * @throws Failure `invalid` for a request, an entry or a floor that the round does not have; `conflict`:
 *   `round-not-ready`, `move-not-possible` where something speaks against it, `changed-meanwhile`
 */
export const movePair = (parts: RoundsParts): HttpHandler =>
  atDesk(parts, 'officer', async (request, { user }) => {
    const body = withNumber(request, 'floor')
    const { kept, byHand } = await readyRound(parts, request)
    const named = parseInput(movePairSchema, body)
    const move = placesOf(byHand, named)
    const effect = move && effectUnder(byHand, named.floor, move)
    if (!move || !effect)
      throw new Failure('invalid', 'invalid', { fields: [{ pointer: '/request', code: 'unknown-value' }] })
    const moves = [...(kept.moves ?? []), { ...move, floor: named.floor }]
    if (!effect.pairs || moves.length > mostMoves) throw new Failure('conflict', 'move-not-possible')
    const after: KeptRound = { ...kept, moves, revision: kept.revision + 1 }
    const audit = deed('move-pair', after, user.userId, parts.now(), `:${after.revision}`)
    if (!(await parts.rounds.changeRound(kept, after, audit)))
      throw new Failure('conflict', 'changed-meanwhile')
    if (request.wants !== 'html')
      return json(202, roundView(after, request.t, deskPageOf(parts, request).links))
    const at = `/secretariat/rounds/${encodeURIComponent(kept.roundId)}`
    return seeOther(toPage(parts, request)(at, { floor: `${named.floor}` }))
  })
