/**
 * `npm run bench -- fairness [--entries N,…] [--write]`: how fairly the demonstration's register brings people
 * together: peers for every request, who has good ones, and how often each offer is shown. The last line is one JSON
 * object, of the last size.
 */
import { parseArgs } from 'node:util'
import { demonstrationEntries, usualSeed } from '../../infra/local/demonstration/demonstration-entries.ts'
import { goodFit } from '../../shared/matchmaking/fit-bands.ts'
import { type MeasuredFairness, measuredFairness } from '../../shared/matchmaking/measure-fairness.ts'
import { peersOf } from '../../shared/matchmaking/peers-index.ts'
import { registerInMemory } from '../../shared/register/open-register.ts'
import { fairnessView } from '../../shared/secretariat/fairness-view.ts'
import { report } from '../support/bench-report.ts'

const { values: asked } = parseArgs({
  allowPositionals: true,
  options: { entries: { type: 'string', default: '600' }, write: { type: 'boolean', default: false } },
})
const now = '2026-11-23T09:00:00.000Z'

const measured = async (entries: number): Promise<MeasuredFairness> => {
  const imported = [...demonstrationEntries({ entries, seed: usualSeed, now, addressKey: 'bench' })]
  const peers = peersOf(registerInMemory(imported.map(({ entry }) => entry)))
  return measuredFairness(peers, { spent: new Map(), now, most: Number.POSITIVE_INFINITY })
}

const all: { readonly entries: number; readonly found: MeasuredFairness }[] = []
for (const entries of asked.entries.split(',').map(Number))
  all.push({ entries, found: await measured(entries) })
const share = (value: number | undefined) => (value === undefined ? '–' : value.toFixed(2))
const last = all.at(-1)
if (!last) throw new Error('no size was asked for')
report({
  bench: 'fairness',
  notes: [
    'The demonstration’s entries, all requests asked, as respondents see the register.',
    `A good peer fits with ${goodFit} or more; the worst decile’s fit is what nine in ten requests have at least; Gini 0: all offers are shown alike.`,
  ],
  head: ['entries', 'requests', 'offers', 'with three good peers', 'worst decile', 'never shown', 'Gini'],
  rows: all.map(({ entries, found }) => [
    `${entries}`,
    `${found.requests}`,
    `${found.offers}`,
    share(found.withThreeGoodPeers),
    share(found.worstDecileFit),
    share(found.neverShown),
    share(found.exposureGini),
  ]),
  ours: fairnessView(last.found),
  peers: {},
})
