import { Failure } from '../../shared/failures.ts'
import { orFormAgain } from '../../shared/http/form-again.ts'
import { withNumber } from '../../shared/http/form-number.ts'
import { couldBeAnId } from '../../shared/http/id-in-path.ts'
import { toPage } from '../../shared/http/links.ts'
import { parseInput } from '../../shared/http/parse-input.ts'
import { type HttpHandler, type HttpRequest, html, json, seeOther } from '../../shared/http/request.ts'
import { roundByHand } from '../../shared/matchmaking/rounds/by-hand.ts'
import { isAtWork, type KeptRound, restarted } from '../../shared/matchmaking/rounds/kept-round.ts'
import { typedValues } from '../../shared/pages/form-fields.tsx'
import type { Audit } from '../../shared/secretariat/audit.ts'
import {
  deskRoundsOperations,
  openRoundSchema,
  publishRoundSchema,
  restartRoundSchema,
} from '../../shared/secretariat/desk-rounds-operations.ts'
import { deskRoundPage, deskRoundsPage } from '../../shared/secretariat/desk-rounds-pages.tsx'
import { deskRoundView, roundView } from '../../shared/secretariat/desk-rounds-view.ts'
import { atDesk, deskPageOf } from './at-desk.ts'
import type { DeskMatchmakingParts } from './desk-parts.ts'

/** What the handlers of rounds are given. */
export type RoundsParts = Pick<DeskMatchmakingParts, 'site' | 'store' | 'rounds' | 'now' | 'newId'>

/** The list shows this many. */
const shown = 50

/** `GET /secretariat/rounds`: the rounds, and the form that opens one. */
export const showRounds = (parts: RoundsParts): HttpHandler =>
  atDesk(parts, 'reader', async (request, { user }) => {
    const context = deskPageOf(parts, request)
    const rounds = await parts.rounds.rounds(shown)
    const view = { role: user.role, rounds: rounds.map((each) => roundView(each, request.t, context.links)) }
    return request.wants === 'html' ? html(200, deskRoundsPage(context, view)) : json(200, view)
  })

/** `POST /secretariat/rounds`: opens a round. Its row begins the work; nothing is matched in this request. */
export const openRound = (parts: RoundsParts): HttpHandler =>
  atDesk(parts, 'officer', async (request, { user }) => {
    const context = deskPageOf(parts, request, '/secretariat/rounds')
    const work = async () => {
      const asked = parseInput(openRoundSchema, withNumber(request, 'perRequest'))
      const openedAt = parts.now()
      const round: KeptRound = {
        roundId: parts.newId(),
        state: 'waiting',
        ...asked,
        openedBy: user.userId,
        openedAt,
        progress: 0,
        parts: {},
        revision: 1,
      }
      await parts.rounds.openRound(round, deed('open-round', round, user.userId, openedAt))
      return answered(parts, request, round)
    }
    const rounds = await parts.rounds.rounds(shown)
    return orFormAgain(request, work, (failures) =>
      deskRoundsPage(
        context,
        { role: user.role, rounds: rounds.map((each) => roundView(each, request.t, context.links)) },
        { values: typedValues(request.body), failures },
      ),
    )
  })

/** `GET /secretariat/rounds/{roundId}`: how far it is; the curve, and the matching under one floor. */
export const showRound = (parts: RoundsParts): HttpHandler =>
  atDesk(parts, 'reader', async (request, { user }) => {
    const round = await roundIn(parts, request)
    const { floor: asked } = deskRoundsOperations.showRound.query
    const floor = parseInput(asked.schema, request.query.floor?.[0] || undefined, '?')
    const [participants, matched, fits] = await Promise.all([
      parts.rounds.partOf(round, 'participants'),
      parts.rounds.partOf(round, 'outcome'),
      round.moves?.length ? parts.rounds.partOf(round, 'fits') : undefined,
    ])
    const outcome = roundByHand(round, { participants, fits, outcome: matched })?.outcome ?? matched
    const context = deskPageOf(parts, request)
    const view = deskRoundView(
      round,
      { participants, outcome },
      {
        role: user.role,
        ...(floor !== undefined && { floor: Number(floor) }),
        t: request.t,
        links: context.links,
      },
    )
    return request.wants === 'html' ? html(200, deskRoundPage(context, view)) : json(200, view)
  })

/**
 * `POST /secretariat/rounds/{roundId}/publication`: the matching under a floor is to become proposals; the work does it.
 *
 * @throws Failure `invalid` for a floor that is no point of the curve; `conflict` `round-not-ready` for a round that is
 *   not ready, or published already
 */
export const publishRound = (parts: RoundsParts): HttpHandler =>
  atDesk(parts, 'officer', async (request, { user }) => {
    const { floor } = parseInput(publishRoundSchema, withNumber(request, 'floor'))
    const round = await roundIn(parts, request)
    if (round.state !== 'ready') throw new Failure('conflict', 'round-not-ready')
    const outcome = await parts.rounds.partOf(round, 'outcome')
    if (!outcome?.points.some((point) => point.floor === floor))
      throw new Failure('invalid', 'invalid', { fields: [{ pointer: '/floor', code: 'unknown-value' }] })
    const after: KeptRound = {
      ...round,
      state: 'publishing',
      chosenFloor: floor,
      revision: round.revision + 1,
    }
    const audit = deed('publish-round', after, user.userId, parts.now())
    if (!(await parts.rounds.changeRound(round, after, audit)))
      throw new Failure('conflict', 'changed-meanwhile')
    return answered(parts, request, after)
  })

/**
 * `POST /secretariat/rounds/{roundId}/restart`: has the stream show the round to the work again.
 *
 * @throws Failure `conflict`: `round-not-at-work` for a round that waits for nothing but a person or is over,
 *   `changed-meanwhile` when the work went on at this moment
 */
export const restartRound = (parts: RoundsParts): HttpHandler =>
  atDesk(parts, 'officer', async (request, { user }) => {
    parseInput(restartRoundSchema, request.body ?? {})
    const round = await roundIn(parts, request)
    if (!isAtWork(round)) throw new Failure('conflict', 'round-not-at-work')
    const after = restarted(round)
    // It may be started again more than once: each is a deed of its own.
    const audit = deed('restart-round', after, user.userId, parts.now(), `:${after.revision}`)
    if (!(await parts.rounds.changeRound(round, after, audit)))
      throw new Failure('conflict', 'changed-meanwhile')
    return answered(parts, request, after)
  })

/**
 * The round that a path names.
 *
 * @throws Failure `not-found`
 */
export const roundIn = async ({ rounds }: RoundsParts, { parameters }: HttpRequest): Promise<KeptRound> => {
  const { roundId = '' } = parameters
  const round = couldBeAnId(roundId) ? await rounds.roundById(roundId) : undefined
  if (!round) throw new Failure('not-found', 'no-such-round')
  return round
}

/** A line of the audit about a round; `which` tells deeds apart that may be done more than once. */
export const deed = (
  what: Audit['what'],
  { roundId, programme }: KeptRound,
  who: string,
  at: string,
  which = '',
): Audit => ({
  auditId: `${what}:${roundId}${which}`,
  at,
  who,
  what,
  subject: roundId,
  outcome: programme,
})

const answered = (parts: RoundsParts, request: HttpRequest, round: KeptRound) =>
  request.wants === 'html'
    ? seeOther(toPage(parts, request)(`/secretariat/rounds/${encodeURIComponent(round.roundId)}`))
    : json(202, roundView(round, request.t, deskPageOf(parts, request).links))
