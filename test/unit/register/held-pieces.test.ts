import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { HeldPieces } from '../../../shared/register/held-pieces.ts'
import { MissingBytes } from '../../../shared/register/snapshot-pieces.ts'

const pieceBytes = 4
const whole = Uint8Array.from({ length: 10 }, (_, at) => at + 1)

/** The bytes 1 to 10 in pieces of four, and how many of them were opened. */
const held = (damage: Readonly<Record<number, Uint8Array>> = {}) => {
  let opened = 0
  const pieces = [0, 4, 8].map(
    (from, n) => damage[n] ?? zstdCompressSync(whole.subarray(from, from + pieceBytes)),
  )
  const bytes = new HeldPieces(pieces, { bytes: whole.length, pieceBytes }, (piece) => {
    opened++
    return piece.length === 0 ? undefined : zstdDecompressSync(piece)
  })
  return { bytes, opened: () => opened }
}

describe('bytes that are held in pieces', () => {
  it('are opened where they are looked at, once', () => {
    const { bytes, opened } = held()
    expect(opened()).toBe(0)
    expect(bytes.between(3, 5).subarray(3, 5)).toEqual(Uint8Array.of(4, 5))
    expect(opened()).toBe(2)
    bytes.between(0, 8)
    expect(opened()).toBe(2)
    expect(bytes.between(9, 10)).toEqual(whole)
    expect(opened()).toBe(3)
  })

  it('are not opened for an empty range', () => {
    const { bytes, opened } = held()
    bytes.between(10, 10)
    bytes.between(0, 0)
    expect(opened()).toBe(0)
  })

  it('tell damage where it is looked at, and nowhere else', () => {
    const { bytes } = held({ 1: new Uint8Array(0), 2: zstdCompressSync(Uint8Array.of(9)) })
    expect(bytes.between(0, 4).subarray(0, 4)).toEqual(whole.subarray(0, 4))
    expect(() => bytes.between(4, 8)).toThrow(MissingBytes)
    expect(() => bytes.between(8, 10)).toThrow(MissingBytes)
    expect(() => bytes.between(8, 10)).toThrow(MissingBytes)
  })
})
