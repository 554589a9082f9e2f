/**
 * `npm run bench -- suggestions [--entries N]`: the best 20 of an item (`itemMs`) and of an entry with ten (`entryMs`)
 * from columns, the counts of what is left out (`exclusionsMs`), and the same by a plain loop over all items, whose
 * answers must be equal. The last line is one JSON object.
 */
import { isDeepStrictEqual, parseArgs } from 'node:util'
import { bestAlone, bestItems, countsFor } from '../../shared/matchmaking/columns/best-items.ts'
import { columnsOf } from '../../shared/matchmaking/columns/item-columns.ts'
import { comparisonBy, rarityIn } from '../../shared/matchmaking/descriptions.ts'
import { type EntryOfItem, itemsOf, suggestionsAmong } from '../../shared/matchmaking/suggestions.ts'
import type { Entry } from '../../shared/register/entry.ts'
import { someEntries } from '../support/some-entries.ts'

const { values: asked } = parseArgs({
  allowPositionals: true,
  options: { entries: { type: 'string', default: '10000' } },
})
const entries = someEntries(Number(asked.entries))
const rarityOf = rarityIn(
  (function* () {
    for (const { item } of itemsOf(entries)) if (item.visibility === 'public') yield item
  })(),
)
const compare = comparisonBy(rarityOf)
const from = performance.now()
const columns = columnsOf(entries, rarityOf)
const buildMs = Math.round(performance.now() - from)
const options = { viewer: 'visitor', now: '2026-11-23T12:00:00.000Z' } as const

const askerAt = (n: number): EntryOfItem => {
  const entry = entries[(n * 7919) % entries.length] as Entry
  return { entry, item: entry.items[n % entry.items.length] as Entry['items'][number] }
}
const isAsking = ({ item }: EntryOfItem) => item.direction !== 'interest'
const askers = Array.from({ length: 400 }, (_, n) => askerAt(n)).filter(isAsking)
/** Ten items of one entry: those of several, asked by one. */
const tens = Array.from({ length: 30 }, (_, n) => askers.slice(n * 10, n * 10 + 10))

const percentiles = (times: readonly number[]) => {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => Number((sorted[Math.ceil(share * sorted.length) - 1] ?? 0).toFixed(3))
  return { p50: at(0.5), p95: at(0.95) }
}
const timed = <T>(things: readonly T[], work: (thing: T) => unknown) => {
  for (const thing of things.slice(0, 20)) work(thing)
  return percentiles(
    things.slice(20).map((thing) => {
      const begun = performance.now()
      work(thing)
      return performance.now() - begun
    }),
  )
}

const itemMs = timed(askers, (asker) => bestAlone(asker, columns, compare, options))
const entryMs = timed(tens, (ten) => ten.map((asker) => bestAlone(asker, columns, compare, options)))
const exclusionsMs = timed(askers, (asker) => countsFor(asker, columns, options))

const compared = askers.slice(0, entries.length > 200_000 ? 4 : 10)
let equal = 0
const loopMs = percentiles(
  compared.map((asker) => {
    const begun = performance.now()
    const plain = suggestionsAmong(asker, itemsOf(entries), compare, options)
    const ms = performance.now() - begun
    if (isDeepStrictEqual(plain, bestItems(asker, columns, compare, options))) equal++
    return ms
  }),
)
if (equal < compared.length)
  throw new Error(`${compared.length - equal} answers differ from the plain loop's`)

const row = (name: string, { p50, p95 }: { p50: number; p95: number }) => ({ what: name, p50, p95 })
console.log(`${entries.length} entries, ${columns.offer.length} offers, ${columns.request.length} requests`)
console.table([
  row('best 20 of an item, ms', itemMs),
  row('of ten items, ms', entryMs),
  row('exclusions, ms', exclusionsMs),
  row('plain loop, ms', loopMs),
])
console.log(`equal to the plain loop: ${equal} of ${compared.length}`)
const ours = {
  itemMs,
  entryMs,
  exclusionsMs,
  buildMs,
  rssMB: Math.round(process.resourceUsage().maxRSS / 1024),
}
console.log(
  JSON.stringify({
    bench: 'suggestions',
    entries: entries.length,
    ours,
    peers: { loop: { itemMs: loopMs } },
  }),
)
