import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { languages } from '../messages/languages.ts'
import type { Entry } from './entry.ts'
import { HeldPieces } from './held-pieces.ts'
import { countsToStore } from './seen-without-question.ts'
import { buildSegment } from './segment/build-segment.ts'
import { bytesOfColumns, columnsOfBytes, entriesIn, type PartPlace } from './segment/columns.ts'
import { derivedFrom, inOrderOfId, rankedNames, type Segment, segmentOf } from './segment/segment.ts'
import { PieceReader } from './snapshot-pieces.ts'

/** DynamoDB items have at most 400 kB; the rest is for keys. */
const chunkBytes = 350_000
/** Texts and places are read in pieces: small enough for a page of 20, large enough to compress. */
const smallPiece = 65_536
/** Names and their orders are read whole. */
const largePiece = 262_144

/** A snapshot as chunks of at most 350 kB: the columns first, then the pieces of the parts. */
export type SnapshotChunks = { readonly chunks: readonly Uint8Array[]; readonly columns: number }

/** Zstandard at a level that a job can afford, with its own checksum, which tells damage. */
const compressed = (bytes: Uint8Array): Uint8Array =>
  zstdCompressSync(bytes, {
    params: { [constants.ZSTD_c_compressionLevel]: 9, [constants.ZSTD_c_checksumFlag]: 1 },
  })

/** Cuts bytes into pieces as they come and compresses each, so that no part exists whole. */
class PieceWriter {
  readonly pieces: Uint8Array[] = []
  readonly pieceBytes: number
  bytes = 0
  #open: Uint8Array
  #filled = 0

  constructor(pieceBytes: number) {
    this.pieceBytes = pieceBytes
    this.#open = new Uint8Array(pieceBytes)
  }

