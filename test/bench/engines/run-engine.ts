/**
 * One engine in a process of its own: `build <engine> <entries> <folder>` or `ask <engine> <entries> <folder>`. The
 * last line is what was measured, as JSON.
 */
import { createHash } from 'node:crypto'
import { countHits, noCounts } from '../../../shared/register/count-hits.ts'
import { placeSpellings } from '../../../shared/register/place-spellings.ts'
import type { RegisterQuery } from '../../../shared/register/register-index.ts'
import { registerIndexOf } from '../../../shared/register/search-index.ts'
import { themeSpellings } from '../../../shared/register/theme-spellings.ts'
import { rounded, spread } from '../../support/bench-report.ts'
import { corpus } from './corpus.ts'
import { type AskedQuery, type Document, type Engine, type OpenEngine, tokensIn } from './engine.ts'
import { fts5 } from './fts5.ts'
import { minisearch } from './minisearch.ts'
import { orama } from './orama.ts'
import { buildOurs, layerIn, openOurs, oursHit, storedChunks } from './ours.ts'
import { queriesFor, queryKinds, typedAs } from './queries.ts'

const peers: Readonly<Record<string, Engine>> = { minisearch, fts5, orama }
const [step, name = '', count = '', folder = ''] = process.argv.slice(2)
const entries = Number(count)
const warmUps = 20
const asked = entries > 200_000 ? 40 : 100

/** The public items of the corpus as documents: an item's text with its entry's name. */
function* documents(): Iterable<Document> {
  let id = 0
  for (const entry of corpus(entries))
    for (const item of entry.items) {
      if (item.visibility === 'public')
        yield {
          id,
          tokens: [...tokensIn(item.description, item.language), ...tokensIn(entry.authority.name, '-')],
        }
      id++
    }
}

const build = async () => {
  if (name === 'ours') {
    const all = [...corpus(entries)]
    const before = performance.now()
    const sizes = buildOurs(all, folder)
    return { buildMs: Math.round(performance.now() - before), ...sizes }
  }
  const before = performance.now()
  const bytes = await peers[name]?.build(documents, folder)
  return { buildMs: Math.round(performance.now() - before), bytes }
}

const rss = () => {
  globalThis.gc?.()
  return process.memoryUsage().rss / 2 ** 20
}

const timed = async (queries: readonly AskedQuery[], ask: (query: AskedQuery) => unknown) => {
  const ms: number[] = []
  for (let n = -warmUps; n < queries.length; n++) {
    const query = queries[n < 0 ? (n + warmUps) % queries.length : n] as AskedQuery
    const before = performance.now()
    await ask(query)
    if (n >= 0) ms.push(performance.now() - before)
  }
  return spread(ms)
}

const ask = async () => {
  const stored = storedChunks(folder)
  const before = rss()
  // A deployed function has them beside its bundle.
  themeSpellings()
  placeSpellings()
  const opening = performance.now()
  const segment = openOurs(stored)
  const layer = layerIn(segment)
  // What is measured is the index: the texts of a page are read from the table, by whoever shows them.
  const register = registerIndexOf({
    version: 'bench.0',
    layers: [
      layerIn({ ...segment, entries: async (numbers) => numbers.map(() => ({ items: [] }) as never) }),
    ],
    earlier: () => undefined,
  })
  const openMs = performance.now() - opening
  let firstMs = 0
  let residentMB = 0
  if (name === 'ours') {
    await register.search({ q: 'en', limit: 20 }, 'visitor')
    firstMs = performance.now() - opening
    residentMB = rss() - before
  }
  const texts: string[] = []
  // Words of what everybody may see: any other stands in no public dictionary, and is corrected.
  for (const entry of corpus(Math.min(entries, 2000))) {
    const seen = entry.items.filter(({ visibility }) => visibility === 'public')
    if (seen.length > 0) texts.push(entry.authority.name, ...seen.map(({ description }) => description))
  }
  const queries = queriesFor(segment, texts, asked)
  const digest = (hits: ArrayLike<number>) =>
    createHash('sha1')
      .update([...Array.from(hits)].sort((a, b) => a - b).join(' '))
      .digest('base64url')
  const times: Record<string, unknown> = {}
  const hits: Record<string, string[]> = {}

  if (name === 'ours') {
    const search = (more: Partial<RegisterQuery>) => register.search({ limit: 20, ...more }, 'visitor')
    for (const kind of queryKinds) {
      // Words are joined by 'or' only when nothing has them all: of those the hits are compared, not the time.
      if (kind !== 'or')
        times[`${kind}Ms`] = await timed(queries[kind], (query) => search({ q: typedAs(query) }))
      hits[kind] = queries[kind].map((query) => digest(oursHit(layer, query)))
    }
    const [first] = queries.oneTerm
    const filters = (n: number): Partial<RegisterQuery> =>
      [
        { country: ['NL' as const] },
        { theme: ['waste-management' as const], direction: ['offer' as const] },
        { language: ['en'], population: ['to-100000' as const] },
      ][n % 3] as Partial<RegisterQuery>
    let turn = 0
    times.facetsMs = await timed(queries.oneTerm, () => search(filters(turn++)))
    times.noQueryMs = await timed(queries.oneTerm, () => search({}))
    const pages = await Promise.all(
      queries.oneTerm.map(
        async (query) => [query, (await search({ q: typedAs(query) })).nextCursor] as const,
      ),
    )
    const cursors = new Map(pages)
    times.pageTwoMs = await timed(
      pages.flatMap(([query, cursor]) => (cursor ? [query] : [])).concat(first ? [first] : []),
      (query) => search({ q: typedAs(query), cursor: cursors.get(query) }),
    )
    // DEFINITIONS, Search 4: of typing errors that nobody wrote, the word that was meant is among the hits.
    return {
      openMs: rounded(openMs),
      firstMs: rounded(firstMs),
      residentMB: Math.round(residentMB),
      ...times,
      hits,
    }
  }

  // A peer counts all facets over all its hits in our columns, by our counting: the fastest it could do.
  stored.columns.length = 0
  const start = rss()
  const opened = performance.now()
  const engine = (await peers[name]?.open(folder)) as OpenEngine
  const peerOpenMs = performance.now() - opened
  const answer = async (query: AskedQuery) => {
    const found = Uint32Array.from(await engine.hits(query)).sort()
    countHits(layer, { items: found, worth: new Float64Array(found.length) }, 0, {}, noCounts())
    return found
  }
  for (const kind of queryKinds) {
    const answerable = queries[kind].filter((query) => engine.answers(query))
    if (answerable.length === 0) continue
    times[`${kind}Ms`] = await timed(answerable, answer)
    hits[kind] = []
    for (const query of queries[kind]) {
      const found = await engine.hits(query)
      if (kind === 'oneTypo') {
        const ours = new Set(oursHit(layer, query))
        hits[kind].push(Array.from(found).every((id) => ours.has(id)) ? 'subset' : 'more')
      } else hits[kind].push(digest(found))
    }
  }
  return { openMs: rounded(peerOpenMs), residentMB: Math.round(rss() - start), ...times, hits }
}

console.log(JSON.stringify(await (step === 'build' ? build() : ask())))
