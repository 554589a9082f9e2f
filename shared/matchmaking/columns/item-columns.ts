import { type CountryCode, countryCodes } from '../../places/countries.ts'
import { type Entry, type EntryItem, formats, viewers, visibilities } from '../../register/entry.ts'
import { themeIds } from '../../themes/themes.ts'
import type { Rarity } from '../descriptions.ts'
import { sizeClassOf } from '../fit.ts'
import { type Texts, textColumns } from './text-columns.ts'

/** The items of one direction, sorted by theme and then by their entry's last day: what suggestions are computed from at scale (DEFINITIONS, Fit 8). */
export type ItemColumns = {
  readonly length: number
  /** Items of theme t: themeFirst[t] … themeFirst[t + 1] − 1. */
  readonly themeFirst: Int32Array
  /** Which entry, and which of its items. */
  readonly entry: Int32Array
  readonly item: Uint8Array
  readonly country: Uint8Array
  /** Size class; `unknownBand` where the population is not stated. */
  readonly band: Uint8Array
  /** Past projects, at most `mostEvidence`: more no longer changes a reason. */
  readonly evidence: Uint8Array
  /** One bit a format. */
  readonly formats: Uint8Array
  /** Which list of wished countries; 0: none. */
  readonly wishes: Int32Array
  /** Which way of working with languages. */
  readonly tongue: Int32Array
  readonly visibility: Uint8Array
  /** The entry's last day as `YYYYMMDD`. */
  readonly until: Int32Array
  /** Bits: the entry is not public, it has no capacity left. */
  readonly state: Uint8Array
  readonly texts: Texts
  /** How many items a theme has by visibility and country: at (theme · visibilities + visibility) · countries + country. */
  readonly spread: Int32Array
  /** For each entry, which themes its items of this direction have: `themeWords` words of 32 bits. */
  readonly themesOf: Int32Array
}

/** Words of 32 bits that have one for each theme. */
export const themeWords = Math.ceil(themeIds.length / 32)

/** All columns, with the lists that they refer to. */
export type RegisterColumns = {
  readonly offer: ItemColumns
  readonly request: ItemColumns
  readonly entries: readonly Entry[]
  readonly numberOf: ReadonlyMap<string, number>
  readonly wishLists: readonly (readonly CountryCode[])[]
  /** An entry for each way of stating languages. */
  readonly tongues: readonly Entry[]
}

export const unknownBand = 6
export const mostEvidence = 24
export const notPublic = 1
export const spent = 2

export const dayNumber = (day: string): number => Number(day.slice(0, 10).replaceAll('-', ''))

/** Builds the columns from entries; the order of the entries changes nothing but the rows' order. */
export const columnsOf = (entries: readonly Entry[], rarityOf: Rarity): RegisterColumns => {
  const wishes = new Numbered<readonly CountryCode[]>()
  wishes.of('', [])
  const tongues = new Numbered<Entry>()
  const columns = (direction: 'offer' | 'request') =>
    itemColumns(entries, direction, { wishes, tongues, rarityOf })
  const [offer, request] = [columns('offer'), columns('request')]
  const numberOf = new Map(entries.map(({ entryId }, number) => [entryId, number]))
  return { offer, request, entries, numberOf, wishLists: wishes.values, tongues: tongues.values }
}

/** Numbers different things in the order in which they come. */
class Numbered<T> {
  readonly values: T[] = []
  readonly #numbers = new Map<string, number>()
  of(key: string, value: T): number {
    let number = this.#numbers.get(key)
    if (number === undefined) {
      number = this.values.length
      this.#numbers.set(key, number)
      this.values.push(value)
    }
    return number
  }
}

const itemColumns = (
  entries: readonly Entry[],
  direction: 'offer' | 'request',
  {
    wishes,
    tongues,
    rarityOf,
  }: { wishes: Numbered<readonly CountryCode[]>; tongues: Numbered<Entry>; rarityOf: Rarity },
): ItemColumns => {
  const themeNumber = new Map(themeIds.map((id, n) => [id, n]))
  const countryNumber = new Map(countryCodes.map((code, n) => [code as CountryCode, n]))
  const themeFirst = new Int32Array(themeIds.length + 1)
  for (const { items } of entries)
    for (const item of items)
      if (item.direction === direction) themeFirst[themeNumber.get(item.theme)! + 1]!++
  for (let t = 0; t < themeIds.length; t++) themeFirst[t + 1]! += themeFirst[t]!
  const length = themeFirst[themeIds.length]!
  const next = themeFirst.slice()
  const ordered = new Array<EntryItem>(length)
  const columns = {
    entry: new Int32Array(length),
    item: new Uint8Array(length),
    country: new Uint8Array(length),
    band: new Uint8Array(length),
    evidence: new Uint8Array(length),
    formats: new Uint8Array(length),
    wishes: new Int32Array(length),
    tongue: new Int32Array(length),
    visibility: new Uint8Array(length),
    until: new Int32Array(length),
    state: new Uint8Array(length),
    themesOf: new Int32Array(entries.length * themeWords),
    spread: new Int32Array(themeIds.length * visibilities.length * countryCodes.length),
  }
  for (const number of lastDayFirst(entries)) {
    const entry = entries[number] as Entry
    const { languages, languagesAssumed, interpretation, authority } = entry
    const tongue = tongues.of(`${languages.join()} ${languagesAssumed} ${interpretation}`, entry)
    for (const [at, item] of entry.items.entries()) {
      if (item.direction !== direction) continue
      const theme = themeNumber.get(item.theme)!
      columns.themesOf[number * themeWords + (theme >> 5)]! |= 1 << (theme & 31)
      const row = next[theme]!++
      ordered[row] = item
      columns.entry[row] = number
      columns.item[row] = at
      columns.country[row] = countryNumber.get(authority.country)!
      columns.band[row] = authority.population === undefined ? unknownBand : sizeClassOf(authority.population)
      columns.evidence[row] = Math.min(mostEvidence, item.evidence ?? 0)
      columns.formats[row] = formatBits(item.formats)
      columns.wishes[row] = wishes.of(item.countries.join(), item.countries)
      columns.tongue[row] = tongue
      columns.visibility[row] = visibilities.indexOf(item.visibility)
      columns.until[row] = dayNumber(entry.until)
      columns.spread[spreadAt(theme, columns.visibility[row]!, columns.country[row]!)]!++
      columns.state[row] = (entry.state === 'public' ? 0 : notPublic) | (entry.capacity === 0 ? spent : 0)
    }
  }
  return { length, themeFirst, ...columns, texts: textColumns(ordered, rarityOf) }
}

/** Where `spread` counts the items of a theme with a visibility from a country. */
export const spreadAt = (theme: number, visibility: number, country: number): number =>
  (theme * visibilities.length + visibility) * countryCodes.length + country

/** The entries' numbers in order of their last day. */
const lastDayFirst = (entries: readonly Entry[]): Int32Array => {
  const days = Int32Array.from(entries, ({ until }) => dayNumber(until))
  return Int32Array.from(entries.keys()).sort((a, b) => days[a]! - days[b]! || a - b)
}

/** One bit a format, in the order of `formats`. */
export const formatBits = (named: EntryItem['formats']): number =>
  named.reduce((bits, format) => bits | (1 << formats.indexOf(format)), 0)

/** Whether a viewer sees a visibility, by its number. */
export const seenBy = (viewer: (typeof viewers)[number], visibility: number): boolean =>
  viewers.indexOf(viewer) >= visibility
