import type { Language } from '../messages/languages.ts'
import type { Messages } from '../messages/messages.ts'
import { type Contact, digestChoices } from './contact.ts'

/** What people may allow beyond what the register is for. Each is asked by itself, and nothing is ticked beforehand. */
export const permissions = ['digest'] as const
export type Permission = (typeof permissions)[number]

/**
 * In which version of its words a permission is asked now: the texts `consents.<permission>.<version>.<choice>`. Words
 * that somebody has agreed to never change: other words are another version, and the older texts stay, to be shown to
 * those who agreed to them.
 */
export const wordsInForce: Readonly<Record<Permission, number>> = { digest: 1 }

/** The choices by which somebody allows digests. */
export type Allowing = Exclude<Contact['digest'], 'never'>
export const allowing = digestChoices.filter((choice): choice is Allowing => choice !== 'never')

/** What somebody agrees to by a choice, in a version of its words: those in force unless stated. */
export const permissionText = (
  t: Messages,
  permission: Permission,
  choice: Allowing,
  words: number = wordsInForce[permission],
): string => t(`consents.${permission}.${words}.${choice}`)

/** How somebody chose, or who chose for them: a mail that came back, or their mail program's 'this is spam'. */
export const waysOfChoosing = ['survey', 'own-page', 'mail-link', 'bounce', 'complaint'] as const

/** What somebody chose for a permission, when, in which words they read it, and how. */
export type Choice = {
  readonly digest: Contact['digest']
  readonly at: string
  /** The version of the words that were shown. */
  readonly words: number
  /** The language in which the words were shown. */
  readonly language: Language
  readonly by: (typeof waysOfChoosing)[number]
  /** When the address was confirmed with which it was chosen, if that was later. */
  readonly confirmedAt?: string
}

/** A change of a permission, written down for as long as the person is known. */
export type Consent = {
  readonly contactId: string
  /** Counts a person's changes from 1, so that the last one says what holds. */
  readonly number: number
  readonly permission: Permission
  readonly choice: Contact['digest']
} & Omit<Choice, 'digest'>

/** Written down are a person's last changes, so many: nobody means more than these, and all go in one transaction. */
export const consentsKept = 20

/** The version of the words that somebody has allowed digests in. Before versions were kept there was only the first. */
export const wordsAllowed = ({ digestWords }: Pick<Contact, 'digestWords'>): number => digestWords ?? 1

/**
 * The version of the words in which somebody is asked how often digests are mailed: who allows them is asked in the words
 * that they agreed to, so that another frequency is no consent to words that they have not read.
 */
export const wordsAsked = (contact: Pick<Contact, 'digest' | 'digestWords'>): number =>
  contact.digest === 'never' ? wordsInForce.digest : wordsAllowed(contact)

/**
 * A person after a choice, and what is written down of it: nothing where it is what held before, in the same words.
 * A choice is never dated before the one that it follows.
 */
export const chosen = (
  before: Contact,
  { digest, ...choice }: Choice,
): { readonly contact: Contact; readonly consent: Consent | undefined } => {
  const at = choice.at < (before.digestChosenAt ?? '') ? (before.digestChosenAt ?? choice.at) : choice.at
  const contact: Contact = { ...before, digest, digestChosenAt: at }
  const asBefore = digest === before.digest && (digest === 'never' || choice.words === wordsAllowed(before))
  if (asBefore) return { contact, consent: undefined }
  const number = (before.consents ?? 0) + 1
  // Who takes a permission back takes it back in the words in which they gave it.
  const words = digest === 'never' ? wordsAllowed(before) : choice.words
  return {
    contact: { ...contact, digestWords: words, consents: number },
    consent: {
      contactId: before.contactId,
      number,
      permission: 'digest',
      choice: digest,
      ...choice,
      at,
      words,
    },
  }
}

/** The numbers of what is written down of a person, oldest first. */
export const numbersKept = ({ consents = 0 }: Pick<Contact, 'consents'>): readonly number[] =>
  Array.from({ length: Math.min(consents, consentsKept) }, (_, n) => consents - n).reverse()
