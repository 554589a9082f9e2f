import type { Entry } from './entry.ts'

/** What a delta row says of an entry: as it is now, or that the search must forget it. */
export type RegisterChange = { readonly entryId: string; readonly entry?: Entry }

/** How many rows of each delta list, by the list's number. */
export type Heads = readonly number[]

/** Which snapshot is current. */
export type Manifest = {
  readonly version: string
  /** How many chunks hold its bytes, numbered from 0. */
  readonly chunks: number
  /** How many of them, from 0, hold the columns that every search needs; the others are read as needed. */
  readonly columns: number
  /** Of which layout its bytes are; undefined: of one from before this was written down. */
  readonly layout?: number
  /** The rows of each list that the snapshot contains; they may be deleted. */
  readonly heads: Heads
  /** A reader found bytes of it missing or broken: it must be built anew. */
  readonly damaged?: true
}

/** Chunks that somebody is about to write or to delete, noted first so that the next builder can clear up. */
export type PendingBuild = { readonly version: string; readonly chunks: number }

/** What the reader and the builder of the register's index ask of storage. */
export type RegisterIndexStore = {
  /** The manifest (undefined before the first build) and the heads of all lists: one strongly consistent read. */
  currentSnapshot(): Promise<{ readonly manifest: Manifest | undefined; readonly heads: Heads }>
  /**
   * The rows `after + 1` to `upTo` of a list, in order. Fewer when a rebuild has deleted some: callers compare
   * the row numbers.
   */
  deltaAfter(
    list: number,
    after: number,
    upTo: number,
  ): Promise<readonly { readonly row: number; readonly change: RegisterChange }[]>
  /** These chunks of a snapshot, in this order; undefined for a chunk that is not there. */
  chunksOfSnapshot(version: string, numbers: readonly number[]): Promise<readonly (Uint8Array | undefined)[]>
  /**
   * Every entry in every state, through the work index: eventually consistent, so it may lag behind the
   * changes of the last seconds.
   */
  allEntries(): Promise<readonly Entry[]>
}

/** What the builder asks besides. */
export type RegisterBuildStore = RegisterIndexStore & {
  /** These entries as they are now, strongly consistent; those that do not exist are left out. */
  entriesById(entryIds: readonly string[]): Promise<readonly Entry[]>
  /** Says which chunks will be written; false when `base` is no longer the current version. */
  announceBuild(base: string | undefined, build: PendingBuild): Promise<boolean>
  writeChunks(version: string, chunks: readonly Uint8Array[]): Promise<void>
  /**
   * Makes a snapshot the current one if `base` still is. Gives all builds that are not current and may have
   * left chunks: the one replaced, and those announced on `base`, which can no longer succeed. They stay noted
   * until `forgetBuilds`. Undefined: another builder was faster. Repeated after a lost answer it gives the same.
   */
  swapManifest(base: Manifest | undefined, next: Manifest): Promise<readonly PendingBuild[] | undefined>
  deleteChunks(build: PendingBuild): Promise<void>
  /** Notes that nothing is left of these builds. */
  forgetBuilds(builds: readonly PendingBuild[]): Promise<void>
  /** Deletes the rows of every list up to `heads`; gives how many. */
  deleteDelta(heads: Heads): Promise<number>
}
