import { MissingBytes } from './snapshot-pieces.ts'

/**
 * Bytes that are held in pieces, compressed one by one, and opened where they are looked at: most words of a large
 * register are never asked for.
 */
export class HeldPieces {
  readonly #pieces: readonly Uint8Array[]
  readonly #pieceBytes: number
  readonly #decompress: (bytes: Uint8Array) => Uint8Array | undefined
  readonly #whole: Uint8Array
  /** 1 for each piece that is open. */
  readonly #open: Uint8Array

  constructor(
    pieces: readonly Uint8Array[],
    { bytes, pieceBytes }: { readonly bytes: number; readonly pieceBytes: number },
    decompress: (bytes: Uint8Array) => Uint8Array | undefined,
  ) {
    this.#pieces = pieces
    this.#pieceBytes = pieceBytes
    this.#decompress = decompress
    this.#whole = new Uint8Array(bytes)
    this.#open = new Uint8Array(pieces.length)
  }

  /**
   * All bytes, of which those from the first number up to, not including, the second can be read.
   *
   * @throws MissingBytes where they are damaged
   */
  between(from: number, to: number): Uint8Array {
    if (from === to) return this.#whole
    for (let piece = Math.floor(from / this.#pieceBytes); piece * this.#pieceBytes < to; piece++)
      if (this.#open[piece] !== 1) this.#openPiece(piece)
    return this.#whole
  }

  #openPiece(number: number): void {
    const start = number * this.#pieceBytes
    const compressed = this.#pieces[number]
    const piece = compressed && this.#decompress(compressed)
    if (piece?.length !== Math.min(this.#pieceBytes, this.#whole.length - start))
      throw new MissingBytes('a piece of the postings is damaged')
    this.#whole.set(piece, start)
    this.#open[number] = 1
  }
}
