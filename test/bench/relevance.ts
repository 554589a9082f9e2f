/**
 * `npm run bench -- relevance --data F [--write]`: how good the order is, against MiniSearch and SQLite FTS5 with the
 * same analyser, on judged queries: `{documents: [{id, title, text}], queries: [{query, text, relevant: {id: grade}}]}`.
 */
import { readFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { parseArgs } from 'node:util'
import { gunzipSync } from 'node:zlib'
import MiniSearch from 'minisearch'
import { tokensOf } from '../../shared/register/folding.ts'
import { registerInMemory } from '../../shared/register/open-register.ts'
import { stemOf } from '../../shared/register/stemming.ts'
import { report, rounded, spread } from '../support/bench-report.ts'
import { anEntry, anItem } from '../support/builders.ts'

const { values } = parseArgs({
  args: process.argv.slice(3),
  options: { data: { type: 'string' }, write: { type: 'boolean' } },
})
if (!values.data) {
  console.error('npm run bench -- relevance --data <file of judged queries, JSON or JSON in gzip>')
  process.exit(1)
}
type Judged = {
  readonly documents: readonly { readonly id: number | string; readonly text: string }[]
  readonly queries: readonly { readonly text: string; readonly relevant: Readonly<Record<string, number>> }[]
}
const bytes = readFileSync(values.data)
const { documents, queries } = JSON.parse(
  (values.data.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8'),
) as Judged

const register = registerInMemory(
  documents.map(({ id, text }) =>
    anEntry({
      entryId: String(id),
      authority: { name: '–', country: 'NL' },
      items: [anItem({ entryId: String(id), description: text, language: 'en' })],
    }),
  ),
)
const stems = (text: string) => tokensOf(text).map(({ folded }) => stemOf(folded, 'en') ?? folded)

const mini = new MiniSearch({
  fields: ['text'],
  tokenize: (text) => text.split(' '),
  processTerm: (term) => term,
})
mini.addAll(documents.map(({ id, text }) => ({ id: String(id), text: stems(text).join(' ') })))

const database = new DatabaseSync(':memory:')
database.exec("CREATE VIRTUAL TABLE documents USING fts5(id UNINDEXED, text, tokenize = 'porter unicode61')")
const insert = database.prepare('INSERT INTO documents (id, text) VALUES (?, ?)')
const folded = (text: string) => tokensOf(text).map((token) => token.folded)
for (const { id, text } of documents) insert.run(String(id), folded(text).join(' '))
const select = database.prepare('SELECT id FROM documents WHERE documents MATCH ? ORDER BY rank LIMIT 10')

/** The first ten of each engine, for all the words or, where nothing has them all, for any. */
const engines: Readonly<Record<string, (text: string) => Promise<readonly string[]> | readonly string[]>> = {
  ours: async (text) =>
    (await register.search({ q: `${text} `, limit: 10 }, 'visitor')).entries.map(
      ({ entry }) => entry.entryId,
    ),
  minisearch: (text) =>
    mini
      .search(stems(text).join(' '), { combineWith: 'OR' })
      .slice(0, 10)
      .map(({ id }) => id as string),
  fts5: (text) =>
    select
      .all(
        folded(text)
          .map((word) => `"${word}"`)
          .join(' OR '),
      )
      .map(({ id }) => id as string),
}

/**
 * Normalized discounted cumulative gain of the first ten (Järvelin and Kekäläinen 2002), with the grade as gain;
 * grades below 1 gain nothing.
 */
const ndcg10 = (found: readonly string[], gains: ReadonlyMap<string, number>): number => {
  const sum = (list: readonly number[]) =>
    list.slice(0, 10).reduce((total, gain, place) => total + gain / Math.log2(place + 2), 0)
  const best = sum([...gains.values()].sort((a, b) => b - a))
  return best === 0 ? 0 : sum(found.map((id) => gains.get(id) ?? 0)) / best
}

const measured: Record<string, { ndcg10: number; ndcg10Binary: number; ms: { p50: number; p95: number } }> =
  {}
for (const [name, ask] of Object.entries(engines)) {
  const ms: number[] = []
  let [graded, binary] = [0, 0]
  for (let n = -20; n < queries.length; n++) {
    const { text, relevant } = queries[n < 0 ? n + 20 : n] as Judged['queries'][number]
    const before = performance.now()
    const found = await ask(text)
    if (n < 0) continue
    ms.push(performance.now() - before)
    const gains = new Map(Object.entries(relevant).filter(([, grade]) => grade > 0))
    graded += ndcg10(found, gains)
    binary += ndcg10(found, new Map([...gains.keys()].map((id) => [id, 1])))
  }
  measured[name] = {
    ndcg10: rounded(graded / queries.length, 4),
    ndcg10Binary: rounded(binary / queries.length, 4),
    ms: spread(ms),
  }
}
const { ours, ...peers } = measured
report({
  bench: 'relevance',
  notes: [
    `${documents.length} documents, ${queries.length} judged queries; the same words and stems for all (FTS5: its own Porter stemmer). Higher is better; \`binary\` takes every judged document as equally good.`,
  ],
  head: ['engine', 'nDCG@10', 'binary', 'ms p50', 'ms p95'],
  rows: Object.entries(measured).map(([name, { ndcg10: graded, ndcg10Binary: binary, ms }]) => [
    name,
    graded.toFixed(4),
    binary.toFixed(4),
    ms.p50.toFixed(2),
    ms.p95.toFixed(2),
  ]),
  ours: ours ?? {},
  peers,
})
