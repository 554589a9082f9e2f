import { type Entry, type EntryItem, maySee, type Viewer } from '../../../shared/register/entry.ts'
import { type FacetName, facetNames, valuesOf } from '../../../shared/register/facets.ts'
import { keysOf, type Token, tokensOf } from '../../../shared/register/folding.ts'
import { otherNamesOf, placesCalled } from '../../../shared/register/place-names.ts'
import type { SortOrder } from '../../../shared/register/register-index.ts'
import {
  nameWorth,
  phraseWorth,
  rarity,
  relevanceOf,
  textStrength,
  themeWorth,
  timesWorth,
} from '../../../shared/register/relevance.ts'
import { stemmedLanguages, stemOf } from '../../../shared/register/stemming.ts'
import { themesNamed } from '../../../shared/register/theme-names.ts'
import { headingOf } from '../../../shared/themes/themes.ts'

export type Unit = { words: string[]; quoted: boolean }
export type Question = {
  units: Unit[]
  space: boolean
  filters: Partial<Record<FacetName, readonly string[]>>
  viewer: Viewer
  sort: SortOrder
}

type Row = { entry: Entry; item: EntryItem; name: Token[]; words: Token[] }

/** What a search must answer: the definitions read aloud, every item looked at for every word. */
export type Scanned = {
  total: number
  words: 'all' | 'any'
  facets: Record<string, Map<string, number>>
  order: string[]
}

/** Optimal string alignment distance by its textbook table, in code points. */
export const editDistance = (one: string, other: string): number => {
  const [a, b] = [[...one], [...other]]
  const table = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  )
  const at = (i: number, j: number) => table[i]?.[j] as number
  for (let i = 1; i <= a.length; i++)
    for (let j = 1; j <= b.length; j++) {
      const costs = [at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1)]
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) costs.push(at(i - 2, j - 2) + 1)
      ;(table[i] as number[])[j] = Math.min(...costs)
    }
  return at(a.length, b.length)
}

const meets = (one: Token, other: Token) => keysOf(one).some((key) => keysOf(other).includes(key))

/** Where words stand side by side. */
const stands = (tokens: readonly Token[], words: readonly Token[]) =>
  words.length > 0 &&
  tokens.some((_, at) =>
    words.every((word, n) => tokens[at + n] !== undefined && meets(word, tokens[at + n] as Token)),
  )

