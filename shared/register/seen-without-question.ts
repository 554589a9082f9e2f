import { addTo, type Counts, countHits, noCounts, type Tally } from './count-hits.ts'
import { type Viewer, viewers } from './entry.ts'
import type { Hits } from './hits.ts'
import { type Layer, layerOf, rankOf } from './layer.ts'
import type { StoredCounts } from './segment/columns.ts'
import { countNames } from './segment/facet-sets.ts'
import { NumberList } from './segment/growing.ts'
import type { Segment } from './segment/segment.ts'

/** What a viewer sees of a segment without asking anything, counted once when it is built (DEFINITIONS, Search 8). */
export const countsToStore = (segment: Segment): Record<Viewer, StoredCounts> =>
  Object.fromEntries(
    viewers.map((viewer) => {
      const counts = noCounts()
      const { entries } = countHits(layerOf(segment), undefined, rankOf(viewer), {}, counts)
      const facets = Object.fromEntries(
        countNames.map((name) => [name, Object.fromEntries(counts[name])]),
      ) as StoredCounts['facets']
      return [viewer, { total: entries.length, facets }]
    }),
  ) as Record<Viewer, StoredCounts>

const known = new WeakMap<readonly Layer[], Map<Viewer, { total: number; counts: Counts }>>()

/**
 * How many entries a viewer sees in all and under each value: from the stored counts, less what was changed since,
 * and counted where nothing is stored. Once a version and viewer.
 */
export const everythingSeen = (
  layers: readonly Layer[],
  viewer: Viewer,
): { readonly total: number; readonly counts: Counts } => {
  const byViewer = known.get(layers) ?? new Map<Viewer, { total: number; counts: Counts }>()
  known.set(layers, byViewer)
  const before = byViewer.get(viewer)
  if (before) return before
  const counts = noCounts()
  let total = 0
  for (const layer of layers) {
    const stored = layer.segment.columns.meta.counts[viewer]
    if (!stored) {
      total += countHits(layer, undefined, rankOf(viewer), {}, counts).entries.length
      continue
    }
    total += stored.total
    for (const name of countNames)
      for (const [value, count] of Object.entries(stored.facets[name])) addTo(counts[name], value, count)
    if (layer.deadEntries.length === 0) continue
    const gone = noCounts()
    total -= countHits(layerOf(layer.segment), itemsOf(layer), rankOf(viewer), {}, gone).entries.length
    for (const name of countNames) for (const [value, count] of gone[name]) addTo(counts[name], value, -count)
  }
  byViewer.set(viewer, { total, counts })
  return { total, counts }
}

/** The items of a layer's dead entries. */
const itemsOf = ({ segment, deadEntries }: Layer): Hits => {
  const { itemStarts } = segment.columns
  const items: number[] = []
  for (const entry of [...deadEntries].sort((a, b) => a - b))
    for (let item = itemStarts[entry] as number; item < (itemStarts[entry + 1] as number); item++)
      items.push(item)
  return { items: Uint32Array.from(items), worth: new Float64Array(items.length) }
}

/** The freshest entries of a layer of which the viewer may see something, at most so many. */
export const freshestSeen = ({ segment, dead }: Layer, rank: number, most: number): Tally => {
  const { freshest, itemStarts, visibility } = segment.columns
  const entries = new NumberList()
  for (const entry of freshest) {
    if (entries.length >= most) break
    if (dead?.[entry] === 1) continue
    for (let item = itemStarts[entry] as number; item < (itemStarts[entry + 1] as number); item++)
      if ((visibility[item] as number) <= rank) {
        entries.push(entry)
        break
      }
  }
  return { entries: entries.view(), worth: undefined }
}
