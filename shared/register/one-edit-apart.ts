/**
 * Whether two different words are at optimal string alignment distance 1, counted in code points: one letter
 * more, less or other, or two neighbours exchanged.
 */
export const oneEditApart = (one: string, other: string): boolean => {
  const [a, b] = [[...one], [...other]]
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  if (long.length - short.length > 1) return false
  let start = 0
  while (start < short.length && short[start] === long[start]) start++
  if (start === long.length) return false
  const sameFrom = (from: number, inLong: number): boolean => {
    for (let at = from; at < short.length; at++) if (short[at] !== long[at + inLong - from]) return false
    return short.length - from === long.length - inLong
  }
  if (short.length < long.length) return sameFrom(start, start + 1)
  return (
    sameFrom(start + 1, start + 1) ||
    (short[start] === long[start + 1] && short[start + 1] === long[start] && sameFrom(start + 2, start + 2))
  )
}