  write(given: Uint8Array): void {
    for (let from = 0; from < given.length; ) {
      const more = Math.min(given.length - from, this.pieceBytes - this.#filled)
      this.#open.set(given.subarray(from, from + more), this.#filled)
      this.#filled += more
      from += more
      if (this.#filled === this.pieceBytes) this.#close()
    }
    this.bytes += given.length
  }

  end(): readonly Uint8Array[] {
    if (this.#filled > 0) this.#close()
    return this.pieces
  }

  #close(): void {
    this.pieces.push(compressed(this.#open.subarray(0, this.#filled)))
    this.#filled = 0
  }
}

const bytesOf = (numbers: Uint32Array): Uint8Array =>
  new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength)

/** The snapshot of public entries (DESIGN 9). */
export const snapshotChunks = (entries: Iterable<Entry>): SnapshotChunks => {
  const ordered = inOrderOfId(entries)
  const built = buildSegment(ordered)
  const counts = countsToStore(segmentOf(ordered, built))

  const encoder = new TextEncoder()
  const texts = new PieceWriter(smallPiece)
  const entryTexts = new Uint32Array(ordered.length + 1)
  const names = new PieceWriter(largePiece)
  const nameStarts = new Uint32Array(ordered.length + 1)
  const encodedNames = ordered.map(({ authority }) => encoder.encode(authority.name))
  let namesEnd = 0
  for (const [number, entry] of ordered.entries()) {
    texts.write(encoder.encode(JSON.stringify(entry)))
    entryTexts[number + 1] = texts.bytes
    namesEnd += encodedNames[number]?.length ?? 0
    nameStarts[number + 1] = namesEnd
  }
  names.write(bytesOf(nameStarts))
  for (const name of encodedNames) names.write(name)
  const places = new PieceWriter(smallPiece)
  places.write(built.places)
  const parts: [string, PieceWriter][] = [
    ['texts', texts],
    ['places', places],
    ['names', names],
  ]
  for (const language of languages) {
    const order = new PieceWriter(largePiece)
    order.write(
      bytesOf(
        rankedNames(
          ordered.map(({ authority }) => authority.name),
          language,
        ),
      ),
    )
    parts.push([`order-${language}`, order])
  }

  const pieces: Uint8Array[] = []
  const partPlaces: Record<string, PartPlace> = {}
  for (const [name, part] of parts) {
    const first = pieces.length
    pieces.push(...part.end())
    partPlaces[name] = { first, pieces: part.pieces.length, pieceBytes: part.pieceBytes, bytes: part.bytes }
  }
  const { meta, ...columns } = built.columns
  const postings = new PieceWriter(largePiece)
  postings.write(built.textPostings)
  const postingPieces = postings.end()
  const { bytes: postingBytes, pieceBytes } = postings
  const lengths = postingPieces.map(({ length }) => length)
  const head = compressed(
    bytesOfColumns({
      ...columns,
      entryTexts,
      meta: { ...meta, counts, parts: partPlaces, postings: { bytes: postingBytes, pieceBytes, lengths } },
    }),
  )
  const bytes = Buffer.concat([bytesOf(Uint32Array.of(head.length)), head, ...postingPieces])
  const chunks: Uint8Array[] = []
  for (let at = 0; at < bytes.length; at += chunkBytes) chunks.push(bytes.subarray(at, at + chunkBytes))
  return { chunks: [...chunks, ...pieces], columns: chunks.length }
}

/**
 * The snapshot of these bytes, opened.
 *
 * @param chunks those of the columns, in order
 * @param read gives further chunks by number; undefined for one that is not there
 * @returns undefined when a chunk of the columns is missing, damaged or of another format. What the segment is
 *   asked later throws `MissingBytes` for the same reasons.
 */
export const openSnapshot = (
  chunks: readonly (Uint8Array | undefined)[],
  read: (numbers: readonly number[]) => Promise<readonly (Uint8Array | undefined)[]>,
): Segment | undefined => {
  if (chunks.length === 0 || chunks.some((chunk) => chunk === undefined)) return undefined
  const bytes = Buffer.concat(chunks as Uint8Array[])
  const postingsStart = 4 + (bytes.length < 4 ? 0 : bytes.readUInt32LE(0))
  const head = decompressed(bytes.subarray(4, postingsStart))
  const columns = head && columnsOfBytes(head)
  if (!columns) return undefined
  const { meta, entryTexts, placeStarts } = columns
  const postings = new HeldPieces(
    piecesOf(bytes, postingsStart, meta.postings.lengths),
    meta.postings,
    decompressed,
  )
  const pieces = new PieceReader(meta.parts, chunks.length, read, decompressed)
  const decoder = new TextDecoder()
  const entryOf = (text: Uint8Array): Entry => JSON.parse(decoder.decode(text)) as Entry
  let names: Promise<(entry: number) => string> | undefined
  const namesOf = async () => {
    const whole = await pieces.whole('names')
    const starts = new Uint32Array(whole.buffer, whole.byteOffset, entriesIn(columns) + 1)
    const text = whole.subarray(starts.byteLength)
    return (entry: number) => decoder.decode(text.subarray(starts[entry], starts[entry + 1]))
  }
  const orders = new Map<string, Uint32Array>()
  return {
    ...derivedFrom(columns),
    textPostings: (from, to) => postings.between(from, to),
    async entries(numbers) {
      const texts = await pieces.ranges(
        'texts',
        numbers.map((number) => [entryTexts[number] as number, entryTexts[number + 1] as number]),
      )
      return texts.map(entryOf)
    },
    async allEntries() {
      const whole = await pieces.whole('texts')
      return Array.from({ length: entriesIn(columns) }, (_, number) =>
        entryOf(whole.subarray(entryTexts[number], entryTexts[number + 1])),
      )
    },
    async verify() {
      postings.between(0, meta.postings.bytes)
      for (const part of Object.keys(meta.parts)) await pieces.whole(part)
    },
    async places(terms) {
      const ranges = await pieces.ranges(
        'places',
        terms.map((term) => [placeStarts[term] as number, placeStarts[term + 1] as number]),
      )
      return new Map(terms.map((term, at) => [term, ranges[at] as Uint8Array]))
    },
    async nameOrder(language) {
      names ??= namesOf()
      const name = await names.catch((error: unknown) => {
        names = undefined
        throw error
      })
      let rank = orders.get(language)
      if (!rank) {
        const part = `order-${language}`
        // A language that came after the snapshot has no part in it yet.
        const stored = part in meta.parts ? await pieces.whole(part) : undefined
        rank = stored
          ? new Uint32Array(stored.buffer, stored.byteOffset, entriesIn(columns))
          : rankedNames(
              Array.from({ length: entriesIn(columns) }, (_, entry) => name(entry)),
              language,
            )
        orders.set(language, rank)
      }
      return { rank, name }
    },
  }
}

/** Bytes that follow each other, by their lengths. */
const piecesOf = (bytes: Uint8Array, start: number, lengths: readonly number[]): Uint8Array[] => {
  let end = start
  return lengths.map((length) => {
    end += length
    return bytes.subarray(end - length, end)
  })
}

const decompressed = (bytes: Uint8Array): Uint8Array | undefined => {
  try {
    return zstdDecompressSync(bytes)
  } catch {
    return undefined
  }
}
