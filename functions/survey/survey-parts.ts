import type { AddressKey } from '../../shared/lambda/address-key.ts'
import type { SiteSettings } from '../../shared/pages/site-settings.ts'
import type { PointsTold } from '../../shared/programmes/points-told.ts'
import type { ActingStore } from '../../shared/survey/acting-store.ts'
import type { ReviewPolicy } from '../../shared/survey/confirmation.ts'
import type { DraftStore } from '../../shared/survey/draft-store.ts'
import type { SurveyStore } from '../../shared/survey/survey-store.ts'

/** What the survey's handlers are given; each takes the parts it names. */
export type SurveyParts = {
  readonly site: SiteSettings
  readonly store: SurveyStore
  readonly drafts: DraftStore
  readonly acting: ActingStore
  readonly addressKey: AddressKey
  readonly review: ReviewPolicy
  /** For how many seconds a form must have been open that comes without a proof of work; 0: it may come at once. */
  readonly secondsToRead: number
  readonly pointsTold: PointsTold
  /** Now, as ISO 8601 in UTC. */
  readonly now: () => string
  /** Waits for a random time up to these milliseconds, so that those who met do not meet again. */
  readonly pause: (most: number) => Promise<void>
  /** A new, unguessable id of letters and digits. */
  readonly newId: () => string
}
