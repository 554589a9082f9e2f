import type {
  IntroductionReads,
  IntroductionWrites,
} from '../../shared/matchmaking/introductions/introduction-store.ts'
import type { TokenItem } from '../../shared/notices/token.ts'
import type { SiteSettings } from '../../shared/pages/site-settings.ts'
import type { SessionStore } from '../../shared/sessions/session-store.ts'

/** What the handlers of introductions are given; each takes the parts it names. */
export type IntroductionsParts = {
  readonly site: SiteSettings
  readonly store: SessionStore &
    IntroductionReads &
    IntroductionWrites & {
      /** What a mailed link may do; it may be used or expired. */
      tokenByHash(tokenHash: string): Promise<TokenItem | undefined>
    }
  /** Now, as ISO 8601 in UTC. */
  readonly now: () => string
  /** Waits for a random time up to these milliseconds, so that those who met do not meet again. */
  readonly pause: (most: number) => Promise<void>
}
