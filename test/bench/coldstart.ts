/**
 * `npm run bench -- coldstart [--rounds N] [--write]`: what the import of each function's bundle costs in a fresh
 * process, against the import of the bare DynamoDB client as the SDK ships it, bundled in the same way.
 * `importRatio` is the median of ours over the median of the client's, in processor time, measured in turns.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { bundleFolderOf, bundleFunctions } from '../../infra/bundle.ts'
import { type Entry, entries, grantOf } from '../../infra/grants.ts'
import { median, report, rounded } from '../support/bench-report.ts'
import { deployedWiring } from '../support/deployed-wiring.ts'

const { values } = parseArgs({
  args: process.argv.slice(3),
  options: { rounds: { type: 'string', default: '21' }, write: { type: 'boolean' } },
})
const rounds = Number(values.rounds)
const bareClient = 'test/support/bare-dynamodb-client.ts'
const measure = join(import.meta.dirname, '../support/import-time.cjs')
const outDir = mkdtempSync(join(tmpdir(), 'coldstart-'))

const wiring = deployedWiring()
const answersHttp = new Set(wiring.api.routes.map(({ functionArn }) => functionArn))

type Budget = { readonly importRatio: number; readonly bytes?: number }
const budgetOf = (entry: Entry, arn: string): Budget | undefined => {
  if (answersHttp.has(arn)) return { importRatio: 1.25, bytes: 600_000 }
  return grantOf(entry).mail ? { importRatio: 2 } : undefined
}

try {
  const ours = bundleFunctions(entries, join(outDir, 'ours'))
  const bare = bundleFunctions([bareClient], join(outDir, 'bare'), { substitutes: {} }).get(bareClient)
  const subjects = [
    { entry: bareClient, from: 'bare', environment: {} },
    ...wiring.functions.map(({ entry, environment }) => ({ entry, from: 'ours', environment })),
  ].map(({ entry, from, environment }) => ({
    entry,
    file: join(outDir, from, bundleFolderOf(entry), 'index.cjs'),
    // As Lambda would have it, and nothing of this machine.
    environment: { AWS_REGION: wiring.region, ...environment },
    ms: [] as number[],
  }))
  for (let round = -1; round < rounds; round++)
    for (const { file, environment, ms } of subjects) {
      const took = Number(execFileSync(process.execPath, [measure, file], { env: environment }).toString())
      // The first round warms the file cache.
      if (round >= 0) ms.push(took)
    }

  const msOf = (wanted: string) => median(subjects.find(({ entry }) => entry === wanted)?.ms ?? [])
  const found = wiring.functions.map(({ title, entry, arn }) => ({
    title,
    bytes: ours.get(entry as Entry)?.bytes ?? Number.NaN,
    importRatio: rounded(msOf(entry) / msOf(bareClient)),
    budget: budgetOf(entry as Entry, arn),
  }))
  report({
    bench: 'coldstart',
    notes: [
      `import: the median of ${rounds} fresh processes over that of the bare DynamoDB client (${Math.round((bare?.bytes ?? 0) / 1000)} kB, bundled in the same way), in processor time, in turns.`,
    ],
    head: ['function', 'kB', 'budget', 'import', 'budget', 'holds'],
    rows: found.map(({ title, bytes, importRatio, budget }) => [
      title,
      (bytes / 1000).toFixed(0),
      budget?.bytes === undefined ? '' : `≤ ${budget.bytes / 1000}`,
      importRatio.toFixed(2),
      budget === undefined ? '' : `≤ ${budget.importRatio}`,
      budget === undefined
        ? ''
        : importRatio <= budget.importRatio && bytes <= (budget.bytes ?? Number.POSITIVE_INFINITY)
          ? 'yes'
          : 'no',
    ]),
    ours: Object.fromEntries(found.map(({ title, bytes, importRatio }) => [title, { bytes, importRatio }])),
    peers: { bareClient: { bytes: bare?.bytes ?? Number.NaN, importRatio: 1 } },
  })
} finally {
  rmSync(outDir, { recursive: true })
}
