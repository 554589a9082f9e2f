/**
 * `npm run bench -- suggestions [--entries N,…] [--write]`: the best 20 of an item (`itemMs`) and of an entry with ten
 * (`entryMs`) from columns, the counts of what is left out (`exclusionsMs`), and the same by a plain loop over all
 * items, whose answers must be equal. One process a size. The last line is one JSON object, of the last size.
 */
import { execFileSync } from 'node:child_process'
import { isDeepStrictEqual, parseArgs } from 'node:util'
import { bestAlone, bestItems, countsFor } from '../../shared/matchmaking/columns/best-items.ts'
import { columnsOf } from '../../shared/matchmaking/columns/item-columns.ts'
import { comparisonBy, rarityIn } from '../../shared/matchmaking/descriptions.ts'
import { type EntryOfItem, itemsOf, suggestionsAmong } from '../../shared/matchmaking/suggestions.ts'
import type { Entry } from '../../shared/register/entry.ts'
import { report, spread } from '../support/bench-report.ts'
import { someEntries } from '../support/some-entries.ts'

const { values: asked } = parseArgs({
  allowPositionals: true,
  options: { entries: { type: 'string', default: '10000' }, write: { type: 'boolean', default: false } },
})
const options = { viewer: 'visitor', now: '2026-11-23T12:00:00.000Z' } as const

type Times = { readonly p50: number; readonly p95: number }
type Found = {
  readonly entries: number
  readonly items: number
  readonly ours: {
    readonly itemMs: Times
    readonly entryMs: Times
    readonly exclusionsMs: Times
    readonly buildMs: number
    readonly rssMB: number
  }
  readonly peers: { readonly loop: { readonly itemMs: Times } }
  readonly equal: number
  readonly compared: number
}

const timed = <T>(things: readonly T[], work: (thing: T) => unknown): Times => {
  for (const thing of things.slice(0, 20)) work(thing)
  return spread(
    things.slice(20).map((thing) => {
      const begun = performance.now()
      work(thing)
      return performance.now() - begun
    }),
  )
}

const measured = (count: number): Found => {
  const entries = someEntries(count)
  const rarityOf = rarityIn(
    (function* () {
      for (const { item } of itemsOf(entries)) if (item.visibility === 'public') yield item
    })(),
  )
  const compare = comparisonBy(rarityOf)
  const from = performance.now()
  const columns = columnsOf(entries, rarityOf)
  const buildMs = Math.round(performance.now() - from)
  const askerAt = (n: number): EntryOfItem => {
    const entry = entries[(n * 7919) % entries.length] as Entry
    return { entry, item: entry.items[n % entry.items.length] as Entry['items'][number] }
  }
  const askers = Array.from({ length: 400 }, (_, n) => askerAt(n)).filter(
    ({ item }) => item.direction !== 'interest',
  )
  /** Ten items of one entry: those of several, asked by one. */
  const tens = Array.from({ length: 37 }, (_, n) => askers.slice(n * 10, n * 10 + 10))
  const itemMs = timed(askers, (asker) => bestAlone(asker, columns, compare, options))
  const entryMs = timed(tens, (ten) => ten.map((asker) => bestAlone(asker, columns, compare, options)))
  const exclusionsMs = timed(askers, (asker) => countsFor(asker, columns, options))

  const compared = askers.slice(0, entries.length > 200_000 ? 4 : 10)
  let equal = 0
  const loopMs = spread(
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
  const rssMB = Math.round(process.resourceUsage().maxRSS / 1024)
  return {
    entries: count,
    items: columns.offer.length + columns.request.length,
    ours: { itemMs, entryMs, exclusionsMs, buildMs, rssMB },
    peers: { loop: { itemMs: loopMs } },
    equal,
    compared: compared.length,
  }
}

const sizes = asked.entries.split(',').map(Number)
const all: Found[] =
  sizes.length === 1
    ? [measured(sizes[0] ?? 10_000)]
    : sizes.map((size) => {
        const printed = execFileSync(
          process.execPath,
          ['--max-old-space-size=12000', import.meta.filename, '--entries', `${size}`],
          { encoding: 'utf8', maxBuffer: 2 ** 26, stdio: ['ignore', 'pipe', 'inherit'] },
        )
        return JSON.parse(printed.trim().split('\n').at(-1) ?? '').ours.found
      })
const last = all.at(-1) as Found
const times = ({ p50, p95 }: Times) => `${p50} / ${p95}`
const within = ({ p50 }: Times, budget: number) => (p50 <= budget ? 'yes' : 'no')
report({
  bench: 'suggestions',
  notes: [
    'From columns in memory, ms p50 / p95, one process a size.',
    `The plain loop over all items gave the same answers, to the last digit, for ${all.map(({ equal, compared }) => `${equal} of ${compared}`).join(', ')} items.`,
    'Budgets, at 638,000 entries: 5 ms an item, 40 ms an entry of ten, 10 ms the counts of who was left out.',
  ],
  head: [
    'entries',
    'items',
    'best 20 of an item',
    'of ten items',
    'left out, counted',
    'plain loop',
    'holds',
  ],
  rows: all.map(({ entries, items, ours, peers }) => [
    `${entries}`,
    `${items}`,
    times(ours.itemMs),
    times(ours.entryMs),
    times(ours.exclusionsMs),
    times(peers.loop.itemMs),
    [within(ours.itemMs, 5), within(ours.entryMs, 40), within(ours.exclusionsMs, 10)].join(', '),
  ]),
  ours: { ...last.ours, ...(sizes.length === 1 && { found: last }) },
  peers: last.peers,
})
