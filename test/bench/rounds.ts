/**
 * `npm run bench -- rounds (--data FILE | --generate 2000x1000) [--against highs] [--points N]
 * [--greatest-only]`: the matching
 * of greatest total, certified (`ms`, `rssMB`), and the curve of floor against total (`curveMs`) with its highest floor
 * as `fair`. The last line is one JSON object.
 */
import { parseArgs } from 'node:util'
import { curveOf } from '../../shared/matchmaking/rounds/curve.ts'
import { greatestTotal } from '../../shared/matchmaking/rounds/greatest-total.ts'
import type { Round } from '../../shared/matchmaking/rounds/market.ts'
import { type Figures, shortfallsOf, unservedOf } from '../../shared/matchmaking/rounds/matching.ts'
import { bestSumsOf, generatedRound, roundFromFile } from '../support/rounds/round-files.ts'

const { values: asked } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: 'string' },
    generate: { type: 'string' },
    against: { type: 'string' },
    points: { type: 'string', default: '4' },
    'greatest-only': { type: 'boolean', default: false },
  },
})

const roundAsked = (): Round => {
  if (asked.data) return roundFromFile(asked.data)
  const [, requests, offers] = /^(\d+)x(\d+)$/.exec(asked.generate ?? '') ?? []
  if (requests && offers) return generatedRound(Number(requests), Number(offers))
  throw new Error('say --data FILE or --generate 2000x1000 (requests x offers)')
}

const inMilliseconds = <T>(work: () => T): { readonly result: T; readonly ms: number } => {
  const from = performance.now()
  const result = work()
  return { result, ms: Math.round(performance.now() - from) }
}

const round = roundAsked()
const { result: best, ms } = inMilliseconds(() => greatestTotal(round))
const rssMB = Math.round(process.resourceUsage().maxRSS / 1024)
console.log(
  `${round.requests.length} requests, ${round.offers.length} offers, ${round.perRequest} a request; ` +
    `${unservedOf(round, best.pairs).length} requests not fully served, ` +
    `${shortfallsOf(round, best.pairs).length} offers below their lower bound`,
)

const { result: curve, ms: curveMs } = inMilliseconds(() =>
  asked['greatest-only']
    ? undefined
    : curveOf(round, {
        points: Number(asked.points),
        onTried: ({ floor, figures }) =>
          process.stderr.write(`floor ${floor / 1e6}: ${figures ? figures.total : 'not found'}\n`),
      }),
)
const gapOf = ({ bound, figures }: { bound?: number; figures: Figures }) =>
  bound === undefined ? undefined : Math.max(0, Math.round((bound - figures.total) * 1e6) / 1e6)
console.table(
  (curve?.points ?? [{ floor: 0, figures: best.figures, bound: best.figures.total }]).map((point) => ({
    floor: point.floor / 1e6,
    total: point.figures.total,
    worst: point.figures.worst,
    p10: point.figures.p10,
    gap: gapOf(point),
  })),
)
console.log(`greatest total in ${ms} ms, certified: least reduced cost ${best.certificate}`)
if (curve) console.log(`no floor above ${curve.provenHighest / 1e6} can be kept; the curve in ${curveMs} ms`)

const peers: Record<string, unknown> = {}
const highest = curve?.points.at(-1)
if (asked.against === 'highs') {
  const { highsTotal } = await import('../support/rounds/highs.ts')
  const { result: total, ms: highsMs } = inMilliseconds(() => highsTotal(round))
  const floors = bestSumsOf(round).map((most) => Math.min(most, highest?.floor ?? 0))
  const { result: fairTotal, ms: fairMs } = inMilliseconds(() => highsTotal(round, floors))
  const inUnits = (found: number | undefined) => (found === undefined ? undefined : found / 1e6)
  peers.highs = {
    maxTotal: { total: inUnits(total) },
    fair: { total: inUnits(fairTotal), floor: (highest?.floor ?? 0) / 1e6 },
    ms: highsMs,
    fairMs,
  }
  console.table([
    { solver: 'ours', 'greatest total': best.figures.total, ms, fair: highest?.figures.total },
    { solver: 'HiGHS', 'greatest total': inUnits(total), ms: highsMs, fair: inUnits(fairTotal), fairMs },
  ])
}
const { total, worst, p10 } = best.figures
const ours = {
  maxTotal: { total, worst, p10 },
  ...(highest && {
    fair: {
      total: highest.figures.total,
      worst: highest.figures.worst,
      p10: highest.figures.p10,
      floor: highest.floor / 1e6,
      gap: gapOf(highest),
    },
  }),
  ms,
  ...(curve && { curveMs }),
  rssMB,
  certified: best.certificate >= 0,
}
console.log(JSON.stringify({ bench: 'rounds', ours, peers }))
