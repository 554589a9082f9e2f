import type { PartPlace } from './segment/columns.ts'

/** A chunk of a snapshot is not there or is damaged: a rebuild has replaced it, or something went wrong. */
export class MissingBytes extends Error {
  override readonly name = 'MissingBytes'
}

/** What a warm process keeps of the pieces it read: the pages that people look at are few. */
const bytesKept = 32 * 2 ** 20

/** Reads ranges of a snapshot's parts, each piece once while it is kept. */
export class PieceReader {
  readonly #parts: Readonly<Record<string, PartPlace>>
  readonly #firstChunk: number
  readonly #read: (numbers: readonly number[]) => Promise<readonly (Uint8Array | undefined)[]>
  readonly #decompress: (bytes: Uint8Array) => Uint8Array | undefined
  readonly #kept = new Map<number, Uint8Array>()
  #keptBytes = 0

  constructor(
    parts: Readonly<Record<string, PartPlace>>,
    firstChunk: number,
    read: (numbers: readonly number[]) => Promise<readonly (Uint8Array | undefined)[]>,
    decompress: (bytes: Uint8Array) => Uint8Array | undefined,
  ) {
    this.#parts = parts
    this.#firstChunk = firstChunk
    this.#read = read
    this.#decompress = decompress
  }

  /**
   * The bytes of a part from each first number up to, not including, the second.
   *
   * @throws MissingBytes
   */
  async ranges(part: string, ranges: readonly (readonly [number, number])[]): Promise<Uint8Array[]> {
    const { first, pieceBytes } = this.#placeOf(part)
    const piecesOf = ([from, to]: readonly [number, number]): number[] => {
      const begin = Math.floor(from / pieceBytes)
      return to <= from ? [] : Array.from({ length: Math.ceil(to / pieceBytes) - begin }, (_, n) => begin + n)
    }
    const pieces = await this.#pieces(
      [...new Set(ranges.flatMap(piecesOf))].map((piece) => this.#firstChunk + first + piece),
    )
    return ranges.map(([from, to]) => {
      const bytes = new Uint8Array(Math.max(0, to - from))
      for (const piece of piecesOf([from, to])) {
        const start = piece * pieceBytes
        const held = pieces.get(this.#firstChunk + first + piece) as Uint8Array
        const [begin, end] = [Math.max(from, start), Math.min(to, start + pieceBytes)]
        bytes.set(held.subarray(begin - start, end - start), begin - from)
      }
      return bytes
    })
  }

  /**
   * All bytes of a part. Its pieces are not kept.
   *
   * @throws MissingBytes
   */
  async whole(part: string): Promise<Uint8Array> {
    const { first, pieces, bytes } = this.#placeOf(part)
    const whole = new Uint8Array(bytes)
    const chunks = await this.#read(Array.from({ length: pieces }, (_, n) => this.#firstChunk + first + n))
    let at = 0
    for (const chunk of chunks) {
      const piece = this.#opened(chunk)
      whole.set(piece, at)
      at += piece.length
    }
    if (at !== bytes) throw new MissingBytes(`part ${part} has ${at} of ${bytes} bytes`)
    return whole
  }

  #placeOf(part: string): PartPlace {
    const place = this.#parts[part]
    if (!place) throw new MissingBytes(`no part ${part}`)
    return place
  }

  #opened(chunk: Uint8Array | undefined): Uint8Array {
    const piece = chunk && this.#decompress(chunk)
    if (!piece) throw new MissingBytes(`a piece is ${chunk ? 'damaged' : 'missing'}`)
    return piece
  }

  async #pieces(numbers: readonly number[]): Promise<Map<number, Uint8Array>> {
    const found = new Map<number, Uint8Array>()
    for (const number of numbers) {
      const kept = this.#kept.get(number)
      if (!kept) continue
      found.set(number, kept)
      // The last used stands last.
      this.#kept.delete(number)
      this.#kept.set(number, kept)
    }
    const wanted = numbers.filter((number) => !found.has(number))
    if (wanted.length === 0) return found
    const chunks = await this.#read(wanted)
    for (const [at, number] of wanted.entries()) {
      const piece = this.#opened(chunks[at])
      found.set(number, piece)
      if (this.#kept.has(number)) continue
      this.#kept.set(number, piece)
      this.#keptBytes += piece.length
    }
    for (const [number, piece] of this.#kept) {
      if (this.#keptBytes <= bytesKept) break
      this.#kept.delete(number)
      this.#keptBytes -= piece.length
    }
    return found
  }
}
