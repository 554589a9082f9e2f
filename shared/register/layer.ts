import { type Viewer, viewers } from './entry.ts'
import { entriesIn } from './segment/columns.ts'
import { entryOf, type Segment } from './segment/segment.ts'

/** A segment as one version of the register sees it: some of its entries were changed since. */
export type Layer = {
  readonly segment: Segment
  /** 1 for each entry that a later change replaced or took away; undefined: none. */
  readonly dead: Uint8Array | undefined
  /** Of `dead`, the numbers. */
  readonly deadEntries: readonly number[]
}

export const layerOf = (segment: Segment, deadEntries: readonly number[] = []): Layer => {
  if (deadEntries.length === 0) return { segment, dead: undefined, deadEntries }
  const dead = new Uint8Array(entriesIn(segment.columns))
  for (const entry of deadEntries) dead[entry] = 1
  return { segment, dead, deadEntries }
}

/** A viewer's rank: items of this or a lower place in `visibilities` are for them. */
export const rankOf = (viewer: Viewer): number => viewers.indexOf(viewer)

/** Whether everybody may see an item. */
export const isPublic = ({ segment, dead }: Layer, item: number): boolean =>
  segment.columns.visibility[item] === 0 && (dead === undefined || dead[entryOf(segment, item)] !== 1)

/** How many items everybody may see, and the words of their texts: what rarity and length are measured against. */
export type Extent = { readonly items: number; readonly averageWords: number }

export const extentOf = (layers: readonly Layer[]): Extent => {
  let [items, words] = [0, 0]
  for (const { segment, deadEntries } of layers) {
    const { meta, itemStarts, visibility, textLengths } = segment.columns
    items += meta.publicItems
    words += meta.publicWords
    for (const entry of deadEntries)
      for (let item = itemStarts[entry] as number; item < (itemStarts[entry + 1] as number); item++)
        if (visibility[item] === 0) {
          items--
          words -= textLengths[item] as number
        }
  }
  return { items, averageWords: items === 0 ? 1 : Math.max(1, words / items) }
}
