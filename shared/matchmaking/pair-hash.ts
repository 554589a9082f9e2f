/**
 * A 32-bit hash of two ids, the same from either side, to break ties by: never the order of arrival
 * (DEFINITIONS, Fit 3). FNV-1a over the ids in order, then the finalizer of MurmurHash3, since FNV's high bits
 * hardly feel the last characters.
 */
export const pairHash = (a: string, b: string): number => {
  let hash = 0x811c9dc5
  for (const character of a < b ? `${a} ${b}` : `${b} ${a}`) {
    hash ^= character.codePointAt(0) ?? 0
    hash = Math.imul(hash, 0x01000193)
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
