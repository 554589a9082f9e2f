import { gunzipSync, gzipSync } from 'node:zlib'
import type { Entry } from './entry.ts'

/** DynamoDB items have at most 400 kB; the rest is for keys. */
const chunkBytes = 350_000

/**
 * The snapshot's bytes: gzipped JSON of the public entries in order of id, cut into chunks. The CRC of gzip
 * tells damage. This is the simple format; DESIGN 9's columnar one replaces this file and nothing else.
 */
export const snapshotChunks = (entries: Iterable<Entry>): Uint8Array[] => {
  const bytes = gzipSync(JSON.stringify([...entries]))
  const chunks: Uint8Array[] = []
  for (let at = 0; at < bytes.length; at += chunkBytes) chunks.push(bytes.subarray(at, at + chunkBytes))
  return chunks
}

/** The entries of a snapshot; undefined when a chunk is missing or damaged. */
export const entriesOfSnapshot = (chunks: readonly (Uint8Array | undefined)[]): Entry[] | undefined => {
  if (chunks.length === 0 || chunks.some((chunk) => chunk === undefined)) return undefined
  try {
    const entries: unknown = JSON.parse(gunzipSync(Buffer.concat(chunks as Uint8Array[])).toString('utf8'))
    return Array.isArray(entries) ? (entries as Entry[]) : undefined
  } catch {
    return undefined
  }
}
