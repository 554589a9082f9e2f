import type * as z from 'zod/mini'
import type { Language } from '../messages/languages.ts'
import { type Messages, messagesIn } from '../messages/messages.ts'
import {
  allowing,
  type Consent,
  permissions,
  permissionText,
  wordsAllowed,
  wordsInForce,
} from '../survey/consent.ts'
import type { Contact } from '../survey/contact.ts'
import type { consentsSchema } from './consents-operations.ts'

/** What somebody allowed and chose. */
export type ConsentsView = z.output<ReturnType<typeof consentsSchema>>

const textIn = (
  language: Language,
  { permission, choice, words }: Pick<Consent, 'permission' | 'choice' | 'words'>,
) => (choice === 'never' ? undefined : permissionText(messagesIn(language), permission, choice, words))

/**
 * What a person allowed, and every choice, newest first. What was agreed to is said in the language in which it was
 * read then; how it is asked now, in the language of `t`. Nothing is asked of who stands behind no entry.
 *
 * @param consents oldest first
 */
export const consentsView = (contact: Contact, consents: readonly Consent[], t: Messages): ConsentsView => ({
  permissions: (contact.entryIds.length === 0 ? [] : permissions).map((permission) => {
    const choice = contact[permission]
    const last = consents.filter((consent) => consent.permission === permission).at(-1)
    const words = wordsAllowed(contact)
    // Who allowed it before choices were written down read the first words, in the language they use here.
    const language = last?.language ?? contact.language
    const text = textIn(language, { permission, choice, words })
    return {
      permission,
      choice,
      ...(text !== undefined && { allowed: { words, text, language, ...(last && { at: last.at }) } }),
      asked: {
        words: wordsInForce[permission],
        choices: allowing.map((each) => ({ choice: each, text: permissionText(t, permission, each) })),
      },
    }
  }),
  history: consents
    .map(({ permission, choice, words, language, at, by }) => {
      const text = textIn(language, { permission, choice, words })
      return { permission, choice, words, ...(text !== undefined && { text }), language, at, by }
    })
    .reverse(),
})
