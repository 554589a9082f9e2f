import type { Tally } from './count-hits.ts'
import type { Layer } from './layer.ts'
import { relevanceOf } from './relevance.ts'
import { entriesIn } from './segment/columns.ts'
import { wordAt } from './segment/dictionary.ts'
import type { NameOrder } from './segment/segment.ts'

/** An entry that was found, by its layer and number, with what its place in the order hangs on. */
export type Ranked = { readonly layer: number; readonly entry: number; readonly relevance: number }

type RankedEntry = Omit<Ranked, 'layer'>

/**
 * The first `most` entries of a layer by relevance, then freshness, then id.
 *
 * @param whole entries whose whole name was typed; undefined: by freshness alone
 */
export const firstByRelevance = (
  { entries, worth }: Tally,
  whole: ReadonlySet<number> | undefined,
  { segment }: Layer,
  most: number,
): RankedEntry[] => {
  const freshness = segment.freshness()
  const { freshest } = segment.columns
  const count = entriesIn(segment.columns)
  const first = new Greatest(Math.min(most, entries.length))
  const anyWhole = whole !== undefined && whole.size > 0
  for (let at = 0; at < entries.length; at++) {
    const entry = entries[at] as number
    const relevance = whole && worth ? relevanceOf(worth[at] as number, anyWhole && whole.has(entry)) : 0
    // One number that sorts by all three: below 2⁵³, since relevance is below 2³⁰ and entries are few.
    if (relevance * count + count <= first.least) continue
    first.add(relevance * count + (count - 1 - (freshness[entry] as number)))
  }
  return first.descending((key) => {
    const relevance = Math.floor(key / count)
    return { entry: freshest[count - 1 - (key - relevance * count)] as number, relevance }
  })
}

/** The first `most` entries of a layer by name. */
export const firstByName = ({ entries }: Tally, { rank }: NameOrder, most: number): RankedEntry[] => {
  const count = rank.length
  const first = new Greatest(Math.min(most, entries.length))
  for (let at = 0; at < entries.length; at++) {
    const entry = entries[at] as number
    first.add((count - 1 - (rank[entry] as number)) * count + entry)
  }
  return first.descending((key) => ({ entry: key % count, relevance: 0 }))
}

/** The greatest of different numbers, as many as there is room for: collected, and cut down whenever they are twice as many. */
class Greatest {
  /** What is not greater than this is none of them. */
  least = Number.NEGATIVE_INFINITY
  readonly #most: number
  readonly #keys: Float64Array
  #size = 0

  constructor(most: number) {
    this.#most = most
    this.#keys = new Float64Array(most * 2)
  }

  add(key: number): void {
    if (key <= this.least) return
    this.#keys[this.#size++] = key
    if (this.#size === this.#keys.length) this.#cut()
  }

  descending<T>(read: (key: number) => T): T[] {
    this.#cut()
    return Array.from(this.#keys.subarray(0, this.#size), read)
  }

  /** Sorts as numbers are sorted without a comparison of ours, ten times as fast. */
  #cut(): void {
    const held = this.#keys.subarray(0, this.#size)
    held.sort().reverse()
    this.#size = Math.min(this.#size, this.#most)
    if (this.#size === this.#most && this.#most > 0) this.least = this.#keys[this.#most - 1] as number
  }
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
