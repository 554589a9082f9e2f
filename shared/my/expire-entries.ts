import { Failure } from '../failures.ts'
import { decideAnew } from '../http/decide-anew.ts'
import { eraseEntry } from '../matchmaking/introductions/erase-entry.ts'
import type {
  IntroductionReads,
  IntroductionWrites,
} from '../matchmaking/introductions/introduction-store.ts'
import type { Entry } from '../register/entry.ts'
import { dayAfter, hiddenOf, isToForget } from './renewal.ts'
import type { ExpiryStore } from './renewal-store.ts'

export type ExpiryDeps = {
  readonly store: ExpiryStore
  readonly introductions: Pick<IntroductionReads, 'introductionsOf'> & IntroductionWrites
  /** The lists over which entries are spread. */
  readonly lists: readonly string[]
  /** How many days after the last of its year an entry is deleted. */
  readonly daysKept: number
  /** Waits for a random time up to these milliseconds, so that those who met do not meet again. */
  readonly pause: (most: number) => Promise<void>
  /** Told of entries that could be neither hidden nor deleted; by id alone. */
  readonly report: (entryId: string, error: unknown) => void
}

export type ExpiryCounts = Readonly<Record<'hidden' | 'deleted', number>>

/**
 * Hides the entries whose year was over before the day of `scheduledTime`, from the register, its search and matching at
 * once, and deletes those that were hidden for long enough. Firing again adds nothing.
 *
 * @throws Failure `unavailable` when an entry could not be hidden or deleted, after all others were: fire again
 */
export const expireEntries =
  (deps: ExpiryDeps) =>
  async (scheduledTime: string): Promise<ExpiryCounts> => {
    const today = dayAfter(scheduledTime, 0)
    const counts = { hidden: 0, deleted: 0 }
    let failed: unknown
    await Promise.all(
      deps.lists.map(async (list) => {
        for await (const listed of deps.store.entriesUntil(list, dayAfter(today, -1))) {
          try {
            const outcome = await decideAnew(deps.pause, () => expire(deps, listed, scheduledTime))
            if (outcome !== 'left') counts[outcome]++
          } catch (error) {
            // One entry's trouble is not the others': they come first.
            deps.report(listed.entryId, error)
            failed = error
          }
        }
      }),
    )
    if (failed !== undefined) throw new Failure('unavailable', 'try-again', { cause: failed })
    return counts
  }

/** What came of an entry; undefined when it changed while it was decided upon. */
const expire = async (
  { store, introductions, daysKept }: ExpiryDeps,
  listed: Entry,
  scheduledTime: string,
): Promise<'hidden' | 'deleted' | 'left' | undefined> => {
  const today = dayAfter(scheduledTime, 0)
  const mayBeDue = hiddenOf(listed, today) !== undefined || isToForget(listed, today, daysKept)
  // The list lags behind: what is done is decided from the entry itself.
  const entry = mayBeDue ? await store.entryById(listed.entryId) : undefined
  if (!entry) return 'left'
  const hidden = hiddenOf(entry, today)
  if (hidden) return (await store.changeEntry(entry, hidden)) ? 'hidden' : undefined
  if (!isToForget(entry, today, daysKept)) return 'left'
  // From here on nobody can bring it back, so that nothing of it is gone while it can still be renewed.
  if (entry.state !== 'erased' && !(await store.changeEntry(entry, { ...entry, state: 'erased' })))
    return undefined
  // Before the entry goes: once it is gone, no run would find it again to finish this.
  if (!(await eraseEntry(introductions, entry.entryId, scheduledTime))) return undefined
  return (await store.forget(entry.entryId)) ? 'deleted' : undefined
}
