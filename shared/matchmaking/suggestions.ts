import { type Programme, pairObstacle } from '../programmes/programme.ts'
import type { Authority, Direction, Entry, EntryItem, Viewer } from '../register/entry.ts'
import { maySee } from '../register/entry.ts'
import type { CompareDescriptions } from './descriptions.ts'
import { type Fit, type FitSide, fitOf, returnValueOf, scoreOf } from './fit.ts'
import { isSpent, type Standing } from './introductions/standing.ts'
import { pairHash } from './pair-hash.ts'
import { type Exclusion, exclusions, type Reason, type Suggestion, type Suggestions } from './suggestion.ts'

/** DEFINITIONS, Fit 7: the best 20 for an item. */
export const mostSuggestions = 20

/** An offer or request that looks for peers. It need not be registered: then it has no `itemId`. */
export type Asker = {
  readonly item: Pick<EntryItem, 'direction' | 'theme' | 'formats' | 'countries'> &
    Partial<Pick<EntryItem, 'itemId' | 'description' | 'language' | 'evidence'>>
  /** Whose it is; its other items may help the peer in return. */
  readonly entry: Pick<Entry, 'languages' | 'languagesAssumed'> &
    Partial<Pick<Entry, 'entryId' | 'interpretation' | 'capacity' | 'items'>> & {
      readonly authority: Partial<Authority>
    }
}

export type SuggestionOptions = {
  /** Whose eyes see the items. */
  readonly viewer: Viewer
  /**
   * Who would be shown the suggestions, where that is somebody else than the viewer (the desk asks for a
   * respondent): items beyond their eyes are left out and counted as `visibility`.
   */
  readonly audience?: Viewer
  /** Apply this programme's rules. */
  readonly programme?: Programme
  /** Where the asker stands with others; without it nobody was introduced and no capacity is spent. */
  readonly standing?: Partial<Standing> | undefined
  /** Now, ISO 8601 in UTC. */
  readonly now: string
  /** At most 20. */
  readonly limit?: number
}

/**
 * What each direction looks for. An interest follows a theme and asks nobody for anything, so nothing is
 * suggested for it or as it: the unit of a fit is a request and an offer (DEFINITIONS, Fit 1).
 */
export const sought: Readonly<Record<Direction, 'offer' | 'request' | undefined>> = {
  request: 'offer',
  offer: 'request',
  interest: undefined,
}

/** Every item with its entry. */
export function* itemsOf(entries: Iterable<Entry>): Iterable<EntryOfItem> {
  for (const entry of entries) for (const item of entry.items) yield { entry, item }
}

/** An item and whose it is. */
export type EntryOfItem = { readonly entry: Entry; readonly item: EntryItem }

/**
 * The best peers for an offer or a request among these items, by a plain loop: exact, with every item that was left
 * out counted once, by the first rule that applies in the order of `exclusions`. Items that the viewer may not see
 * neither show, nor count, nor help in return. An interest gets nothing.
 *
 * Under the better direction of two-way help a pair's score is DEFINITIONS' S; under the lesser one it is the
 * same formula the other way round, which is never more, so an entry's merged list shows S once.
 */
export const suggestionsAmong = (
  asker: Asker,
  items: Iterable<EntryOfItem>,
  compare: CompareDescriptions,
  { viewer, audience = viewer, programme, standing, now, limit = mostSuggestions }: SuggestionOptions,
): Suggestions => {
  const direction = sought[asker.item.direction]
  if (!direction) return { items: [], total: 0, excluded: [] }
  const today = now.slice(0, 10)
  const own = sideOfItem(asker)
  const counts = new Map<Exclusion, number>()
  const candidates: Candidate[] = []

  for (const { entry, item } of items) {
    if (item.direction !== direction || !maySee(viewer, item.visibility)) continue
    const fit = pairFit(asker.item, own, sideOfItem({ item, entry }), compare, programme)
    const excluded = firstExclusion({ asker, entry, item, fit, audience, programme, standing, today })
    if (excluded) counts.set(excluded, (counts.get(excluded) ?? 0) + 1)
    else if (!('excluded' in fit))
      candidates.push({ entry, item, ...fit, hash: pairHash(asker.item.itemId ?? '', item.itemId) })
  }
  return {
    items: bestOf(candidates, Math.min(limit, mostSuggestions), (candidate) =>
      backFor(asker, candidate.entry, { viewer: audience, compare, programme, standing, today }),
    ),
    total: candidates.length,
    excluded: exclusions.flatMap((reason) => {
      const count = counts.get(reason)
      return count ? [{ reason, count }] : []
    }),
  }
}

type Candidate = {
  readonly entry: Entry
  readonly item: EntryItem
  readonly total: number
  readonly reasons: readonly Reason[]
  readonly hash: number
}

