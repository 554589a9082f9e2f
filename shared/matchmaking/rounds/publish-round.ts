import { Failure } from '../../failures.ts'
import type { Contact } from '../../survey/contact.ts'
import { arrowFor } from '../introductions/arrows.ts'
import {
  type About,
  entryOfItem,
  introductionIdOf,
  suggestedIntroduction,
} from '../introductions/introduction.ts'
import type { IntroductionReads, IntroductionWrites } from '../introductions/introduction-store.ts'
import { proposalNotices } from '../introductions/proposal-notices.ts'
import { takeStep } from '../introductions/take-step.ts'
import { roundByHand } from './by-hand.ts'
import type { RoundWork } from './round-store.ts'

export type PublishDeps = {
  readonly rounds: Pick<RoundWork, 'roundById' | 'changeRound' | 'partOf'>
  readonly introductions: Pick<IntroductionReads, 'introductionById'> & IntroductionWrites
  /** The people behind an entry, who are asked. */
  readonly contactsOfEntry: (entryId: string) => Promise<readonly Contact[]>
  /** Now, ISO 8601 in UTC. */
  readonly now: () => string
}

/** How often a pair is decided anew when its introduction changes while it is proposed. */
const mostTries = 5

/**
 * Makes a proposal of each pair under the floor that was chosen, with a mail to the people of both sides who are asked. Two who are further already, or of whom one said no,
 * stay as they are and are counted as known. Called again after a stop it proposes nothing twice.
 *
 * @throws Failure `unavailable` when a pair changed again and again: call it again
 */
export const publishRound =
  ({ rounds, introductions, contactsOfEntry, now }: PublishDeps) =>
  async (roundId: string): Promise<void> => {
    const round = await rounds.roundById(roundId)
    if (round?.state !== 'publishing') return
    const participants = await rounds.partOf(round, 'participants')
    const matched = await rounds.partOf(round, 'outcome')
    const outcome = round.moves?.length
      ? roundByHand(round, { participants, outcome: matched, fits: await rounds.partOf(round, 'fits') })
          ?.outcome
      : matched
    const point = outcome?.points.find(({ floor }) => floor === round.chosenFloor)
    if (!participants || !point) throw new Failure('poison', 'unexpected')
    const propose = proposing({ introductions, contactsOfEntry, now }, roundId)
    let [proposed, known] = [0, 0]
    for (const { request, offer, choice } of point.pairs) {
      const asked = participants.requests[request]?.itemId
      const offered = participants.offers[offer]?.itemIds[choice]
      if (!asked || !offered) throw new Failure('poison', 'unexpected')
      if (await propose({ request: asked, offer: offered })) proposed++
      else known++
    }
    const after = { ...round, state: 'published', proposed, known, revision: round.revision + 1 } as const
    if (!(await rounds.changeRound(round, after))) throw new Failure('unavailable', 'try-again')
  }

/** Proposes one pair; false where the two are further already, or it is not to be proposed. */
const proposing =
  ({ introductions, contactsOfEntry, now }: Omit<PublishDeps, 'rounds'>, roundId: string) =>
  async (about: About): Promise<boolean> => {
    const [asking, offering] = [entryOfItem(about.request), entryOfItem(about.offer)]
    const by = { as: 'round', roundId } as const
    for (let tries = 0; tries < mostTries; tries++) {
      const before = await introductions.introductionById(introductionIdOf(asking, offering))
      if (before?.history.some((step) => step.by.as === 'round' && step.by.roundId === roundId)) return true
      const from = before ?? suggestedIntroduction(asking, offering, now())
      if (!arrowFor(from, 'propose', by)) return false
      const after = takeStep(from, { deed: 'propose', by, about }, now())
      const people = new Map(
        await Promise.all(
          after.entryIds.map(async (entryId) => [entryId, await contactsOfEntry(entryId)] as const),
        ),
      )
      const notices = proposalNotices(after, people, now())
      if ((await introductions.change({ before, after, notices })) === 'written') return true
    }
    throw new Failure('unavailable', 'try-again')
  }
