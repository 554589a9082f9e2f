/** Items in ascending order with what each is worth; without `worth` each is worth 0. */
export type Hits = { readonly items: Uint32Array; readonly worth: Float64Array }

export const noHits: Hits = { items: new Uint32Array(0), worth: new Float64Array(0) }

/** Makes hits that nobody else holds worth so many times more. */
export const multiply = ({ worth }: Hits, factor: number): void => {
  for (let at = 0; at < worth.length; at++) worth[at] = (worth[at] as number) * factor
}

/** Items that are in both, worth the sum. */
export const inBoth = (one: Hits, other: Hits): Hits => merged(one, other, false, sum)

/** Items that are in at least one, worth the sum. */
export const inEither = (one: Hits, other: Hits): Hits => merged(one, other, true, sum)

/** Items that are in at least one, worth the better: two names of one thing are not two things. */
export const bestOfEither = (one: Hits, other: Hits): Hits => merged(one, other, true, Math.max)

const sum = (a: number, b: number): number => a + b

const merged = (
  one: Hits,
  other: Hits,
  either: boolean,
  together: (a: number, b: number) => number,
): Hits => {
  const most = either ? one.items.length + other.items.length : Math.min(one.items.length, other.items.length)
  const items = new Uint32Array(most)
  const worth = new Float64Array(most)
  let [a, b, size] = [0, 0, 0]
  const [left, right] = [one.items, other.items]
  while (a < left.length && b < right.length) {
    const [x, y] = [left[a] as number, right[b] as number]
    if (x === y) {
      items[size] = x
      worth[size++] = together(one.worth[a++] as number, other.worth[b++] as number)
    } else if (x < y) {
      if (either) {
        items[size] = x
        worth[size++] = one.worth[a] as number
      }
      a++
    } else {
      if (either) {
        items[size] = y
        worth[size++] = other.worth[b] as number
      }
      b++
    }
  }
  if (either) {
    const [rest, from] = a < left.length ? [one, a] : [other, b]
    items.set(rest.items.subarray(from), size)
    worth.set(rest.worth.subarray(from), size)
    size += rest.items.length - from
  }
  return { items: items.subarray(0, size), worth: worth.subarray(0, size) }
}

/** The place of an item among the hits; undefined when it is none. */
export const placeIn = ({ items }: Hits, item: number): number | undefined => {
  let [low, high] = [0, items.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((items[middle] as number) < item) low = middle + 1
    else high = middle
  }
  return low < items.length && items[low] === item ? low : undefined
}
