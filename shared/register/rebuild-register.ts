import { isDeepStrictEqual } from 'node:util'
import type { Entry } from './entry.ts'
import { apply, publicOf, segmentOfSnapshot } from './open-register.ts'
import type { Heads, Manifest, RegisterBuildStore } from './register-index-store.ts'
import { snapshotLayout } from './segment/layout.ts'
import { snapshotChunks } from './snapshot-bytes.ts'
import { MissingBytes } from './snapshot-pieces.ts'

/** What a rebuild did, as counts for the job's log. */
export type RebuildCounts = {
  /** Public entries in the register. */
  readonly entries: number
  /** Entries that the snapshot with its delta and the list of all entries told differently. */
  readonly doubtful: number
  /** 1 if a new snapshot is current now. */
  readonly built: number
  /** 1 if another builder was faster; its snapshot stands. */
  readonly overtaken: number
  readonly rowsDeleted: number
}

/**
 * Builds a new snapshot and makes it the current one.
 *
 * The heads are read before the entries, so what the snapshot says it contains it does contain. The list of
 * all entries comes through a secondary index, which may lag: it is therefore compared with the snapshot
 * before plus its delta, which are strongly consistent, and entries that differ are read again, consistently,
 * from the truth. So the rebuild also heals a damaged snapshot and anything that was changed past the delta.
 *
 * Two builders at once: only the first to swap the manifest succeeds; the other deletes what it wrote, once a
 * consistent read has shown that another version is current. Rows and chunks are deleted after the swap only. A crash anywhere leaves the old or the new snapshot whole, and
 * chunks that the next rebuild clears away, because they are noted before they are written.
 *
 * @param newVersion a name never used before, e.g. a random UUID
 */
export const rebuildRegister = async (
  store: RegisterBuildStore,
  newVersion: () => string,
): Promise<RebuildCounts> => {
  const { manifest, heads: headsNow } = await store.currentSnapshot()
  // A head may have been read just before a faster builder's manifest; its snapshot contains more.
  const heads = headsNow.map((head, list) => Math.max(head, manifest?.heads[list] ?? 0))
  const known = await knownEntries(store, manifest, heads)
  const listed = publicOf(await store.allEntries())

  const entries = known ?? listed
  const doubtful = known ? differing(known, listed) : await changedIds(store, heads)
  const truth = new Map((await store.entriesById(doubtful)).map((entry) => [entry.entryId, entry]))
  for (const entryId of doubtful) {
    const entry = truth.get(entryId)
    apply(entries, { entryId, ...(entry && { entry }) })
  }

  const counts = { entries: entries.size, doubtful: doubtful.length, built: 0, overtaken: 0, rowsDeleted: 0 }
  const isCurrent =
    manifest?.layout === snapshotLayout && !manifest.damaged && isDeepStrictEqual(manifest.heads, heads)
  if (known && isCurrent && doubtful.length === 0)
    return { ...counts, rowsDeleted: await store.deleteDelta(heads) }

  const { chunks, columns } = snapshotChunks(entries.values())
  const build = { version: newVersion(), chunks: chunks.length }
  if (!(await store.announceBuild(manifest?.version, build))) return { ...counts, overtaken: 1 }
  await store.writeChunks(build.version, chunks)
  const replaced = await store.swapManifest(manifest, { ...build, columns, heads, layout: snapshotLayout })
  if (!replaced) {
    // Whatever the swap answered: what is current is never deleted.
    const { manifest: current } = await store.currentSnapshot()
    if (current?.version !== build.version) await store.deleteChunks(build)
    return { ...counts, overtaken: 1 }
  }
  for (const other of replaced) if (other.version !== build.version) await store.deleteChunks(other)
  await store.forgetBuilds(replaced)
  return { ...counts, built: 1, rowsDeleted: await store.deleteDelta(heads) }
}

/** The snapshot with the rows up to `heads`; undefined when something is missing. */
const knownEntries = async (
  store: RegisterBuildStore,
  manifest: Manifest | undefined,
  heads: Heads,
): Promise<Map<string, Entry> | undefined> => {
  const held = manifest ? await entriesOfSnapshot(store, manifest) : []
  if (!held) return undefined
  const entries = publicOf(held)
  for (const [list, head] of heads.entries()) {
    const after = manifest?.heads[list] ?? 0
    if (head === after) continue
    const rows = await store.deltaAfter(list, after, head)
    if (rows.length !== head - after || rows.some(({ row }, n) => row !== after + 1 + n)) return undefined
    for (const { change } of rows) apply(entries, change)
  }
  return entries
}

/** The entries of a snapshot; undefined when any of its bytes is missing or damaged, whether they need it or not. */
const entriesOfSnapshot = async (
  store: RegisterBuildStore,
  manifest: Manifest,
): Promise<readonly Entry[] | undefined> => {
  const segment = await segmentOfSnapshot(store, manifest)
  if (!segment) return undefined
  try {
    await segment.verify()
    return await segment.allEntries()
  } catch (error) {
    if (error instanceof MissingBytes) return undefined
    throw error
  }
}

const differing = (one: ReadonlyMap<string, Entry>, other: ReadonlyMap<string, Entry>): string[] =>
  [...new Set([...one.keys(), ...other.keys()])].filter(
    (entryId) => !isDeepStrictEqual(one.get(entryId), other.get(entryId)),
  )

/** The entries that any row still speaks of: the list of all entries may not show these changes yet. */
const changedIds = async (store: RegisterBuildStore, heads: Heads): Promise<string[]> => {
  const ids = new Set<string>()
  for (const [list, head] of heads.entries())
    if (head > 0) for (const { change } of await store.deltaAfter(list, 0, head)) ids.add(change.entryId)
  return [...ids]
}
