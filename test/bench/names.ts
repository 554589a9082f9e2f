/**
 * `npm run bench -- names --data F [--sample N] [--write]`: whether authorities are found by their names, as written
 * at home, in Latin letters, and with a typing error. `F`: CSV with `country`, `name` and `latin_name`, gzip or not.
 */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { gunzipSync } from 'node:zlib'
import type { CountryCode } from '../../shared/places/countries.ts'
import { tokensOf } from '../../shared/register/folding.ts'
import { layerOf } from '../../shared/register/layer.ts'
import { isKnown } from '../../shared/register/near-terms.ts'
import { registerIndexOf } from '../../shared/register/search-index.ts'
import { segmentInMemory } from '../../shared/register/segment/segment.ts'
import { report, rounded } from '../support/bench-report.ts'
import { anEntry, anItem } from '../support/builders.ts'
import { seeded } from './engines/corpus.ts'

const { values } = parseArgs({
  args: process.argv.slice(3),
  options: {
    data: { type: 'string' },
    sample: { type: 'string', default: '6000' },
    write: { type: 'boolean' },
  },
})
if (!values.data) {
  console.error('npm run bench -- names --data <CSV with country, name and latin_name, or that in gzip>')
  process.exit(1)
}

/** The cells of a line (RFC 4180), which holds no line break inside quotes. */
const cellsOf = (line: string): string[] =>
  [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  )
const bytes = readFileSync(values.data)
const [head = '', ...lines] = (values.data.endsWith('.gz') ? gunzipSync(bytes) : bytes)
  .toString('utf8')
  .trimEnd()
  .split(/\r?\n/)
const columns = cellsOf(head)
const rows = lines.map((line) => {
  const cells = cellsOf(line)
  const cell = (name: string) => cells[columns.indexOf(name)] ?? ''
  return { country: cell('country'), name: cell('name'), latin: cell('latin_name') }
})
const named = rows.filter(({ name }) => tokensOf(name).length > 0)

const layers = [
  layerOf(
    segmentInMemory(
      named.map(({ country, name }, n) => {
        const entryId = `a${String(n).padStart(6, '0')}`
        return anEntry({
          entryId,
          authority: { name, country: country as CountryCode },
          items: [anItem({ entryId, description: '' })],
        })
      }),
    ),
  ),
]
const register = registerIndexOf({ version: 'names.0', layers, earlier: () => undefined })
const foldedName = (name: string) =>
  tokensOf(name)
    .map(({ folded }) => folded)
    .join(' ')
const search = (q: string, limit: number) => register.search({ q, limit }, 'visitor')

/** DEFINITIONS, Search 5: an entry with the same folded name is among the first ten. */
const isFound = async (asked: string, name: string): Promise<boolean> => {
  const wanted = foldedName(name)
  return (await search(asked, 10)).entries.some(({ entry }) => foldedName(entry.authority.name) === wanted)
}

const scriptOf = (name: string): string =>
  ['Cyrillic', 'Greek', 'Arabic', 'Georgian', 'Armenian', 'Hebrew'].find((script) =>
    new RegExp(`\\p{Script=${script}}`, 'u').test(name),
  ) ?? 'Latin'

const random = seeded(5)
const most = Math.min(Number(values.sample), named.length)
const sample = Array.from(
  { length: most },
  (_, n) => named[Math.floor((n * named.length) / most)] as (typeof named)[number],
)
type Tally = { asked: number; national: number; latinAsked: number; latin: number }
const tallies = new Map<string, Tally>()
const total: Tally = { asked: 0, national: 0, latinAsked: 0, latin: 0 }
for (const { country, name, latin } of sample) {
  const key = `${country} ${scriptOf(name)}`
  const tally = tallies.get(key) ?? { asked: 0, national: 0, latinAsked: 0, latin: 0 }
  tallies.set(key, tally)
  const national = await isFound(name, name)
  const inLatin = latin === '' ? undefined : await isFound(latin, name)
  for (const each of [tally, total]) {
    each.asked++
    if (national) each.national++
    if (inLatin !== undefined) each.latinAsked++
    if (inLatin) each.latin++
  }
}

/** One edit somewhere after the first letter of a word of at least four. */
const withTypo = (word: string): string => {
  const letters = [...word]
  const at = 1 + Math.floor(random() * (letters.length - 1))
  const kind = Math.floor(random() * 4)
  const other = letters[Math.floor(random() * letters.length)] as string
  if (kind === 0) letters.splice(at, 1)
  else if (kind === 1) letters.splice(at, 0, other)
  else if (kind === 2) letters[at] = other
  else [letters[at - 1], letters[at]] = [letters[at] as string, letters[at - 1] as string]
  return letters.join('')
}
const typos = { tried: 0, colliding: 0, found: 0 }
for (const { name } of sample.filter((_, n) => n % 3 === 0)) {
  const long = tokensOf(name).filter(({ folded }) => [...folded].length >= 5)
  const target = long[Math.floor(random() * long.length)]
  if (!target) continue
  const typed = withTypo(target.folded)
  const [token, ...more] = tokensOf(typed)
  if (!token || more.length > 0 || typed === target.folded) continue
  typos.tried++
  if (isKnown(layers, token, false)) {
    typos.colliding++
    continue
  }
  // The unlimited hit set holds the target if the word that was meant stands in for the typed one.
  const { searchedAs } = await search(`${typed} `, 1)
  if (searchedAs.some(({ similar }) => similar.includes(target.folded))) typos.found++
}

const share = (part: number, whole: number): number => (whole === 0 ? 0 : rounded(part / whole, 4))
const ours = {
  foundNational: share(total.national, total.asked),
  foundLatin: share(total.latin, total.latinAsked),
  foundTypo: share(typos.found, typos.tried - typos.colliding),
  collidingTypos: share(typos.colliding, typos.tried),
  byCountryAndScript: Object.fromEntries(
    [...tallies].map(([key, { asked, national, latinAsked, latin }]) => [
      key,
      { asked, foundNational: share(national, asked), foundLatin: share(latin, latinAsked) },
    ]),
  ),
}
const percent = (part: number, whole: number): string =>
  whole === 0 ? '' : `${((100 * part) / whole).toFixed(1)}`
report({
  bench: 'names',
  notes: [
    `${named.length} names in the register, ${sample.length} of them asked for. Percent found: an entry with the same folded name among the first ten. Typing errors that are no word themselves: ${percent(typos.found, typos.tried - typos.colliding)} of ${typos.tried - typos.colliding} found, ${percent(typos.colliding, typos.tried)} collide with another word.`,
  ],
  head: ['country, script', 'asked', 'as written at home', 'in Latin letters'],
  rows: [
    ...[...tallies].map(([key, { asked, national, latinAsked, latin }]) => [
      key,
      String(asked),
      percent(national, asked),
      percent(latin, latinAsked),
    ]),
    [
      'all',
      String(total.asked),
      percent(total.national, total.asked),
      percent(total.latin, total.latinAsked),
    ],
  ],
  ours,
  peers: {},
})
