import { rebuildRegister } from './rebuild-register.ts'
import type { RegisterBuildStore } from './register-index-store.ts'
import { snapshotLayout } from './segment/layout.ts'

/**
 * From so many changes on a new snapshot is worth its work: each process reads the changes past the snapshot before
 * its first answer and makes columns of them, about 0.1 ms a change, so they cost as much as opening it.
 */
const changesWorthARebuild = 500

/** What a look at the snapshot found, as counts for the job's log. */
type DueCounts = {
  /** Changes that the snapshot does not contain. */
  readonly waiting: number
  /** 1 if it was built anew by this run. */
  readonly built: number
}

/**
 * Builds the snapshot anew when it is due: when so many changes wait, when there is none yet but something to find,
 * when a program of another version wrote it, which this one could not read, or when a reader found it damaged. Costs one read otherwise.
 *
 * @param newVersion a name never used before
 */
export const rebuildWhenDue = async (
  store: RegisterBuildStore,
  newVersion: () => string,
  worth: number = changesWorthARebuild,
): Promise<DueCounts> => {
  const { manifest, heads } = await store.currentSnapshot()
  const waiting = heads.reduce((sum, head, list) => sum + Math.max(0, head - (manifest?.heads[list] ?? 0)), 0)
  const unreadable = manifest ? manifest.layout !== snapshotLayout || manifest.damaged === true : waiting > 0
  if (waiting < worth && !unreadable) return { waiting, built: 0 }
  const { built } = await rebuildRegister(store, newVersion)
  return { waiting, built }
}
