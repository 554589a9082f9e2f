/**
 * `npm run bench -- rounds (--data FILE | --generate 2000x1000) [--against highs]`: the matching of greatest total,
 * certified. The last line is one JSON object.
 */
import { parseArgs } from 'node:util'
import { greatestTotal } from '../../shared/matchmaking/rounds/greatest-total.ts'
import type { Round } from '../../shared/matchmaking/rounds/market.ts'
import { type Figures, shortfallsOf, unservedOf } from '../../shared/matchmaking/rounds/matching.ts'
import { generatedRound, roundFromFile } from '../support/rounds/round-files.ts'

const { values: asked } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: 'string' },
    generate: { type: 'string' },
    against: { type: 'string' },
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
const figuresRow = (name: string, { total, worst, p10 }: Figures, rest: Record<string, unknown>) => ({
  matching: name,
  total,
  worst,
  p10,
  ...rest,
})
console.table([figuresRow('greatest total', best.figures, { ms, certificate: best.certificate })])

const peers: Record<string, unknown> = {}
if (asked.against === 'highs') {
  const { highsTotal } = await import('../support/rounds/highs.ts')
  const { result, ms: highsMs } = inMilliseconds(() => highsTotal(round))
  if (result === undefined) throw new Error('HiGHS finds no matching')
  peers.highs = { maxTotal: { total: result / 1e6 }, ms: highsMs }
  console.table([
    { solver: 'ours', total: best.figures.total, ms },
    { solver: 'HiGHS', total: result / 1e6, ms: highsMs },
  ])
}
const { total, worst, p10 } = best.figures
const ours = { maxTotal: { total, worst, p10 }, ms, rssMB, certified: best.certificate >= 0 }
console.log(JSON.stringify({ bench: 'rounds', ours, peers }))
