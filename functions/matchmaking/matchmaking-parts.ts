import type { Spent } from '../../shared/matchmaking/introductions/introduction-store.ts'
import type { PeersReader } from '../../shared/matchmaking/peers-index.ts'
import type { SiteSettings } from '../../shared/pages/site-settings.ts'
import type { ProgrammesReader } from '../../shared/programmes/programmes-reader.ts'

/** What the matchmaking's handlers are given. */
export type MatchmakingParts = {
  readonly site: SiteSettings
  readonly peers: PeersReader
  readonly programmes: ProgrammesReader
  /** Whose capacity was spent in a year (`2026`), and how much. */
  readonly spentIn: (year: string) => Promise<Spent>
  /** Now, as ISO 8601 in UTC. */
  readonly now: () => string
}
