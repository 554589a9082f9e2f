import type { Call } from '../matchmaking/calls/call.ts'
import type { Introduction } from '../matchmaking/introductions/introduction.ts'
import type { Entry } from '../register/entry.ts'
import type { ConsentStore } from '../survey/consent-store.ts'
import type { Contact } from '../survey/contact.ts'
import type { Lane, Notice, NoticeState } from './notice.ts'
import type { TokenItem } from './token.ts'

/** Two who are introduced, from one side: what a mail about them is written from. */
export type PairAsRead = {
  readonly introduction: Introduction
  readonly own: Entry
  readonly peer: Entry
  /** Who of the peer's people wanted it; undefined when nobody did, or they are gone. */
  readonly peerContact: Contact | undefined
}

/** A lease as it is asked for: the notice as it was read, and the token that its mail carries. */
type Lease = {
  readonly notice: Notice
  readonly holder: string
  /** Keyed hash of the address it goes to. */
  readonly addressHash: string
  readonly token?: TokenItem
  readonly now: string
  readonly until: string
}

/** How a sender leaves the notice it leased. */
export type Sent =
  | { readonly state: 'accepted'; readonly messageId: string }
  /** Not known whether SES took it; to be settled by its event, or looked at when due. */
  | { readonly state: 'unknown'; readonly why: string; readonly dueAt: string }
  /** Certainly not taken: this hand-over does not count. */
  | { readonly state: 'due'; readonly why: string; readonly dueAt: string }
  | { readonly state: 'rejected'; readonly why: string }

/**
 * What sending asks of storage. Every change is conditional on the states it is valid from; a notice at its end
 * is kept for the days of its template (`noticeDaysKept`) from the time given.
 */
export type NoticeStore = {
  /** Strongly consistent. @throws Failure `poison` when the item is no notice that can be read */
  noticeById(noticeId: string): Promise<Notice | undefined>
  contactById(contactId: string): Promise<Contact | undefined>
  /** The last day of an entry's year, strongly consistent; undefined where it is not to be renewed, or is no more. */
  untilOf(entryId: string): Promise<string | undefined>
  /** An introduction as one side's mail needs it; undefined when it or one of the entries is gone. */
  pairAsRead(introductionId: string, entryId: string): Promise<PairAsRead | undefined>
  /** A call as it is now, strongly consistent. */
  callById(callId: string): Promise<Call | undefined>
  /** Whether an address must not be written to. */
  isSuppressed(addressHash: string): Promise<boolean>
  /** The ids of a lane's notices that are due, oldest first, with the state they were last seen in. */
  dueNotices(
    lane: Lane,
    until: string,
    most: number,
  ): Promise<readonly { noticeId: string; state: NoticeState; dueAt: string }[]>
  /**
   * Takes the notice for one hand-over and stores the mail's token, in one transaction.
   *
   * @returns false when it changed since it was read, or has no hand-over left
   */
  lease(lease: Lease): Promise<boolean>
  /** What came of the hand-over; false when the lease is no longer the sender's or an event was faster. */
  leave(notice: Notice, fence: number, sent: Sent, now: string): Promise<boolean>
  /** Ends a notice that must not be sent, as it was read; false when it changed meanwhile. */
  end(notice: Notice, state: 'suppressed' | 'unknown', why: string, now: string): Promise<boolean>
  /** Parks a notice that cannot be sent, for the operator; unless a sender's lease holds at `now`. */
  park(noticeId: string, why: string, now: string): Promise<void>
  /** SES says that it took the mail, at that time. */
  settleAccepted(noticeId: string, messageId: string, at: string): Promise<void>
  /** SES took the mail and then would not deliver it. */
  settleRejected(noticeId: string, messageId: string, at: string): Promise<void>
  /** No more mail to an address; saying so again changes nothing. */
  suppress(addressHash: string, reason: 'bounce' | 'complaint', at: string): Promise<void>
  /** Keeps what a person chose, or what was chosen for them. */
  choose: ConsentStore['choose']
}
