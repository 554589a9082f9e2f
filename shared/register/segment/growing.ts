/** Bytes that grow while they are written, with whole numbers as LEB128: 7 bits a byte, the lowest first. */
export class ByteWriter {
  #bytes = new Uint8Array(1024)
  length = 0

  /** Writes a whole number from 0 to 2³² − 1. */
  number(value: number): void {
    this.#reserve(5)
    let rest = value
    while (rest > 0x7f) {
      this.#bytes[this.length++] = (rest & 0x7f) | 0x80
      rest >>>= 7
    }
    this.#bytes[this.length++] = rest
  }

  bytes(given: Uint8Array): void {
    this.#reserve(given.length)
    this.#bytes.set(given, this.length)
    this.length += given.length
  }

  /** What was written, without what is left over. */
  written(): Uint8Array {
    return this.#bytes.slice(0, this.length)
  }

  #reserve(more: number): void {
    if (this.length + more <= this.#bytes.length) return
    const grown = new Uint8Array(Math.max(this.#bytes.length * 2, this.length + more))
    grown.set(this.#bytes.subarray(0, this.length))
    this.#bytes = grown
  }
}

/** Whole numbers below 2³² that grow without one object a number: a build holds tens of millions. */
export class NumberList {
  #numbers = new Uint32Array(256)
  length = 0

  push(value: number): void {
    if (this.length === this.#numbers.length) {
      const grown = new Uint32Array(this.#numbers.length * 2)
      grown.set(this.#numbers)
      this.#numbers = grown
    }
    this.#numbers[this.length++] = value
  }

  /** A view of what was pushed, valid until the next push. */
  view(): Uint32Array {
    return this.#numbers.subarray(0, this.length)
  }
}
