import { countryCodes } from '../../places/countries.ts'
import { pairObstacle } from '../../programmes/programme.ts'
import { themeSimilarity } from '../../themes/similarity.ts'
import { themeIds } from '../../themes/themes.ts'
import { type CompareDescriptions, type Description, wordsOf } from '../descriptions.ts'
import { leastThemeSimilarity, reasonValue, scoreOf, sizeClassOf } from '../fit.ts'
import { isSpent } from '../introductions/standing.ts'
import { type Exclusion, exclusions, type Suggestions } from '../suggestion.ts'
import {
  type Asker,
  type EntryOfItem,
  mostSuggestions,
  type SuggestionOptions,
  sideOfItem,
  sought,
  suggestionsAmong,
} from '../suggestions.ts'
import {
  dayNumber,
  formatBits,
  type ItemColumns,
  mostEvidence,
  notPublic,
  type RegisterColumns,
  seenBy,
  spent,
  spreadAt,
  themeWords,
  unknownBand,
} from './item-columns.ts'
import { tongueValues, wishCodes } from './known-values.ts'

/**
 * The same as `suggestionsFor`, from columns: what fits is scored by tables, themes in falling similarity until the
 * theme alone cannot beat the 20th, and only what can still be among the best is compared in full (DEFINITIONS,
 * Fit 8).
 */
export const bestItems = (
  asker: Asker,
  columns: RegisterColumns,
  compare: CompareDescriptions,
  options: SuggestionOptions,
): Suggestions => {
  if (!sought[asker.item.direction]) return { items: [], total: 0, excluded: [] }
  const { total, excluded } = countsFor(asker, columns, options)
  return { items: bestAlone(asker, columns, compare, options), total, excluded }
}

/** The best items without the counts of what was left out: for digests and lists, which do not show them. */
export const bestAlone = (
  asker: Asker,
  columns: RegisterColumns,
  compare: CompareDescriptions,
  options: SuggestionOptions,
): Suggestions['items'] =>
  sought[asker.item.direction]
    ? suggestionsAmong(asker, shortlistFor(asker, columns, options), compare, options).items
    : []

/** Per row: what keeps it out, by tables of what a row can be. */
const judgeOf = (asker: Asker, columns: RegisterColumns, options: SuggestionOptions) => {
  const { viewer, audience = viewer, programme, standing, now } = options
  const today = now.slice(0, 10)
  const direction = sought[asker.item.direction] as 'offer' | 'request'
  const own = sideOfItem(asker)
  const offersSide = direction === 'offer'
  /** The numbers of these entries, those that hold and that this version of the register has. */
  const numbersOf = (
    entryIds: Iterable<string> = [],
    hold: (entry: RegisterColumns['entries'][number]) => boolean = () => true,
  ): ReadonlySet<number> =>
    new Set(
      [...entryIds].flatMap((entryId) => {
        const number = columns.numberOf.get(entryId)
        return number !== undefined && hold(columns.entries[number]!) ? [number] : []
      }),
    )
  return {
    rows: columns[direction],
    own,
    offersSide,
    today: dayNumber(today),
    obstacles: countryCodes.map(
      (country) => programme && pairObstacle(programme, asker.entry.authority, { country }, today),
    ),
    similarity: themeIds.map((theme) => themeSimilarity(own.theme, theme)),
    seen: [0, 1, 2].map((visibility) => seenBy(viewer, visibility)),
    told: [0, 1, 2].map((visibility) => seenBy(audience, visibility)),
    tongues: tongueValues(own, offersSide, programme?.interprets ?? false, columns),
    ownSpent: !offersSide && isSpent(asker.entry, standing?.spent),
    spentBy: numbersOf(standing?.spent?.keys(), ({ entryId, capacity }) =>
      isSpent({ entryId, capacity }, standing?.spent),
    ),
    declined: numbersOf(standing?.declined),
    introduced: numbersOf(standing?.introduced),
    ownEntry: columns.numberOf.get(asker.entry.entryId ?? '') ?? -1,
  }
}
type Judge = ReturnType<typeof judgeOf>

/** The first rule that keeps a row of a theme that fits out, as its number in `exclusions`; −1: none. */
const firstRule = (judge: Judge, row: number): number => {
  const { rows } = judge
  const obstacle = judge.obstacles[rows.country[row]!]
  if (obstacle) return exclusions.indexOf(obstacle)
  if (rows.until[row]! < judge.today) return windowRule
  if (!judge.told[rows.visibility[row]!]) return visibilityRule
  const state = rows.state[row]!
  if (state & notPublic) return pausedRule
  if (judge.ownSpent || (judge.offersSide && (state & spent || judge.spentBy.has(rows.entry[row]!))))
    return spentRule
  if (judge.tongues[rows.tongue[row]!] === undefined) return languageRule
  if (judge.declined.has(rows.entry[row]!)) return declinedRule
  if (rows.entry[row] === judge.ownEntry) return sameRule
  return judge.introduced.has(rows.entry[row]!) ? introducedRule : -1
}
const numberOf = (rule: Exclusion) => exclusions.indexOf(rule)
const windowRule = numberOf('window')
const themeRule = numberOf('theme')
const visibilityRule = numberOf('visibility')
const pausedRule = numberOf('paused')
const spentRule = numberOf('capacity-spent')
const languageRule = numberOf('no-common-language')
const declinedRule = numberOf('declined-before')
const introducedRule = numberOf('already-introduced')
const sameRule = numberOf('same-authority')

