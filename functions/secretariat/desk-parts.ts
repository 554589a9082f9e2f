import type { AddressKey } from '../../shared/lambda/address-key.ts'
import type { DeskCalls } from '../../shared/matchmaking/calls/call-store.ts'
import type {
  DeskIntroductions,
  IntroductionReads,
} from '../../shared/matchmaking/introductions/introduction-store.ts'
import type { PeersReader } from '../../shared/matchmaking/peers-index.ts'
import type { DeskRounds } from '../../shared/matchmaking/rounds/round-store.ts'
import type { SiteSettings } from '../../shared/pages/site-settings.ts'
import type { ContactPoints } from '../../shared/programmes/contact-points.ts'
import type { DeskPeople, DeskStore } from '../../shared/secretariat/desk-store.ts'
import type { IdentityProvider } from '../../shared/secretariat/identity-provider.ts'
import type { ActingReads } from '../../shared/survey/acting-store.ts'
import type { ClaimStore } from '../../shared/survey/claim-store.ts'

/** What every page of the desk needs. */
type AtAnyDesk = {
  readonly site: SiteSettings
  /** Now, as ISO 8601 in UTC. */
  readonly now: () => string
  /** Waits for a random time up to these milliseconds, so that those who met do not meet again. */
  readonly pause: (most: number) => Promise<void>
}

/** What the handlers of the desk's introductions and rounds are given; each takes the parts it names. */
export type DeskMatchmakingParts = AtAnyDesk & {
  readonly store: DeskPeople & DeskIntroductions
  readonly rounds: DeskRounds
  readonly calls: DeskCalls
  /** Whom the stage names to ask about a programme or a country. */
  readonly contactPoints: ContactPoints
  readonly newId: () => string
}

/** What the desk's handlers are given that look at the whole register. */
export type DeskSuggestionsParts = Omit<AtAnyDesk, 'pause'> & {
  readonly store: DeskPeople &
    Pick<IntroductionReads, 'entriesOf' | 'introductionsOf'> &
    Pick<DeskIntroductions, 'spentIn'>
  readonly peers: PeersReader
}

/** What the desk's other handlers are given; each takes the parts it names. */
export type DeskParts = AtAnyDesk & {
  readonly store: DeskStore
  readonly claims: ClaimStore
  readonly acting: ActingReads
  readonly addressKey: AddressKey
  readonly issuer: IdentityProvider
  /** The address that is an administrator before anybody was made one. */
  readonly firstAdministrator: string
  /** 256 random bits, for the id of a session. */
  readonly newToken: () => string
}
