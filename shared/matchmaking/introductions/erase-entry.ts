import type { Introduction } from './introduction.ts'
import type { IntroductionChange, IntroductionReads, IntroductionWrites } from './introduction-store.ts'
import { takeStep } from './take-step.ts'

/** An introduction without the words and people of an entry that is gone; what happened stays. */
export const withoutEntry = (before: Introduction, entryId: string, now: string): IntroductionChange => ({
  before,
  after: takeStep(before, { deed: 'erase', by: { as: 'erasure', entryId } }, now),
  notices: [],
})

/**
 * Erases an entry from all introductions that it is in, whatever their state. Again is harmless.
 *
 * @param now ISO 8601 in UTC
 * @returns false when one changed at this moment: read again and decide anew
 */
export const eraseEntry = async (
  store: Pick<IntroductionReads, 'introductionsOf'> & IntroductionWrites,
  entryId: string,
  now: string,
): Promise<boolean> => {
  for (const before of await store.introductionsOf(entryId)) {
    if (before.erased.includes(entryId)) continue
    if ((await store.change(withoutEntry(before, entryId, now))) !== 'written') return false
  }
  return true
}
