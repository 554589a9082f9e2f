import type { Language } from '../messages/languages.ts'

export const digestChoices = ['weekly', 'monthly', 'never'] as const
export type DigestChoice = (typeof digestChoices)[number]

/**
 * A person behind an entry: the only item with personal data. In the table it has the `lookup` key of its
 * address and, while confirmed with a digest other than `never`, the `work` key of its frequency.
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
  /** The entry behind which the contact stands, once confirmed. */
  readonly entryId?: string
  readonly createdAt: string
}
