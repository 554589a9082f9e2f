import { Failure } from '../../failures.ts'
import { type Entry, maySee } from '../../register/entry.ts'
import type { Contact } from '../../survey/contact.ts'
import { fittingPairs } from './fitting-pairs.ts'
import { deskDeed } from './introduce.ts'
import { type Introduction, suggestedIntroduction } from './introduction.ts'
import type { IntroductionChange } from './introduction-store.ts'
import { proposalNotices } from './proposal-notices.ts'
import { takeStep } from './take-step.ts'

/** What either side may read of an entry: what it would talk about is told to both. */
const shownToPeers = (entry: Entry): Entry => ({
  ...entry,
  items: entry.items.filter(({ visibility }) => maySee('respondent', visibility)),
})

/**
 * A person at the desk proposes two public entries to each other: the step, about what fits best, if anything does, a
 * mail to the people of each side that has not said yes, and what is written down of it.
 *
 * @param given.people who stands behind each of the two entries, by entry id
 * @throws Failure `conflict`: `introduction-elsewhere` when the two are further already or one said no,
 *   `introduction-without-people` when a side that would be asked has nobody
 */
export const propose = (given: {
  readonly before: Introduction | undefined
  readonly entries: readonly [Entry, Entry]
  readonly people: ReadonlyMap<string, readonly Contact[]>
  readonly who: string
  readonly now: string
}): IntroductionChange => {
  const { before, people, who, now } = given
  const [one, other] = given.entries
  const [about] = fittingPairs(shownToPeers(one), shownToPeers(other), { viewer: 'respondent', now })
  const after = takeStep(
    before ?? suggestedIntroduction(one.entryId, other.entryId, now),
    { deed: 'propose', by: { as: 'officer', userId: who }, about },
    now,
  )
  const notices = proposalNotices(after, people, now)
  const asked = after.entryIds.filter((entryId) => after.wishes[entryId] === undefined)
  if (!asked.every((entryId) => people.get(entryId)?.some(({ state }) => state === 'confirmed')))
    throw new Failure('conflict', 'introduction-without-people')
  return {
    before,
    after,
    notices,
    audit: deskDeed('propose-peers', after, who, now),
    entries: given.entries.map(({ entryId, capacity }) => ({
      entryId,
      ...(capacity !== undefined && { capacity }),
    })),
    contactIds: notices.map(({ contactId }) => contactId),
  }
}
