import type { AddressKey } from '../../shared/lambda/address-key.ts'
import type { EntryContactsStore } from '../../shared/my/entry-contacts-store.ts'
import type { MyStore } from '../../shared/my/my-store.ts'
import type { SiteSettings } from '../../shared/pages/site-settings.ts'
import type { ActingReads } from '../../shared/survey/acting-store.ts'
import type { ClaimStore } from '../../shared/survey/claim-store.ts'
import type { DraftStore } from '../../shared/survey/draft-store.ts'

/** What the handlers of a respondent's own pages are given; each takes the parts it names. */
export type MyParts = {
  readonly site: SiteSettings
  readonly store: MyStore
  readonly claims: ClaimStore
  readonly acting: ActingReads
  readonly entryContacts: EntryContactsStore
  readonly drafts: Pick<DraftStore, 'begin'>
  readonly addressKey: AddressKey
  /** Now, as ISO 8601 in UTC. */
  readonly now: () => string
  /** Waits for a random time up to these milliseconds, so that those who met do not meet again. */
  readonly pause: (most: number) => Promise<void>
  /** A new, unguessable id of letters and digits. */
  readonly newId: () => string
  /** 256 random bits, for the id of a session. */
  readonly newToken: () => string
}
