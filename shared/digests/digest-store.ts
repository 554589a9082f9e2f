import type { Notice } from '../notices/notice.ts'
import type { TokenItem } from '../notices/token.ts'
import type { Contact } from '../survey/contact.ts'
import type { Frequency } from './period.ts'

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
  hasDigest(contactId: string, period: string): Promise<boolean>
  /** Which of these pairs a contact was told of already. */
  pairsTold(contactId: string, pairIds: readonly string[]): Promise<ReadonlySet<string>>
  /**
   * Writes digest, notice and pairs in one transaction.
   *
   * @returns `already`: the person had this period's digest; `left`: they do not want it any more;
   *   `changed`: a pair changed meanwhile, read again
   */
  plan(digest: PlannedDigest): Promise<'planned' | 'already' | 'left' | 'changed'>
}

/** What unsubscribing asks of storage. */
export type SubscriptionStore = {
  tokenByHash(tokenHash: string): Promise<TokenItem | undefined>
  /** No more digests for a contact; saying so again, or of an erased contact, changes nothing. */
  unsubscribe(contactId: string): Promise<void>
}
