import { Failure } from '../failures.ts'
import { type Entry, isRenewable } from '../register/entry.ts'
import { stateAfter, yearLater } from '../survey/confirmation.ts'

/** What somebody can make of their own entry without answering again. */
export const ownStates = ['public', 'paused'] as const
export type OwnState = (typeof ownStates)[number]

/**
 * The entry paused, or continued. Only from one to the other: nobody gets past the review or brings back what has
 * expired this way. An entry that is in that state already stays as it is.
 *
 * @throws Failure `conflict` from any other state
 */
export const inState = (entry: Entry, state: OwnState): Entry => {
  if (entry.state !== 'public' && entry.state !== 'paused')
    throw new Failure('conflict', 'entry-not-published')
  return { ...entry, state }
}

/**
 * The entry after its people have said that all is still right: it stays for a year from now, and is back as it
 * was where it had expired.
 *
 * @param now ISO 8601 in UTC
 * @throws Failure `conflict` for an entry that waits for review or was returned: there is nothing to extend
 */
export const reconfirmed = (entry: Entry, now: string): Entry => {
  if (!isRenewable(entry)) throw new Failure('conflict', 'entry-not-published')
  const { hiddenFrom, ...rest } = entry
  return { ...rest, state: stateAfter(entry, 'before-publishing'), until: yearLater(now) }
}
