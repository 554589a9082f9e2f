/** Words sorted by their UTF-8 bytes, in one run of bytes; a word's number is its place. */
export type Dictionary = {
  readonly bytes: Uint8Array
  /** Where each word begins, and at last where the last one ends. */
  readonly starts: Uint32Array
}

const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** The order of UTF-8 bytes, which is the order of code points, for different strings. */
const byBytes = (a: string, b: string): number => (a < b ? -1 : 1)
const hasSurrogates = /[\ud800-\udfff]/u

/** Sorts words as a dictionary has them. Code unit order differs from it only beyond the basic plane. */
export const inDictionaryOrder = (words: Iterable<string>): string[] => {
  const list = [...words]
  if (!list.some((word) => hasSurrogates.test(word) || /[\u{10000}-\u{10ffff}]/u.test(word)))
    return list.sort(byBytes)
  const latin = new Map(list.map((word) => [word, Buffer.from(word).toString('latin1')]))
  return list.sort((a, b) => byBytes(latin.get(a) as string, latin.get(b) as string))
}

/** A dictionary of different words that are in its order already. */
export const dictionaryOf = (sorted: readonly string[]): Dictionary => {
  const starts = new Uint32Array(sorted.length + 1)
  const encoded = sorted.map((word) => encoder.encode(word))
  let length = 0
  for (const [n, word] of encoded.entries()) {
    starts[n] = length
    length += word.length
  }
  starts[sorted.length] = length
  const bytes = new Uint8Array(length)
  for (const [n, word] of encoded.entries()) bytes.set(word, starts[n])
  return { bytes, starts }
}

export const sizeOf = ({ starts }: Dictionary): number => starts.length - 1

export const wordAt = ({ bytes, starts }: Dictionary, number: number): string =>
  decoder.decode(bytes.subarray(starts[number], starts[number + 1]))

/** Below 0, 0 or above as the word stands before, is, or stands after `other`; its first `length` bytes count. */
const compare = (
  { bytes, starts }: Dictionary,
  number: number,
  other: Uint8Array,
  length: number,
): number => {
  const from = starts[number] as number
  const own = (starts[number + 1] as number) - from
  const shared = Math.min(own, length)
  for (let at = 0; at < shared; at++) {
    const difference = (bytes[from + at] as number) - (other[at] as number)
    if (difference !== 0) return difference
  }
  return own - length
}

/** The first word that does not stand before `other`. */
const lowerBound = (
  dictionary: Dictionary,
  other: Uint8Array,
  length: number,
  from: number,
  to: number,
): number => {
  let [low, high] = [from, to]
  while (low < high) {
    const middle = (low + high) >> 1
    if (compare(dictionary, middle, other, length) < 0) low = middle + 1
    else high = middle
  }
  return low
}

/** The first word after all that begin with the first `length` bytes of `prefix`. */
const prefixEnd = (
  dictionary: Dictionary,
  prefix: Uint8Array,
  length: number,
  from: number,
  to: number,
): number => {
  const { bytes, starts } = dictionary
  let [low, high] = [from, to]
  while (low < high) {
    const middle = (low + high) >> 1
    const start = starts[middle] as number
    const own = (starts[middle + 1] as number) - start
    let difference = 0
    for (let at = 0; at < length && difference === 0; at++)
      difference = at < own ? (bytes[start + at] as number) - (prefix[at] as number) : -1
    if (difference <= 0) low = middle + 1
    else high = middle
  }
  return low
}

/** The number of a word; undefined when it is not there. */
export const numberOf = (dictionary: Dictionary, word: string): number | undefined => {
  const bytes = encoder.encode(word)
  return exactly(dictionary, bytes, bytes.length, 0, sizeOf(dictionary))
}

const exactly = (
  dictionary: Dictionary,
  bytes: Uint8Array,
  length: number,
  from: number,
  to: number,
): number | undefined => {
  const at = lowerBound(dictionary, bytes, length, from, to)
  return at < to && compare(dictionary, at, bytes, length) === 0 ? at : undefined
}

/** The words that begin with a text: from the first number up to, not including, the second. */
export const rangeOf = (dictionary: Dictionary, prefix: string): readonly [number, number] => {
  const bytes = encoder.encode(prefix)
  const size = sizeOf(dictionary)
  const low = lowerBound(dictionary, bytes, bytes.length, 0, size)
  return [low, prefixEnd(dictionary, bytes, bytes.length, low, size)]
}

/**
 * The words at optimal string alignment distance 1, counted in code points, in no order, without repetition.
 *
 * For every place in the word the dictionary tells which letters follow what stands before the place, so only
 * words that can exist are looked up: some hundreds of binary searches, whatever the size.
 */
export const oneEditFrom = (dictionary: Dictionary, word: string): Set<number> => {
  const letters = [...word].map((letter) => encoder.encode(letter))
  const found = new Set<number>()
  const candidate = new Uint8Array(letters.reduce((sum, letter) => sum + letter.length, 0) + 8)
  const write = (at: number, parts: readonly Uint8Array[]): number => {
    let end = at
    for (const part of parts) {
      candidate.set(part, end)
      end += part.length
    }
    return end
  }
  let [low, high] = [0, sizeOf(dictionary)]
  let before = 0
  const look = (end: number, from: number, to: number) => {
    const number = exactly(dictionary, candidate, end, from, to)
    if (number !== undefined) found.add(number)
  }
  for (let place = 0; place <= letters.length && low < high; place++) {
    const here = letters[place]
    const next = letters[place + 1]
    const after = letters.slice(place + 1)
    if (here) look(write(before, after), low, high)
    if (here && next) look(write(before, [next, here, ...letters.slice(place + 2)]), low, high)
    for (let at = low; at < high; ) {
      const length = letterLength(dictionary, at, before)
      if (length === 0) {
        at++
        continue
      }
      const start = (dictionary.starts[at] as number) + before
      candidate.set(dictionary.bytes.subarray(start, start + length), before)
      const end = prefixEnd(dictionary, candidate, before + length, at, high)
      look(write(before + length, letters.slice(place)), at, end)
      if (here) look(write(before + length, after), at, end)
      at = end
    }
    if (here) {
      const end = write(before, [here])
      low = lowerBound(dictionary, candidate, end, low, high)
      high = prefixEnd(dictionary, candidate, end, low, high)
      before = end
    }
  }
  const own = numberOf(dictionary, word)
  if (own !== undefined) found.delete(own)
  return found
}

/** How many bytes the letter of a word at a byte has; 0 at its end. */
const letterLength = ({ bytes, starts }: Dictionary, number: number, at: number): number => {
  const place = (starts[number] as number) + at
  if (place >= (starts[number + 1] as number)) return 0
  const first = bytes[place] as number
  return first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
}
