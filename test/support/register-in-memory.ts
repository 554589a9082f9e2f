import type { Entry } from '../../shared/register/entry.ts'
import type { RegisterChange, RegisterIndexStore } from '../../shared/register/register-index-store.ts'
import { snapshotChunks } from '../../shared/register/snapshot-bytes.ts'

/** What the register's reader asks, answered from memory: a snapshot of entries, and changes since in one list. */
export const snapshotInMemory = (
  entries: readonly Entry[],
  changes: readonly RegisterChange[] = [],
): RegisterIndexStore => {
  const { chunks, columns } = snapshotChunks(entries)
  return {
    currentSnapshot: async () => ({
      manifest: { version: 's1', chunks: chunks.length, columns, heads: [0] },
      heads: [changes.length],
    }),
    deltaAfter: async (_, after, upTo) =>
      changes.slice(after, upTo).map((change, n) => ({ row: after + 1 + n, change })),
    chunksOfSnapshot: async (_, numbers) => numbers.map((number) => chunks[number]),
    allEntries: async () => entries,
  }
}
