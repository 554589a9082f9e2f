import type { Language } from '../messages/languages.ts'

export const digestChoices = ['weekly', 'monthly', 'never'] as const
type DigestChoice = (typeof digestChoices)[number]

/**
 * A person behind entries: the only item with personal data. In the table it has the `lookup` key of its
 * address and, while confirmed with a digest other than `never`, the `work` key of its frequency.
 *
 * An unconfirmed contact belongs to one submission and has an id of its own, so that a stranger who types
 * somebody's address changes nothing of theirs. A confirmed contact's id is its `addressHash`: one a person,
 * whatever the number of authorities they act for, so that they get one digest.
 */
export type Contact = {
  readonly contactId: string
  /** Mail address as typed, trimmed. */
  readonly address: string
  /** Keyed hash of the lower-case address (`addressHash`). */
  readonly addressHash: string
  readonly language: Language
  readonly state: 'unconfirmed' | 'confirmed'
  readonly digest: DigestChoice
  /**
   * When the digest was chosen, by answering or by unsubscribing; the later choice holds. Missing where it was never
   * stated, and of items older than this field.
   */
  readonly digestChosenAt?: string
  /**
   * Of an unconfirmed contact: for which other address they say that they answer. Once confirmed it is in a contact item
   * of its own (`Acting`).
   */
  readonly actsFor?: { readonly address: string; readonly addressHash: string }
  /** The version of the words in which digests were allowed last (`wordsInForce`); missing: the first, or never. */
  readonly digestWords?: number
  /** How many changes of their permissions were written down (`Consent`); missing: none yet. */
  readonly consents?: number
  /** The entries behind which the contact stands; empty while unconfirmed. */
  readonly entryIds: readonly string[]
  /** Of an unconfirmed contact: whether the answers say anything about digests. */
  readonly digestStated?: boolean
  /** The submission that an unconfirmed contact belongs to. */
  readonly submissionId?: string
  readonly createdAt: string
}
