import type { Layer } from './layer.ts'
import { entriesIn } from './segment/columns.ts'
import { wordAt } from './segment/dictionary.ts'
import type { NameOrder } from './segment/segment.ts'

/** An entry that was found, by its layer and number, with what its place in the order hangs on. */
export type Ranked = { readonly layer: number; readonly entry: number; readonly relevance: number }

/** How one layer's entries are put in order: those with the greatest key first; no two keys are equal. */
export type Keys = (entry: number, relevance: number) => number

/** Relevance, then freshness, then id, as one number: below 2⁵³, since relevance is below 2³⁰ and entries are few. */
export const keysByFreshness = ({ segment }: Layer): Keys => {
  const freshness = segment.freshness()
  const count = entriesIn(segment.columns)
  return (entry, relevance) => relevance * count + (count - 1 - (freshness[entry] as number))
}

export const keysByName =
  ({ rank }: NameOrder): Keys =>
  (entry) =>
    -(rank[entry] as number)

/** Up to so many a page is picked out; more are cheaper to sort. */
const mostPicked = 512

/** The first `most` of a layer's entries in order. */
export const firstOf = (
  entries: Uint32Array,
  relevance: ArrayLike<number> | undefined,
  most: number,
  keyOf: Keys,
): number[] => {
  const keys = new Float64Array(entries.length)
  for (let at = 0; at < entries.length; at++)
    keys[at] = keyOf(entries[at] as number, relevance ? (relevance[at] as number) : 0)
  if (most > mostPicked || entries.length <= most) {
    const order = Uint32Array.from(keys.keys())
    return [...order.sort((a, b) => (keys[b] as number) - (keys[a] as number))].slice(0, most)
  }
  const best: number[] = []
  for (let at = 0; at < keys.length; at++) {
    const key = keys[at] as number
    const last = best[best.length - 1]
    if (best.length === most && last !== undefined && (keys[last] as number) > key) continue
    let [low, high] = [0, best.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((keys[best[middle] as number] as number) > key) low = middle + 1
      else high = middle
    }
    best.splice(low, 0, at)
    if (best.length > most) best.pop()
  }
  return best
}

/** The order of entries of different layers: below 0 where the first comes before the second. */
export type Before = (one: Ranked, other: Ranked) => number

export const byFreshness =
  (layers: readonly Layer[]): Before =>
  (one, other) =>
    other.relevance - one.relevance ||
    updatedOf(layers, other) - updatedOf(layers, one) ||
    byId(layers, one, other)

export const byName =
  (layers: readonly Layer[], orders: readonly NameOrder[], language: string): Before =>
  (one, other) => {
    const { compare } = new Intl.Collator(language)
    const name = ({ layer, entry }: Ranked) => orders[layer]?.name(entry) ?? ''
    return compare(name(one), name(other)) || byId(layers, one, other)
  }

const updatedOf = (layers: readonly Layer[], { layer, entry }: Ranked): number =>
  layers[layer]?.segment.columns.updated[entry] ?? 0

const byId = (layers: readonly Layer[], one: Ranked, other: Ranked): number => {
  const id = ({ layer, entry }: Ranked) => {
    const ids = layers[layer]?.segment.columns.entryIds
    return ids ? wordAt(ids, entry) : ''
  }
  const [a, b] = [id(one), id(other)]
  return a === b ? 0 : a < b ? -1 : 1
}

/** Lists that are in order each, as one in order; at most `most`. */
export const mergedOrder = (
  lists: readonly (readonly Ranked[])[],
  before: Before,
  most: number,
): Ranked[] => {
  const [one = [], ...others] = lists
  return others.reduce<Ranked[]>(
    (left, right) => {
      const merged: Ranked[] = []
      let [a, b] = [0, 0]
      while (merged.length < most && (a < left.length || b < right.length)) {
        const [x, y] = [left[a], right[b]]
        if (x && (!y || before(x, y) < 0)) {
          merged.push(x)
          a++
        } else if (y) {
          merged.push(y)
          b++
        }
      }
      return merged
    },
    [...one],
  )
}