/** How many items fit, and how many are left out by which rule: each item once, by the first that applies. */
export const countsFor = (
  asker: Asker,
  columns: RegisterColumns,
  options: SuggestionOptions,
): Pick<Suggestions, 'total' | 'excluded'> => {
  const judge = judgeOf(asker, columns, options)
  const { rows } = judge
  const counts = new Int32Array(exclusions.length)
  let total = 0
  for (let theme = 0; theme < themeIds.length; theme++) {
    if (judge.similarity[theme]! < leastThemeSimilarity) {
      countOtherTheme(judge, theme, counts)
      continue
    }
    for (let row = rows.themeFirst[theme]!; row < rows.themeFirst[theme + 1]!; row++) {
      if (!judge.seen[rows.visibility[row]!]) continue
      const rule = firstRule(judge, row)
      if (rule < 0) total++
      else counts[rule]!++
    }
  }
  return {
    total,
    excluded: exclusions.flatMap((reason, n) => (counts[n] ? [{ reason, count: counts[n]! }] : [])),
  }
}

/** Counts a theme that does not fit, without looking at each of its items: only at those whose time is over. */
const countOtherTheme = (judge: Judge, theme: number, counts: Int32Array): void => {
  const { rows, seen, obstacles, today } = judge
  for (const [visibility, sees] of seen.entries()) {
    if (!sees) continue
    for (const [country, obstacle] of obstacles.entries())
      counts[obstacle ? numberOf(obstacle) : themeRule]! += rows.spread[spreadAt(theme, visibility, country)]!
  }
  // Items of a theme are in order of their last day.
  for (let row = rows.themeFirst[theme]!; row < rows.themeFirst[theme + 1]!; row++) {
    if (rows.until[row]! >= today) return
    if (!seen[rows.visibility[row]!] || obstacles[rows.country[row]!]) continue
    counts[themeRule]!--
    counts[windowRule]!++
  }
}

/** A little more than what rounding and the order of sums can change, in millionths of ln fit. */
const margin = 3

/** All items that can be among the best: those whose score could be the last one's or more. */
const shortlistFor = (
  asker: Asker,
  columns: RegisterColumns,
  { limit = mostSuggestions, ...options }: SuggestionOptions,
): EntryOfItem[] => {
  const judge = judgeOf(asker, columns, options)
  const { rows, own, offersSide, similarity } = judge
  const tables = tablesFor(judge, columns)
  const cosineOf = cosinesWith(rows, own)
  const wanted = Math.min(limit, mostSuggestions)
  const mayHelpBack = helpersBack(asker, columns)
  const best: number[] = []
  const found: { row: number; total: number; most: number }[] = []
  const last = () => (best.length < wanted ? Number.NEGATIVE_INFINITY : best[0]!)
  const themes = [...themeIds.keys()]
    .filter((theme) => similarity[theme]! >= leastThemeSimilarity)
    .sort((a, b) => similarity[b]! - similarity[a]!)
  // What a total must have to be among the best: as it is, and where the peer could help back.
  let [alone, helped] = [last(), last()]
  const raise = () => {
    alone = last() - margin
    helped = mayHelpBack ? unlifted(alone) : alone
  }
  raise()
  for (const theme of themes) {
    const themeValue = reasonValue('theme', similarity[theme]!)
    if (themeValue < helped) break
    const base = themeValue + tables.availability + (offersSide ? 0 : tables.ownEvidence)
    for (let row = rows.themeFirst[theme]!; row < rows.themeFirst[theme + 1]!; row++) {
      const tongue = judge.tongues[rows.tongue[row]!]
      if (tongue === undefined) continue
      let total =
        base +
        tongue +
        tables.country[rows.country[row]!]! +
        tables.band[rows.band[row]!]! +
        tables.formats[rows.formats[row]!]! +
        tables.wishes[tables.wishCodes[rows.wishes[row]!]!]!
      if (offersSide) total += tables.evidence[rows.evidence[row]!]!
      // The rules and the words cost more than the tables: only what can still be among the best gets there.
      if (total < helped) continue
      if (!judge.seen[rows.visibility[row]!] || firstRule(judge, row) >= 0) continue
      if (total < alone && !mayHelpBack?.(rows.entry[row]!)) continue
      const cosine = cosineOf(row)
      total += cosine === undefined ? tables.noDescription : reasonValue('description', cosine)
      if (total < helped) continue
      // Help back has the same two authorities: what their languages and sizes make of it, it cannot exceed.
      const most = mayHelpBack?.(rows.entry[row]!)
        ? lifted(total, tongue + tables.band[rows.band[row]!]! + tables.availability)
        : total
      if (most < alone) continue
      found.push({ row, total, most })
      insertAscending(best, total - margin, wanted)
      raise()
    }
  }
  return found
    .filter(({ most }) => most >= alone)
    .map(({ row }) => {
      const entry = columns.entries[rows.entry[row]!]!
      return { entry, item: entry.items[rows.item[row]!]! }
    })
}

