import type * as z from 'zod/mini'
import type { Links } from '../http/links.ts'
import type { KeptRound, Participants } from '../matchmaking/rounds/kept-round.ts'
import type { Unserved } from '../matchmaking/rounds/matching.ts'
import type { Outcome } from '../matchmaking/rounds/run-round.ts'
import type { Messages } from '../messages/messages.ts'
import { programmeName } from '../programmes/programmes.ts'
import { labelOf } from '../themes/theme-words.ts'
import type { deskRoundSchema, deskRoundsSchema } from './desk-rounds-operations.ts'
import type { DeskRole } from './desk-user.ts'

export type DeskRoundsView = z.output<ReturnType<typeof deskRoundsSchema>>
export type DeskRoundView = z.output<ReturnType<typeof deskRoundSchema>>

const pathOf = ({ roundId }: KeptRound) => `/secretariat/rounds/${encodeURIComponent(roundId)}`

/** A round as the desk's lists show it. */
export const roundView = (round: KeptRound, t: Messages, links: Links): DeskRoundsView['rounds'][number] => {
  const { roundId, state, programme, perRequest, openedAt, progress, requests, offers, proposed, known } =
    round
  return {
    roundId,
    state,
    programme,
    programmeLabel: programmeName(programme, t.language),
    perRequest,
    openedAt,
    progress,
    ...(requests !== undefined && { requests }),
    ...(offers !== undefined && { offers }),
    ...(proposed !== undefined && { proposed }),
    ...(known !== undefined && { known }),
    url: links.to(pathOf(round)),
  }
}

/**
 * A round with its curve and the matching of one point of it.
 *
 * @param floor of the point that is shown; the one that was published or, before, the highest unless stated
 */
export const deskRoundView = (
  round: KeptRound,
  found: { readonly participants?: Participants | undefined; readonly outcome?: Outcome | undefined },
  asked: {
    readonly role: DeskRole
    readonly floor?: number | undefined
    readonly t: Messages
    readonly links: Links
  },
): DeskRoundView => {
  const { role, floor = round.chosenFloor, t, links } = asked
  const { participants, outcome } = found
  const points = outcome?.points ?? []
  const chosen = points.find((point) => point.floor === floor) ?? points.at(-1)
  const requestAt = (place: number) => participants?.requests[place]
  return {
    ...roundView(round, t, links),
    role,
    points: points.map(({ floor, figures: { total, worst, p10 }, gap, pairs, unserved }) => ({
      floor,
      total,
      ...(worst !== undefined && { worst }),
      ...(p10 !== undefined && { p10 }),
      ...(gap !== undefined && { gap }),
      pairs: pairs.length,
      notFullyServed: unserved.length,
      url: links.to(pathOf(round), { floor: `${floor}` }),
    })),
    ...(outcome && { provenHighest: outcome.provenHighest }),
    ...(chosen &&
      participants && {
        chosen: {
          floor: chosen.floor,
          moved: (round.moves ?? []).filter((move) => move.floor === chosen.floor).length,
          pairs: chosen.pairs.flatMap(({ request, offer, weight, choice }) => {
            const [asking, offering] = [requestAt(request), participants.offers[offer]]
            return asking && offering
              ? [
                  {
                    request: asking.itemId,
                    requestAuthority: asking.authority,
                    offer: offering.itemIds[choice] ?? '',
                    offerAuthority: offering.authority,
                    themeLabel: labelOf(asking.theme, t.language),
                    fit: weight / 1e6,
                  },
                ]
              : []
          }),
          unserved: chosen.unserved.flatMap((each) => {
            const asking = requestAt(each.request)
            return asking
              ? [
                  {
                    request: asking.itemId,
                    requestAuthority: asking.authority,
                    themeLabel: labelOf(asking.theme, t.language),
                    missing: each.missing,
                    reason: each.reason,
                    sentence: unservedSentence(each, t),
                  },
                ]
              : []
          }),
        },
      }),
  }
}

/** Why a request got fewer than it wanted, as a sentence with its full stop. */
const unservedSentence = (unserved: Unserved, t: Messages): string => {
  switch (unserved.reason) {
    case 'no-eligible':
      return t('secretariat.rounds.unserved.no-eligible')
    case 'few-eligible':
      return t('secretariat.rounds.unserved.few-eligible', { count: unserved.eligible })
    case 'places-taken':
      return t('secretariat.rounds.unserved.places-taken', {
        count: unserved.competing,
        places: unserved.places,
      })
  }
}
