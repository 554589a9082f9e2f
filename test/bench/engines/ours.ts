import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import type { Entry } from '../../../shared/register/entry.ts'
import type { Hits } from '../../../shared/register/hits.ts'
import { extentOf, type Layer, layerOf } from '../../../shared/register/layer.ts'
import { allOf, anyOf, readingsOf } from '../../../shared/register/read-query.ts'
import type { QueryUnit } from '../../../shared/register/read-words.ts'
import type { Segment } from '../../../shared/register/segment/segment.ts'
import { openSnapshot, snapshotChunks } from '../../../shared/register/snapshot-bytes.ts'
import type { AskedQuery } from './engine.ts'

type Stored = { readonly columns: number; readonly chunks: readonly Uint8Array[] }

/** Builds the snapshot that a deployed register would; gives the bytes that a search needs, and all. */
export const buildOurs = (entries: Iterable<Entry>, folder: string) => {
  const { chunks, columns } = snapshotChunks(entries)
  writeFileSync(join(folder, 'snapshot'), serialize({ chunks, columns } satisfies Stored))
  const bytesOf = (some: readonly Uint8Array[]) => some.reduce((sum, { length }) => sum + length, 0)
  return { bytes: bytesOf(chunks.slice(0, columns)), withTexts: bytesOf(chunks) }
}

/** The chunks of a built snapshot: its columns in memory, the others read from the file when asked for. */
export const storedChunks = (folder: string) => {
  const read = () => deserialize(readFileSync(join(folder, 'snapshot'))) as Stored
  const { chunks, columns } = read()
  // Copied, so that the file's buffer with all texts does not stay.
  const held = chunks.slice(0, columns).map((chunk) => Uint8Array.from(chunk))
  return {
    columns: held,
    further: async (numbers: readonly number[]) => {
      const { chunks: all } = read()
      return numbers.map((number) => all[number])
    },
  }
}

export const openOurs = ({ columns, further }: ReturnType<typeof storedChunks>): Segment => {
  const segment = openSnapshot(columns, further)
  if (!segment) throw new Error('the snapshot that was built cannot be opened')
  return segment
}

/** The public items that our search hits, as other engines would give them. */
export const oursHit = (layer: Layer, { words, combine }: AskedQuery): number[] => {
  const units = words.map(
    ({ typed, prefix }): QueryUnit => ({ kind: 'word', word: typed, unfinished: prefix }),
  )
  const reads = readingsOf([layer], units, extentOf([layer]), [new Map()])
  const { items }: Hits = (combine === 'AND' ? allOf : anyOf)(reads, 0)
  return [...items].filter((item) => layer.segment.columns.visibility[item] === 0)
}

export const layerIn = (segment: Segment): Layer => layerOf(segment)