/** What a total could become with the peer's help back: S = 1 − (1 − fit)·(1 − back/4), with back at most as stated. */
const lifted = (total: number, back: number): number =>
  Math.log(1 - (1 - scoreOf(total)) * (1 - scoreOf(back) / 4)) * 1e6 + 2 * margin

/** The least total that perfect help back could lift to another. */
const unlifted = (wanted: number): number => {
  const fit = (scoreOf(wanted) - 0.25) / 0.75
  return fit > 0 ? Math.log(fit) * 1e6 - 2 * margin : Number.NEGATIVE_INFINITY
}

/** Whether an entry has an item that could help the asker's entry the other way round, by its theme; undefined: none. */
const helpersBack = (
  { item, entry }: Asker,
  columns: RegisterColumns,
): ((number: number) => boolean) | undefined => {
  const themes = new Int32Array(themeWords)
  for (const own of entry.items ?? []) {
    if (own.direction !== sought[item.direction]) continue
    for (const [n, theme] of themeIds.entries())
      if (themeSimilarity(own.theme, theme) >= leastThemeSimilarity) themes[n >> 5]! |= 1 << (n & 31)
  }
  if (themes.every((bits) => bits === 0)) return undefined
  const { themesOf } = columns[item.direction as 'offer' | 'request']
  return (number) => {
    for (let word = 0; word < themeWords; word++)
      if (themesOf[number * themeWords + word]! & themes[word]!) return true
    return false
  }
}

/** Keeps the greatest values, least first. */
const insertAscending = (values: number[], value: number, most: number): void => {
  if (values.length === most && value <= values[0]!) return
  if (values.length === most) values.shift()
  let at = values.length
  while (at > 0 && values[at - 1]! > value) at--
  values.splice(at, 0, value)
}

/** Reasons' values by what a row holds. */
const tablesFor = ({ own, offersSide }: Judge, columns: RegisterColumns) => {
  const wish = (term: 'requester-countries' | 'offerer-countries', stated: boolean, wished: boolean) =>
    reasonValue(term, stated ? (wished ? 1 : 0) : undefined)
  const [mine, theirs] = offersSide
    ? (['requester-countries', 'offerer-countries'] as const)
    : (['offerer-countries', 'requester-countries'] as const)
  const ownBits = formatBits(own.formats)
  return {
    country: countryCodes.map((code) => wish(mine, own.countries.length > 0, own.countries.includes(code))),
    band: Array.from({ length: unknownBand + 1 }, (_, band) =>
      reasonValue(
        'population',
        band === unknownBand || own.population === undefined
          ? undefined
          : 1 - Math.abs(band - sizeClassOf(own.population)) / 5,
      ),
    ),
    formats: Array.from({ length: 256 }, (_, bits) => {
      const asked = offersSide ? ownBits : bits
      const none = ownBits === 0 || bits === 0
      return reasonValue('formats', none ? undefined : countBits(bits & ownBits) / countBits(asked))
    }),
    /** By what `wishCodes` says of a list of countries. */
    wishes: [wish(theirs, false, false), wish(theirs, true, false), wish(theirs, true, true)],
    wishCodes: wishCodes(own.country, columns),
    evidence: Array.from({ length: mostEvidence + 1 }, (_, count) =>
      reasonValue('evidence', count === 0 ? undefined : 1 - 2 ** -count),
    ),
    ownEvidence: reasonValue('evidence', own.evidence ? 1 - 2 ** -own.evidence : undefined),
    availability: reasonValue('availability', undefined),
    noDescription: reasonValue('description', undefined),
  }
}

const countBits = (bits: number): number => {
  let count = 0
  for (let left = bits; left !== 0; left &= left - 1) count++
  return count
}

/** The cosine of a row's description with one text; undefined where they cannot be compared. */
const cosinesWith = ({ texts }: ItemColumns, own: Partial<Record<keyof Description, string | undefined>>) => {
  const { description, language } = own
  const words = description && language ? wordsOf({ description, language }) : []
  const number = texts.languages.indexOf(language ?? '')
  if (words.length === 0 || number < 0) return () => undefined
  const weights = new Float64Array(texts.rarity.length)
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  let squares = 0
  for (const [word, count] of counts) {
    const weight = count * texts.rarityOf(language ?? '', word)
    squares += weight * weight
    const known = texts.numbers.get(`${language} ${word}`)
    if (known !== undefined) weights[known] = weight
  }
  const length = Math.sqrt(squares)
  const { first, word, count, rarity, norm, languageOf } = texts
  return (row: number): number | undefined => {
    if (languageOf[row] !== number || norm[row] === 0) return undefined
    let product = 0
    for (let at = first[row]!; at < first[row + 1]!; at++)
      product += weights[word[at]!]! * count[at]! * rarity[word[at]!]!
    return Math.min(1, product / (length * norm[row]!))
  }
}