/** An item as one side of a fit. */
export const sideOfItem = ({ item, entry }: Asker): FitSide => ({
  theme: item.theme,
  description: item.description,
  language: item.language,
  formats: item.formats,
  countries: item.countries,
  evidence: item.evidence,
  country: entry.authority.country,
  population: entry.authority.population,
  languages: entry.languages,
  languagesAssumed: entry.languagesAssumed,
  interpretation: entry.interpretation,
})

const pairFit = (
  { direction }: Pick<EntryItem, 'direction'>,
  own: FitSide,
  peer: FitSide,
  compare: CompareDescriptions,
  programme: Programme | undefined,
): Fit =>
  direction === 'request'
    ? fitOf(own, peer, compare, programme?.interprets)
    : fitOf(peer, own, compare, programme?.interprets)

/** The rules, in the fixed order. */
const firstExclusion = (pair: {
  asker: Asker
  entry: Entry
  item: EntryItem
  fit: Fit
  audience: Viewer
  programme: Programme | undefined
  standing: Partial<Standing> | undefined
  today: string
}): Exclusion | undefined => {
  const { asker, entry, item, fit, audience, programme, standing, today } = pair
  const obstacle = programme && pairObstacle(programme, asker.entry.authority, entry.authority, today)
  if (obstacle) return obstacle
  // An entry's time is over before the job that hides it has run.
  if (entry.until < today) return 'window'
  const unfit = 'excluded' in fit ? fit.excluded : undefined
  if (unfit === 'theme') return unfit
  if (!maySee(audience, item.visibility)) return 'visibility'
  if (entry.state !== 'public') return 'paused'
  const offering = item.direction === 'offer' ? entry : asker.entry
  if (isSpent(offering, standing?.spent)) return 'capacity-spent'
  if (unfit) return unfit
  if (standing?.declined?.has(entry.entryId)) return 'declined-before'
  if (asker.entry.entryId === entry.entryId) return 'same-authority'
  return standing?.introduced?.has(entry.entryId) ? 'already-introduced' : undefined
}

/** The best fit the other way round between the asker's entry and a peer's, with its theme. */
type Back = { readonly score: number; readonly theme: EntryItem['theme'] }

const backFor = (
  asker: Asker,
  peer: Entry,
  options: {
    viewer: Viewer
    compare: CompareDescriptions
    programme: Programme | undefined
    standing: Partial<Standing> | undefined
    today: string
  },
): Back | undefined => {
  const { viewer, compare, programme, standing, today } = options
  const direction = sought[asker.item.direction]
  let best: { total: number; theme: EntryItem['theme'] } | undefined
  for (const own of asker.entry.items ?? []) {
    if (own.direction !== direction) continue
    const side = sideOfItem({ item: own, entry: asker.entry })
    for (const item of peer.items) {
      if (item.direction !== asker.item.direction) continue
      const fit = pairFit(own, side, sideOfItem({ item, entry: peer }), compare, programme)
      const excluded = firstExclusion({
        asker: { item: own, entry: asker.entry },
        entry: peer,
        item,
        fit,
        audience: viewer,
        programme,
        standing,
        today,
      })
      if (excluded || 'excluded' in fit) continue
      if (!best || fit.total > best.total || (fit.total === best.total && item.theme < best.theme))
        best = { total: fit.total, theme: item.theme }
    }
  }
  return best && { score: scoreOf(best.total), theme: best.theme }
}

const better = (a: Candidate, b: Candidate): number =>
  b.total - a.total || a.hash - b.hash || (a.item.itemId < b.item.itemId ? -1 : 1)

/**
 * The best `limit` with what helping back adds. Going down the list without that, it stops where even the
 * most help back could not lift a candidate into the list.
 */
const bestOf = (
  candidates: readonly Candidate[],
  limit: number,
  backOf: (candidate: Candidate) => Back | undefined,
): Suggestion[] => {
  const best: Candidate[] = []
  for (const candidate of [...candidates].sort(better)) {
    const last = best[limit - 1]
    if (last && candidate.total + returnValueOf(scoreOf(candidate.total), 1) < last.total) break
    best.push(withReturn(candidate, backOf(candidate)))
    best.sort(better)
    best.length = Math.min(best.length, limit)
  }
  return best.map(({ entry, item, total, reasons }) => ({ entry, item, score: scoreOf(total), reasons }))
}

const withReturn = (candidate: Candidate, back: Back | undefined): Candidate => {
  if (!back) return candidate
  const value = returnValueOf(scoreOf(candidate.total), back.score)
  const reason: Reason = {
    term: 'return',
    value,
    stated: true,
    grounds: { kind: 'return', theme: back.theme },
  }
  return { ...candidate, total: candidate.total + value, reasons: [...candidate.reasons, reason] }
}
