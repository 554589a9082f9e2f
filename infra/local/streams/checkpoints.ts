import { readJson, writeJson } from '../run-folder.ts'

/** Up to where each function has read each shard. */
export type Checkpoints = {
  /** The last sequence number that is done, `read` for a shard read to its end, undefined for one not begun. */
  of(functionName: string, shardId: string): string | undefined
  set(functionName: string, shardId: string, sequenceNumber: string): void
}

/** Checkpoints that are written to a file after every batch. */
export const openCheckpoints = (file: string): Checkpoints => {
  const kept: Record<string, string> = { ...(readJson(file) as Record<string, string> | undefined) }
  const key = (functionName: string, shardId: string) => `${functionName} ${shardId}`
  return {
    of: (functionName, shardId) => kept[key(functionName, shardId)],
    set: (functionName, shardId, sequenceNumber) => {
      if (kept[key(functionName, shardId)] === sequenceNumber) return
      kept[key(functionName, shardId)] = sequenceNumber
      writeJson(file, kept)
    },
  }
}