export const scan = (entries: readonly Entry[], asked: Question): Scanned => {
  const { units, space, filters, viewer, sort } = asked
  const all: Row[] = entries.flatMap((entry) =>
    entry.items.map((item) => ({
      entry,
      item,
      name: tokensOf(entry.authority.name),
      words: tokensOf(item.description),
    })),
  )
  const open = all.filter((row) => row.item.visibility === 'public')
  const dictionary = new Set(open.flatMap((row) => [...row.name, ...row.words].flatMap(keysOf)))
  const average =
    open.length === 0 ? 1 : Math.max(1, open.reduce((sum, row) => sum + row.words.length, 0) / open.length)

  const strengthOf = (row: Row, word: Token, last: boolean): number => {
    const keys = keysOf(word)
    const isKnown = [...dictionary].some((term) =>
      keys.some((key) => (last ? term.startsWith(key) : term === key)),
    )
    const near = isKnown
      ? []
      : [...dictionary].filter((term) =>
          keys.some((key) => [...key].length >= 4 && editDistance(key, term) === 1),
        )
    const { language } = row.item
    const isStem = (term: string) =>
      stemmedLanguages.includes(language) &&
      keys.some((key) => stemOf(key, language) === stemOf(term, language))
    const begins = (term: string) => last && keys.some((key) => term.startsWith(key))
    const times = row.words
      .flatMap(keysOf)
      .reduce(
        (sum, term) =>
          sum +
          (keys.includes(term)
            ? timesWorth.exact
            : (isStem(term) ? timesWorth.stem : 0) +
              (begins(term) ? timesWorth.begins : 0) +
              (near.includes(term) ? timesWorth.similar : 0)),
        0,
      )
    const name = row.name
      .flatMap(keysOf)
      .map((term) =>
        keys.includes(term)
          ? nameWorth.exact
          : begins(term)
            ? nameWorth.begins
            : near.includes(term)
              ? nameWorth.similar
              : 0,
      )
    return (times > 0 ? textStrength(times, row.words.length, average) : 0) + Math.max(0, ...name)
  }
  /** A worth for each row: strength × rarity among what everybody may see. */
  const byRarity = (strengths: ReadonlyMap<Row, number>) => {
    const factor = rarity(open.filter((row) => (strengths.get(row) ?? 0) > 0).length, open.length)
    return (row: Row): number | undefined => {
      const strength = strengths.get(row) ?? 0
      return strength > 0 ? strength * factor : undefined
    }
  }
  const reads = units.map((unit, n) => {
    const words = unit.words.flatMap(tokensOf)
    const last = n === units.length - 1 && !space
    const own = byRarity(
      new Map(
        all.map((row) => [
          row,
          unit.quoted
            ? (stands(row.words, words) ? phraseWorth.inText * words.length : 0) +
              (stands(row.name, words) ? phraseWorth.inName * words.length : 0)
            : strengthOf(row, words[0] as Token, last),
        ]),
      ),
    )
    // What a word names is looked at in theme-names.test.ts.
    const themes = unit.quoted ? [] : themesNamed(words, last)
    const named = byRarity(new Map(all.map((row) => [row, themes.includes(row.item.theme) ? themeWorth : 0])))
    // What names a place has is looked at in place-names.test.ts: each that occurs is searched, and the best counts.
    const names = (unit.quoted ? [] : otherNamesOf(placesCalled(words, last), words))
      .filter((name) => name.words.every((part) => keysOf(part).some((key) => dictionary.has(key))))
      .map((name) => {
        const parts = name.words.map((part) =>
          byRarity(new Map(all.map((row) => [row, strengthOf(row, part, false)]))),
        )
        return (row: Row): number | undefined =>
          parts.reduce<number | undefined>((sum, part) => {
            const strength = part(row)
            return sum === undefined || strength === undefined ? undefined : sum + strength
          }, 0)
      })
    return (row: Row): number | undefined => {
      const theme = named(row)
      const called = [own, ...names].flatMap((name) => name(row) ?? [])
      const word = called.length > 0 ? Math.max(...called) : undefined
      return word === undefined && theme === undefined ? undefined : (word ?? 0) + (theme ?? 0)
    }
  })
  const worthOf = (row: Row) => reads.reduce((sum, read) => sum + (read(row) ?? 0), 0)

  const seen = all.filter((row) => maySee(viewer, row.item.visibility))
  const allWords = seen.filter((row) => reads.every((read) => read(row) !== undefined))
  const anyWord = seen.filter((row) => reads.some((read) => read(row) !== undefined))
  const any = allWords.length === 0 && units.length > 1 && anyWord.length > 0
  const hits = any ? anyWord : allWords
  const passes = (row: Row, but?: FacetName) =>
    facetNames.every((facet) => {
      const chosen = filters[facet]
      if (facet === but || !chosen?.length) return true
      return valuesOf(facet, row.entry, row.item).some((value) => chosen.includes(value))
    })
  const count = (facet: FacetName, values = (row: Row) => valuesOf(facet, row.entry, row.item)) => {
    const rows = hits.filter((row) => passes(row, facet))
    return new Map(
      [...new Set(rows.flatMap(values))].map((value) => [
        value,
        new Set(rows.filter((row) => values(row).includes(value)).map(({ entry }) => entry)).size,
      ]),
    )
  }
  const found = hits.filter((row) => passes(row))
  const tokens = units.flatMap((unit) => unit.words.flatMap(tokensOf))
  const relevance = (entry: Entry) => {
    const name = tokensOf(entry.authority.name)
    const whole =
      tokens.length > 0 &&
      tokens.length === name.length &&
      tokens.every((token, n) => meets(token, name[n] as Token))
    return relevanceOf(Math.max(...found.filter((row) => row.entry === entry).map(worthOf)), whole)
  }
  const { compare } = new Intl.Collator('en')
  const order = [...new Set(found.map(({ entry }) => entry))]
    .map((entry) => ({ entry, relevance: sort === 'relevance' ? relevance(entry) : 0 }))
    .sort(
      (a, b) =>
        (sort === 'name'
          ? compare(a.entry.authority.name, b.entry.authority.name)
          : b.relevance - a.relevance || Date.parse(b.entry.updatedAt) - Date.parse(a.entry.updatedAt)) ||
        (a.entry.entryId < b.entry.entryId ? -1 : 1),
    )
    .map(({ entry }) => entry.entryId)
  return {
    total: order.length,
    words: any ? 'any' : 'all',
    facets: {
      ...Object.fromEntries(facetNames.map((facet) => [facet, count(facet)])),
      heading: count('theme', (row) => [headingOf(row.item.theme)]),
    },
    order,
  }
}
