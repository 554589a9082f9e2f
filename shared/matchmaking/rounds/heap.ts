/** Things by their keys, least first; equal keys in the order of the things' numbers. */
export type Heap = {
  push(key: number, thing: number): void
  /** The thing of least key, or undefined when there is none left. */
  pop(): number | undefined
}

/** A binary heap of numbers. */
export const heapOf = (): Heap => {
  const keys: number[] = []
  const things: number[] = []
  const before = (a: number, b: number) =>
    keys[a]! < keys[b]! || (keys[a] === keys[b] && things[a]! < things[b]!)
  const swap = (a: number, b: number) => {
    const [key, thing] = [keys[a]!, things[a]!]
    keys[a] = keys[b]!
    things[a] = things[b]!
    keys[b] = key
    things[b] = thing
  }
  return {
    push: (key, thing) => {
      keys.push(key)
      things.push(thing)
      for (let at = keys.length - 1; at > 0; ) {
        const above = (at - 1) >> 1
        if (!before(at, above)) break
        swap(at, above)
        at = above
      }
    },
    pop: () => {
      const least = things[0]
      const last = keys.length - 1
      if (last < 0) return undefined
      swap(0, last)
      keys.pop()
      things.pop()
      for (let at = 0; ; ) {
        let below = 2 * at + 1
        if (below >= last) break
        if (below + 1 < last && before(below + 1, below)) below++
        if (!before(below, at)) break
        swap(at, below)
        at = below
      }
      return least
    },
  }
}
