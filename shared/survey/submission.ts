import { createHash } from 'node:crypto'
import type { Language } from '../messages/languages.ts'
import { type Notice, newNotice } from '../notices/notice.ts'
import { privacyInForce } from '../pages/privacy-versions.ts'
import { addressHash } from './address-hash.ts'
import { wordsInForce } from './consent.ts'
import type { Contact } from './contact.ts'
import type { Survey } from './survey-schema.ts'

/** One answered survey, kept as it came, without its personal part: that is the contact it refers to. */
export type Submission = {
  readonly submissionId: string
  readonly contactId: string
  readonly answers: Omit<Survey, 'email' | 'actingFor' | 'digest'>
  /** The language in which it was answered. */
  readonly language: Language
  readonly privacyNotice: string
  /** `claim`: confirmed, but for an entry of others: the secretariat decides. */
  readonly state: 'awaiting-confirmation' | 'confirmed' | 'claim'
  /** How many confirmation links were asked for after the first. */
  readonly linksAsked: number
  readonly receivedAt: string
}

/** Unconfirmed submissions and their contacts are deleted after this. */
export const daysToConfirm = 30

export type NewSubmission = {
  readonly submission: Submission
  readonly contact: Contact
  readonly notice: Notice<'confirm-submission'>
}

/** An address with its keyed hash. */
export const addressed = (
  addressKey: string,
  address: string,
): { readonly address: string; readonly addressHash: string } => ({
  address,
  addressHash: addressHash(addressKey, address),
})

/** Splits a survey into what is stored together: submission, contact and the confirmation notice. */
export const newSubmission = (
  survey: Survey,
  given: {
    readonly submissionId: string
    readonly contactId: string
    readonly language: Language
    readonly now: string
    readonly addressKey: string
  },
): NewSubmission => {
  const { email, actingFor, digest, ...answers } = survey
  const { submissionId, contactId, language, now } = given
  return {
    submission: {
      submissionId,
      contactId,
      answers,
      language,
      privacyNotice: privacyInForce.version,
      state: 'awaiting-confirmation',
      linksAsked: 0,
      receivedAt: now,
    },
    contact: {
      contactId,
      ...addressed(given.addressKey, email),
      language,
      state: 'unconfirmed',
      digest: digest ?? 'never',
      digestStated: digest !== undefined,
      ...(actingFor !== undefined && { actsFor: addressed(given.addressKey, actingFor) }),
      ...(digest !== undefined && { digestChosenAt: now, digestWords: wordsInForce.digest }),
      entryIds: [],
      submissionId,
      createdAt: now,
    },
    notice: newNotice({
      event: `submission:${submissionId}`,
      contactId,
      template: 'confirm-submission',
      language,
      facts: { submissionId, authority: answers.authority.name },
      now,
    }),
  }
}

/**
 * At most this many mails that a stranger can cause go to one address on one day (UTC): submissions and drafts, each
 * with its mail, and further links; and as many links to sign in, which are counted by themselves. Enough for an
 * assistant who answers for many authorities.
 */
export const mostMailsADay = 20

/** At most this many further links for one submission. */
export const mostLinks = 4

/** The notice that mails the `n`-th further link. */
export const linkNotice = (submission: Submission, n: number, now: string): Notice<'confirm-submission'> =>
  newNotice({
    event: `submission:${submission.submissionId}:link:${n}`,
    contactId: submission.contactId,
    template: 'confirm-submission',
    language: submission.language,
    facts: { submissionId: submission.submissionId, authority: submission.answers.authority.name },
    now,
  })

/**
 * The same value always has the same hash: names in order, so that a client may write them in any. SHA-256 in
 * base64url.
 */
export const hashOfBody = (body: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(ordered(body)))
    .digest('base64url')

const ordered = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(ordered)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, inner]) => [name, ordered(inner)]),
  )
}
