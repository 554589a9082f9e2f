import type { Introduction } from '../matchmaking/introductions/introduction.ts'
import type { Spent } from '../matchmaking/introductions/introduction-store.ts'
import type { Notice } from '../notices/notice.ts'
import { noticeDaysKept } from '../notices/notice-days.ts'
import type { TokenItem } from '../notices/token.ts'
import type { ConsentStore } from '../survey/consent-store.ts'
import type { Contact } from '../survey/contact.ts'
import type { Frequency } from './period.ts'

/**
 * How many days it is kept that a person had the digest of a period. A period is over after a month at most and
 * is planned again only by hand; kept as long as the digest's notice, so that neither is without the other.
 */
export const digestDaysKept = noticeDaysKept.digest

/**
 * How many days it is kept who was told of a pair, from the last telling. Longer than entries stand without
 * being confirmed anew (a year), so that nobody is told twice of the same; after three years without mention,
 * with the people in such offices changed, the same pair is worth a line again.
 */
export const pairDaysKept = 3 * 365

/** A request and an offer (or an offer and a request) by their item ids. */
export type Pair = { readonly pairId: string; readonly itemIds: readonly [string, string] }

/** A pair's name is the same from either side: both ids, sorted. */
export const pairOf = (one: string, other: string): Pair => {
  const itemIds: [string, string] = one < other ? [one, other] : [other, one]
  return { pairId: itemIds.join('~'), itemIds }
}

type PlannedDigest = {
  readonly contactId: string
  readonly frequency: Frequency
  readonly period: string
  readonly notice: Notice<'digest'>
  /** What it tells, at most ten. */
  readonly pairs: readonly Pair[]
  readonly now: string
}

/** What planning digests asks of storage. */
export type DigestStore = {
  /** Everybody confirmed who wants digests so often, of one list, a page at a time. */
  subscribersOf(frequency: Frequency, list: string): AsyncIterable<Contact>
  /** The introductions of an entry, in whatever state: who said no, or was introduced, is not suggested again. */
  introductionsOf(entryId: string): Promise<readonly Introduction[]>
  /** Whose capacity was spent in a year (`2026`), and how much. */
  spentIn(year: string): Promise<Spent>
  hasDigest(contactId: string, period: string): Promise<boolean>
  /** Which of these pairs a contact was told of already. */
  pairsTold(contactId: string, pairIds: readonly string[]): Promise<ReadonlySet<string>>
  /**
   * Writes digest, notice and pairs in one transaction.
   *
   * @returns `already`: the person had this period's digest; `left`: they do not want it any more;
   *   `again`: others wrote the same at this moment, or the table was busy: read and decide again, after a
   *   pause. Any other cause of a cancelled transaction is thrown
   */
  plan(digest: PlannedDigest): Promise<'planned' | 'already' | 'left' | 'again'>
}

/** What unsubscribing asks of storage. */
export type SubscriptionStore = Pick<ConsentStore, 'choose'> & {
  tokenByHash(tokenHash: string): Promise<TokenItem | undefined>
  contactById(contactId: string): Promise<Contact | undefined>
}
