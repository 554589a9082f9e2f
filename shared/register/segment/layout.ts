const kinds = { u8: Uint8Array, u16: Uint16Array, u32: Uint32Array, f64: Float64Array } as const
type Kind = keyof typeof kinds

/** A column of numbers, as the buffer holds it: little-endian, which every machine that Lambda offers is. */
export type Column = Uint8Array | Uint16Array | Uint32Array | Float64Array

type Head = {
  readonly meta: unknown
  readonly sections: readonly (readonly [string, Kind, number, number])[]
}

/** The version of the layout and of how words are folded: another is another snapshot. */
export const snapshotLayout = 3
/** 'PRS' and the version's digit. A reader that finds another mark takes the snapshot for damaged. */
const mark = 0x30_53_52_50 + snapshotLayout * 2 ** 24
/** Views must begin where their widest number may. */
const alignment = 8
const aligned = (at: number): number => Math.ceil(at / alignment) * alignment

const kindOf = (column: Column): Kind =>
  column instanceof Float64Array
    ? 'f64'
    : column instanceof Uint32Array
      ? 'u32'
      : column instanceof Uint16Array
        ? 'u16'
        : 'u8'

/** One buffer: mark, length of the head, the head (JSON: the small tables, and where each column lies), columns. */
export const pack = (meta: unknown, columns: Readonly<Record<string, Column>>): Uint8Array => {
  let at = 0
  const sections: [string, Kind, number, number][] = []
  for (const [name, column] of Object.entries(columns)) {
    sections.push([name, kindOf(column), at, column.length])
    at = aligned(at + column.byteLength)
  }
  const head = new TextEncoder().encode(JSON.stringify({ meta, sections } satisfies Head))
  const start = aligned(8 + head.length)
  const bytes = new Uint8Array(start + at)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, mark, true)
  view.setUint32(4, head.length, true)
  bytes.set(head, 8)
  for (const [index, column] of Object.values(columns).entries())
    bytes.set(
      new Uint8Array(column.buffer, column.byteOffset, column.byteLength),
      start + (sections[index]?.[2] ?? 0),
    )
  return bytes
}

/**
 * The same columns as views of the buffer: nothing is copied or parsed but the head.
 *
 * @returns undefined for bytes that `pack` of this version did not make
 */
export const unpack = (
  given: Uint8Array,
): { readonly meta: unknown; readonly columns: Readonly<Record<string, Column>> } | undefined => {
  const bytes = given.byteOffset % alignment === 0 ? given : given.slice()
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 8 || view.getUint32(0, true) !== mark) return undefined
  const length = view.getUint32(4, true)
  const head = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length))) as Head
  const start = bytes.byteOffset + aligned(8 + length)
  return {
    meta: head.meta,
    columns: Object.fromEntries(
      head.sections.map(([name, kind, at, size]) => [
        name,
        new kinds[kind](bytes.buffer as ArrayBuffer, start + at, size),
      ]),
    ),
  }
}
