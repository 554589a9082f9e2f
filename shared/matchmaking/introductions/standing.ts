import { type Introduction, peerIn } from './introduction.ts'
import type { Spent } from './introduction-store.ts'

/** Where an asker stands with others, and how much of everybody's capacity is spent: what suggestions leave out. */
export type Standing = {
  /** Peers with whom one of the two said no. */
  readonly declined: ReadonlySet<string>
  /** Peers to whom the asker was introduced. */
  readonly introduced: ReadonlySet<string>
  /** How many peers each entry helps this year. */
  readonly spent: Spent
}

/** Where an entry stands, by its introductions. */
export const standingOf = (
  entryId: string,
  introductions: readonly Introduction[],
  spent: Spent,
): Standing => {
  const peers = (hold: (introduction: Introduction) => boolean) =>
    new Set(introductions.filter(hold).map((introduction) => peerIn(introduction, entryId)))
  return {
    declined: peers(({ state }) => state === 'declined'),
    introduced: peers(({ state, introducedAt }) => state !== 'declined' && introducedAt !== undefined),
    spent,
  }
}

/** Whether an entry has no capacity left; one that did not state any has no limit. */
export const isSpent = (
  { entryId, capacity }: { readonly entryId?: string | undefined; readonly capacity?: number | undefined },
  spent: Spent | undefined,
): boolean => capacity !== undefined && (spent?.get(entryId ?? '') ?? 0) >= capacity
