/** Chance that a seed decides: the same seed gives the same draws on every machine. */
export type Chance = {
  /** From 0 to below 1. */
  draw(): number
  /** Whether something happens that happens with this probability. */
  happens(probability: number): boolean
  /** One of them; the list must not be empty. */
  oneOf<T>(list: readonly T[]): T
  /** One of them, each as likely as its weight says; the weights need not add up to 1. */
  weighted<T>(list: readonly (readonly [T, number])[]): T
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number
  /** So many of them, in a new order; all if there are fewer. */
  some<T>(list: readonly T[], count: number): T[]
}

/** FNV-1a: 32 bits of a text. */
const hashOf = (text: string): number => {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0
  return hash
}

/** Draws of mulberry32 (Tommy Ettinger, public domain), begun by the hash of a text. */
export const chanceOf = (seed: string): Chance => {
  let state = hashOf(seed)
  const draw = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const between = (least: number, most: number) => least + Math.floor(draw() * (most - least + 1))
  const some = <T>(list: readonly T[], count: number): T[] => {
    const left = [...list]
    for (let at = 0; at < Math.min(count, left.length); at++) {
      const from = between(at, left.length - 1)
      const drawn = left[from] as T
      left[from] = left[at] as T
      left[at] = drawn
    }
    return left.slice(0, count)
  }
  return {
    draw,
    between,
    some,
    happens: (probability) => draw() < probability,
    oneOf: (list) => {
      if (list.length === 0) throw new Error('there is nothing to choose from')
      return list[between(0, list.length - 1)] as (typeof list)[number]
    },
    weighted: (list) => {
      let left = draw() * list.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [each, weight] of list) {
        left -= weight
        if (left < 0) return each
      }
      const last = list.at(-1)
      if (!last) throw new Error('there is nothing to choose from')
      return last[0]
    },
  }
}

/** An id as long as ours, drawn by chance. */
export const idFrom = (chance: Chance): string =>
  Array.from({ length: 20 }, () => '0123456789abcdefghjkmnpqrstvwxyz'[chance.between(0, 31)]).join('')
