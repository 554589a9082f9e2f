/**
 * `npm run bench -- search [--entries N] [--engines ours,minisearch,fts5,orama] [--write]`: the search against other
 * engines on the same tokens, each built and asked in processes of its own, all counting all facets over all hits;
 * hit sets are compared (DEFINITIONS, Search 6 and 7).
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { report } from '../support/bench-report.ts'

const { values } = parseArgs({
  args: process.argv.slice(3),
  options: {
    entries: { type: 'string', default: '10000' },
    engines: { type: 'string' },
    write: { type: 'boolean' },
  },
})
const entries = Number(values.entries)
const engines = values.engines?.split(',') ?? [
  'ours',
  'minisearch',
  'fts5',
  ...(entries <= 100_000 ? ['orama'] : []),
]
const folder = mkdtempSync(join(tmpdir(), 'search-'))

type Spread = { readonly p50: number; readonly p95: number }
type Measured = Readonly<Record<string, number | Spread>>
type Found = { readonly measured: Measured; readonly hits: Readonly<Record<string, readonly string[]>> }

const run = (step: string, engine: string): Record<string, unknown> => {
  const output = execFileSync(
    process.execPath,
    [
      '--expose-gc',
      '--max-old-space-size=14000',
      join(import.meta.dirname, 'engines/run-engine.ts'),
      step,
      engine,
      String(entries),
      folder,
    ],
    { encoding: 'utf8', maxBuffer: 2 ** 28, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  return JSON.parse(output.trimEnd().split('\n').at(-1) ?? '')
}

const keys = [
  ...['buildMs', 'bytes', 'openMs', 'firstMs', 'residentMB', 'oneTermMs', 'andMs', 'orMs', 'prefixMs'],
  ...['andPrefixMs', 'oneTypoMs', 'facetsMs', 'noQueryMs', 'pageTwoMs'],
]
const shown = (value: number | Spread | undefined): string =>
  value === undefined ? '' : typeof value === 'number' ? String(value) : `${value.p50} / ${value.p95}`

try {
  const found = new Map<string, Found>()
  const silent: string[] = []
  for (const engine of engines) {
    try {
      const built = run('build', engine)
      const { hits, ...measured } = run('ask', engine)
      found.set(engine, { measured: { ...built, ...measured } as Measured, hits: hits as Found['hits'] })
    } catch (error) {
      // An engine that gives up at this size is told, not hidden; ours must not.
      if (engine === 'ours') throw error
      silent.push(engine)
    }
  }
  const ours = found.get('ours')
  const different: string[] = []
  let compared = 0
  for (const [engine, { hits }] of found)
    for (const [kind, sets] of engine === 'ours' ? [] : Object.entries(hits))
      for (const [n, set] of sets.entries()) {
        compared++
        if (set !== (kind === 'oneTypo' ? 'subset' : ours?.hits[kind]?.[n]))
          different.push(`${engine} ${kind} ${n}`)
      }
  report({
    bench: 'search',
    notes: [
      `${entries} entries.`,
      `Times in ms, p50 / p95; one process an engine, 20 warm-ups, all counting all facets over all hits. \`firstMs\`: from the columns' bytes to the first answer.`,
      `${compared - different.length} of ${compared} hit sets of others agree with ours${different.length > 0 ? `; not: ${different.slice(0, 5).join(', ')}` : ''}.`,
      ...silent.map((engine) => `${engine} gave up at this size.`),
    ],
    head: ['', ...found.keys()],
    rows: keys
      .filter((key) => [...found.values()].some(({ measured }) => measured[key] !== undefined))
      .map((key) => [key, ...[...found.values()].map(({ measured }) => shown(measured[key]))]),
    ours: { ...ours?.measured },
    peers: Object.fromEntries(
      [...found].filter(([engine]) => engine !== 'ours').map(([engine, { measured }]) => [engine, measured]),
    ),
  })
  if (different.length > 0) process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true })
}
