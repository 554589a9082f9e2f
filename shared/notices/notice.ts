import { createHash } from 'node:crypto'
import type { Language } from '../messages/languages.ts'

/** Prompt notices are sent by the stream at once; bulk ones by a paced job, so that they never delay the others. */
export const lanes = ['prompt', 'bulk'] as const
export type Lane = (typeof lanes)[number]

/**
 * `due → sending → accepted`; an ambiguous answer of SES makes it `unknown` until an event or the policy
 * settles it; `suppressed`, `rejected` (parked for the operator) and `accepted` are ends.
 */
export const noticeStates = ['due', 'sending', 'accepted', 'unknown', 'suppressed', 'rejected'] as const
export type NoticeState = (typeof noticeStates)[number]

/** What a digest says of one suggestion; ids and public words only. */
export type DigestSuggestion = {
  readonly ownItemId: string
  readonly peerItemId: string
  readonly peerEntryId: string
  readonly peerName: string
  readonly peerCountry: string
  readonly theme: string
  readonly direction: 'offer' | 'request' | 'interest'
  readonly description: string
  readonly score: number
  readonly reasons: readonly { readonly term: string; readonly value: number; readonly stated: boolean }[]
}

/** What each mail is about, by template. Never personal data: the address is read from the contact when sending. */
export type NoticeFacts = {
  'confirm-submission': { readonly submissionId: string; readonly authority: string }
  'claim-received': { readonly entryId: string; readonly authority: string }
  digest: {
    readonly frequency: 'weekly' | 'monthly'
    readonly period: string
    readonly authority: string
    readonly suggestions: readonly DigestSuggestion[]
  }
}
export type NoticeTemplate = keyof NoticeFacts

const laneOf: Readonly<Record<NoticeTemplate, Lane>> = {
  'confirm-submission': 'prompt',
  'claim-received': 'prompt',
  digest: 'bulk',
}

/** One mail that must go out, once. */
export type Notice<T extends NoticeTemplate = NoticeTemplate> = {
  readonly noticeId: string
  readonly lane: Lane
  readonly template: T
  readonly contactId: string
  readonly language: Language
  readonly facts: NoticeFacts[T]
  readonly state: NoticeState
  /** Counts leases; a sender whose number is no longer the notice's must not write. */
  readonly fence: number
  /** Until when the last lease holds; ISO 8601. */
  readonly leaseUntil?: string
  /** SES's id once accepted. */
  readonly messageId?: string
  readonly dueAt: string
  readonly createdAt: string
}

/**
 * A due notice. Its id is the SHA-256 of (event, recipient, template), in base64url, which SES takes as a
 * message tag: a second notice of the same three cannot exist.
 */
export const newNotice = <T extends NoticeTemplate>(wanted: {
  /** What happened, e.g. `submission:<id>` or `digest:2026-W48`. */
  readonly event: string
  readonly contactId: string
  readonly template: T
  readonly language: Language
  readonly facts: NoticeFacts[T]
  readonly now: string
}): Notice<T> => ({
  noticeId: createHash('sha256')
    .update(JSON.stringify([wanted.event, wanted.contactId, wanted.template]))
    .digest('base64url'),
  lane: laneOf[wanted.template],
  template: wanted.template,
  contactId: wanted.contactId,
  language: wanted.language,
  facts: wanted.facts,
  state: 'due',
  fence: 0,
  dueAt: wanted.now,
  createdAt: wanted.now,
})
