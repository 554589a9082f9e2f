import { createHash } from 'node:crypto'
import type { Reason } from '../matchmaking/suggestion.ts'
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
  /** In which language the description is written (BCP 47); notices made before 25 November 2026 do not say. */
  readonly language?: string
  readonly score: number
  readonly reasons: readonly Reason[]
}

/** What a mail to the people behind an entry says of it. */
type AboutEntry = {
  readonly entryId: string
  readonly authority: string
  /** Whether the entry's page is there for everybody; notices older than this field do not say. */
  readonly shown?: boolean
}

/**
 * What a mail about an introduction says of it: ids alone. Names, words and the peer's address are read when it is
 * sent, so that nobody who was erased meanwhile is in it.
 */
type AboutPair = {
  readonly introductionId: string
  /** The entry to whose people it goes. */
  readonly entryId: string
}

/** What each mail is about, by template. Never personal data: the address is read from the contact when sending. */
export type NoticeFacts = {
  'confirm-submission': { readonly submissionId: string; readonly authority: string }
  'continue-draft': { readonly draftId: string }
  'claim-received': Omit<AboutEntry, 'shown'>
  /** To the claimant: says nothing of an entry that they may not know of. `words` with `refused`. */
  'claim-decided': {
    readonly authority: string
    readonly outcome: 'accepted' | 'refused' | 'expired'
    readonly words: string
  }
  /** To those behind an entry; `left` and `removed` to who does not stand behind it any more. */
  'people-changed': {
    readonly entryId: string
    readonly authority: string
    readonly change: 'joined' | 'accepted-invitation' | 'claim-refused' | 'left' | 'removed'
  }
  /** To somebody for whom an entry was answered: what it says is read behind the link. */
  'acted-for': { readonly actingId: string; readonly entryId: string; readonly authority: string }
  /** To somebody whom those behind an entry ask to be its second contact. */
  'contact-invited': { readonly entryId: string; readonly authority: string }
  /** To those behind an entry: somebody for whom it was answered objected. */
  'acting-objected': { readonly entryId: string; readonly authority: string }
  /** To the stage's contact points: what happened that is theirs to look at. */
  'desk-told': {
    readonly entryId: string
    readonly authority: string
    readonly country: string
    readonly what: 'new-entry' | 'review' | 'claim' | 'objection'
  }
  /** `asBefore`: an objection was looked at, and the entry is paused or expired again as it had been. */
  'entry-published': AboutEntry & { readonly asBefore?: boolean }
  /** With the secretariat's words to the entry's people. */
  'entry-returned': { readonly entryId: string; readonly authority: string; readonly words: string }
  /**
   * Written for unknown addresses, too: the sender finds no contact for them. `wayBack` is where one goes on
   * (`wayBackOf`); notices made before 25 November 2026 have none.
   */
  'sign-in': { readonly wayBack?: string }
  /** Some days before an entry's year ends; with what the entry is about, for people to judge whether it is still right. */
  'renewal-reminder': {
    readonly entryId: string
    readonly authority: string
    /** The last day on which the entry shows, `2027-11-25`. */
    readonly until: string
    readonly days: number
    readonly items: readonly {
      readonly direction: 'offer' | 'request' | 'interest'
      readonly theme: string
    }[]
  }
  /** The secretariat, or a round, asks whether the two would like to talk. */
  'introduction-proposal': AboutPair
  /** What came of it? */
  'introduction-follow-up': AboutPair
  introduction: AboutPair & {
    /** Whom the stage names to ask, by function. */
    readonly contactPoints: readonly { readonly function: string; readonly mail: string }[]
  }
  /** To the people of an entry that might answer a call; its words are read when it is sent. */
  'call-invitation': { readonly callId: string; readonly entryId: string }
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
  'continue-draft': 'prompt',
  'claim-received': 'prompt',
  'claim-decided': 'prompt',
  'people-changed': 'prompt',
  'acted-for': 'prompt',
  'acting-objected': 'prompt',
  'contact-invited': 'prompt',
  'desk-told': 'prompt',
  'entry-published': 'prompt',
  'entry-returned': 'prompt',
  'sign-in': 'prompt',
  'renewal-reminder': 'bulk',
  introduction: 'prompt',
  // A round proposes hundreds at once, and nobody waits for being asked.
  'introduction-proposal': 'bulk',
  'introduction-follow-up': 'bulk',
  'call-invitation': 'bulk',
  digest: 'bulk',
}

export const noticeTemplates = Object.keys(laneOf) as readonly NoticeTemplate[]

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
  /** Hand-overs to SES whose acceptance is not ruled out; at most `mostAttempts` of the template. */
  readonly attempts?: number
  /** Which lease this is: tells a sender whose answer was lost that the lease is its own. */
  readonly holder?: string
  /** Keyed hash of the address it was handed over for: a complaint finds it though the contact is gone. */
  readonly addressHash?: string
  /** Why it was suppressed, rejected or given up, as a code. */
  readonly why?: string
  /** Until when the last lease holds; ISO 8601. */
  readonly leaseUntil?: string
  /** SES's id once accepted. */
  readonly messageId?: string
  /** When a job should look at it: to send it, or, while it is `sending` or `unknown`, to settle it. */
  readonly dueAt: string
  readonly createdAt: string
}

/**
 * How often a mail may be handed to SES when it is not known whether SES took it (DESIGN 12): a confirmation
 * twice, since without it nothing goes on; anything else once.
 */
export const mostAttempts = (template: NoticeTemplate): number => (template === 'confirm-submission' ? 2 : 1)

/** The states in which a notice may still become a mail. */
export const isOpen = (state: NoticeState): boolean =>
  state === 'due' || state === 'sending' || state === 'unknown'

/**
 * The SHA-256 of (event, recipient, template), in base64url, which SES takes as a message tag: a second notice of the
 * same three cannot exist.
 */
export const noticeIdOf = (of: Pick<Notice, 'contactId' | 'template'> & { readonly event: string }): string =>
  createHash('sha256')
    .update(JSON.stringify([of.event, of.contactId, of.template]))
    .digest('base64url')

/** A due notice, with the id of `noticeIdOf`. */
export const newNotice = <T extends NoticeTemplate>(wanted: {
  /** What happened, e.g. `submission:<id>` or `digest:2026-W48`. */
  readonly event: string
  readonly contactId: string
  readonly template: T
  readonly language: Language
  readonly facts: NoticeFacts[T]
  readonly now: string
}): Notice<T> => ({
  noticeId: noticeIdOf(wanted),
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
