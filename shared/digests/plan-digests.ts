import { Failure } from '../failures.ts'
import type { Spent } from '../matchmaking/introductions/introduction-store.ts'
import { type Standing, standingOf } from '../matchmaking/introductions/standing.ts'
import type { PeersIndex, PeersReader } from '../matchmaking/peers-index.ts'
import { type DigestSuggestion, newNotice } from '../notices/notice.ts'
import type { Entry } from '../register/entry.ts'
import type { Contact } from '../survey/contact.ts'
import { type DigestStore, type Pair, pairOf } from './digest-store.ts'
import { type Frequency, periodOf } from './period.ts'

export type PlanDeps = {
  readonly store: DigestStore
  readonly peers: PeersReader
  /** The lists over which subscribers are spread. */
  readonly lists: readonly string[]
  readonly now: () => Date
  readonly pause: (ms: number) => Promise<void>
  /** A number in [0, 1). */
  readonly random: () => number
  /** Told of people whose digest could not be planned; by id alone. */
  readonly report: (contactId: string, error: unknown) => void
}

export type PlanCounts = Readonly<Record<'subscribers' | 'planned' | 'nothingNew' | 'alreadyPlanned', number>>

/** A digest is read in a minute: more suggestions than this wait for the next. */
export const mostSuggestions = 10

/**
 * Plans the digests of the week and of the month that `scheduledTime` lies in: for each confirmed subscriber
 * what fits their public entries and was not told to them before. Nothing new, no mail. Firing again, even at
 * the same time, plans nobody twice and everybody who is still missing.
 *
 * @throws Failure `unavailable` when somebody could not be planned, after all others were: fire again
 */
export const planDigests =
  (deps: PlanDeps) =>
  async (scheduledTime: string): Promise<PlanCounts> => {
    const peers = await deps.peers.open()
    const spent = await deps.store.spentIn(deps.now().toISOString().slice(0, 4))
    const plan = planFor(deps, peers, spent)
    const counts = { subscribers: 0, planned: 0, nothingNew: 0, alreadyPlanned: 0 }
    let failed: unknown
    for (const frequency of ['weekly', 'monthly'] as const) {
      const period = periodOf(frequency, scheduledTime)
      await Promise.all(
        deps.lists.map(async (list) => {
          for await (const contact of deps.store.subscribersOf(frequency, list)) {
            try {
              const outcome = await plan(contact, frequency, period)
              if (outcome === 'left') continue
              counts.subscribers++
              counts[outcome]++
            } catch (error) {
              // One person's trouble is not the others': they are planned first.
              deps.report(contact.contactId, error)
              failed = error
            }
          }
        }),
      )
    }
    if (failed !== undefined) throw new Failure('unavailable', 'try-again', { cause: failed })
    return counts
  }

/** How often a digest is decided in all when others write the same pairs while it is planned. */
const mostTries = 5

/** How long to wait after a try, from 0: up to 100 ms, 200 ms, 400 ms …; at least half, so that none comes back at once. */
const pauseMs = (tries: number, random: () => number): number => 100 * 2 ** tries * (0.5 + random() / 2)

const planFor =
  ({ store, now, pause, random }: PlanDeps, peers: PeersIndex, spent: Spent) =>
  async (
    contact: Contact,
    frequency: Frequency,
    period: string,
  ): Promise<'planned' | 'nothingNew' | 'alreadyPlanned' | 'left'> => {
    const { contactId, language } = contact
    if (await store.hasDigest(contactId, period)) return 'alreadyPlanned'
    const entries = (await Promise.all(contact.entryIds.map((entryId) => peers.entry(entryId)))).flatMap(
      (entry) => entry ?? [],
    )
    const standing = await Promise.all(
      entries.map(async (entry) => ({
        entry,
        standing: standingOf(entry.entryId, await store.introductionsOf(entry.entryId), spent),
      })),
    )
    const candidates = await candidatesOf(standing, peers, now().toISOString())
    if (candidates.length === 0) return 'nothingNew'
    for (let tries = 0; tries < mostTries; tries++) {
      if (tries > 0) await pause(pauseMs(tries - 1, random))
      const told = await store.pairsTold(
        contactId,
        candidates.map(({ pair }) => pair.pairId),
      )
      const fresh = candidates.filter(({ pair }) => !told.has(pair.pairId)).slice(0, mostSuggestions)
      if (fresh.length === 0)
        return (await store.hasDigest(contactId, period)) ? 'alreadyPlanned' : 'nothingNew'
      const at = now().toISOString()
      const notice = newNotice({
        event: `digest:${period}`,
        contactId,
        template: 'digest',
        language,
        facts: {
          frequency,
          period,
          authority: namesOf(entries, fresh),
          suggestions: fresh.map(({ suggestion }) => suggestion),
        },
        now: at,
      })
      const pairs = fresh.map(({ pair }) => pair)
      const outcome = await store.plan({ contactId, frequency, period, notice, pairs, now: at })
      if (outcome === 'planned' || outcome === 'left') return outcome
      if (outcome === 'already') return 'alreadyPlanned'
    }
    throw new Failure('unavailable', 'try-again')
  }

type Candidate = { readonly pair: Pair; readonly suggestion: DigestSuggestion }

/** What fits any item of any of a person's entries, each pair once, best first; never one's own other entry. */
const candidatesOf = async (
  entries: readonly { readonly entry: Entry; readonly standing: Standing }[],
  peers: PeersIndex,
  now: string,
): Promise<Candidate[]> => {
  const own = new Set(entries.map(({ entry }) => entry.entryId))
  const byPair = new Map<string, Candidate>()
  for (const { entry, standing } of entries)
    for (const item of entry.items) {
      const found = await peers.best({ item, entry }, { viewer: 'respondent', standing, now })
      for (const { entry: peer, item: theirs, score, reasons } of found) {
        if (own.has(peer.entryId)) continue
        const pair = pairOf(item.itemId, theirs.itemId)
        byPair.set(pair.pairId, {
          pair,
          suggestion: {
            ownItemId: item.itemId,
            peerItemId: theirs.itemId,
            peerEntryId: peer.entryId,
            peerName: peer.authority.name,
            peerCountry: peer.authority.country,
            theme: theirs.theme,
            direction: theirs.direction,
            description: theirs.description,
            language: theirs.language,
            score,
            reasons,
          },
        })
      }
    }
  return [...byPair.values()].sort(
    (a, b) => b.suggestion.score - a.suggestion.score || (a.pair.pairId < b.pair.pairId ? -1 : 1),
  )
}

/** The authorities for which something is told, by name. */
const namesOf = (entries: readonly Entry[], fresh: readonly Candidate[]): string =>
  entries
    .filter(({ items }) =>
      items.some(({ itemId }) => fresh.some(({ suggestion }) => suggestion.ownItemId === itemId)),
    )
    .map(({ authority }) => authority.name)
    .join(' · ')
