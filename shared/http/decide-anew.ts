import { Failure } from '../failures.ts'

/** How often a change is decided anew when others write at the same moment (the heads of the search's lists are shared). */
const tries = 8
/** The longest wait before the n-th try is this times 2ⁿ milliseconds: together below 3 s, since somebody waits. */
const firstPause = 10

/**
 * Reads, decides and writes, anew for as long as others write at the same moment.
 *
 * @param pause waits for a random time up to so many milliseconds, so that those who met do not meet again
 * @param decide gives undefined when what it was decided upon has changed before it was written
 * @throws Failure `unavailable` when that is so each time
 */
export const decideAnew = async <T>(
  pause: (most: number) => Promise<void>,
  decide: () => Promise<T | undefined>,
): Promise<T> => {
  for (let attempt = 0; attempt < tries; attempt++) {
    if (attempt > 0) await pause(firstPause * 2 ** attempt)
    const decided = await decide()
    if (decided !== undefined) return decided
  }
  throw new Failure('unavailable', 'try-again')
}
