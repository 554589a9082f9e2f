import { maySee } from '../register/entry.ts'
import { type Fairness, fairnessOf, type Shown } from './fairness.ts'
import type { Spent } from './introductions/introduction-store.ts'
import { pairHash } from './pair-hash.ts'
import type { PeersIndex } from './peers-index.ts'
import { itemsOf } from './suggestions.ts'

/** How fairly the register brings people together, and from how much of it that was seen. */
export type MeasuredFairness = Fairness & {
  /** Requests that somebody could be suggested for, and those that were asked for it. */
  readonly requests: number
  readonly asked: number
  readonly offers: number
}

/**
 * Measures fairness by suggesting peers for the register's requests, as respondents see them. Where there are more
 * than `most`, those with the least hash are asked: the same ones every time, whatever their order.
 *
 * Where the two stand with each other is left aside: what counts is what the register has for whom.
 *
 * @param spent whose capacity was spent this year
 * @param now ISO 8601 in UTC
 */
export const measuredFairness = async (
  peers: Pick<PeersIndex, 'entries' | 'best'>,
  { spent, now, most }: { readonly spent: Spent; readonly now: string; readonly most: number },
): Promise<MeasuredFairness> => {
  const today = now.slice(0, 10)
  const seen = [...itemsOf(await peers.entries())].filter(
    ({ entry, item }) => entry.until >= today && maySee('respondent', item.visibility),
  )
  const offers = seen.filter(({ item }) => item.direction === 'offer').map(({ item }) => item.itemId)
  const requests = seen.filter(({ item }) => item.direction === 'request')
  const asked =
    requests.length <= most
      ? requests
      : requests
          .map((each) => ({ ...each, hash: pairHash(each.item.itemId, 'fairness') }))
          .sort((a, b) => a.hash - b.hash || (a.item.itemId < b.item.itemId ? -1 : 1))
          .slice(0, most)
  const shown: Shown[] = []
  for (const asker of asked) {
    const found = await peers.best(asker, { viewer: 'respondent', standing: { spent }, now })
    shown.push(found.map(({ item, score }) => ({ offer: item.itemId, score })))
  }
  return {
    ...fairnessOf(shown, offers),
    requests: requests.length,
    asked: asked.length,
    offers: offers.length,
  }
}

/** A point of a Lorenz curve: the least shown share of the offers, and the share of all showings that they have. */
export type LorenzPoint = { readonly offers: number; readonly shown: number }

/**
 * The Lorenz curve of exposure, from nobody to all, at so many equal steps.
 *
 * @param exposure how often each offer is shown, least first
 */
export const lorenzCurve = (exposure: readonly number[], steps: number): readonly LorenzPoint[] => {
  const all = exposure.reduce((sum, each) => sum + each, 0)
  if (all === 0) return []
  let [sum, at] = [0, 0]
  return Array.from({ length: steps + 1 }, (_, step) => {
    const share = step / steps
    const until = share * exposure.length
    while (at + 1 <= until + 1e-9) sum += exposure[at++] ?? 0
    // Between two offers the curve is straight.
    return { offers: share, shown: (sum + (until - at) * (exposure[at] ?? 0)) / all }
  })
}
