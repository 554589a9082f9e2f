import type { SubscriptionStore } from '../../shared/digests/digest-store.ts'
import { Failure } from '../../shared/failures.ts'
import { hashOfToken, type TokenItem } from '../../shared/notices/token.ts'
import type { SiteSettings } from '../../shared/pages/site-settings.ts'

/** What the digests' handlers are given. */
export type DigestsParts = {
  readonly site: SiteSettings
  readonly store: SubscriptionStore
  /** Now, as ISO 8601 in UTC. */
  readonly now: () => string
  /** Waits for a random time up to these milliseconds, so that those who met do not meet again. */
  readonly pause: (most: number) => Promise<void>
}

/**
 * Whose digests a mailed link stops. Used links work again: mail clients post more than once.
 *
 * @throws Failure `not-found` for a token that was never ours, `gone` for one that has expired
 */
export const openUnsubscribe = async (
  { store, now }: Pick<DigestsParts, 'store' | 'now'>,
  token: string | undefined,
): Promise<TokenItem & { purpose: 'unsubscribe' }> => {
  const found = await store.tokenByHash(hashOfToken(token ?? ''))
  if (found?.purpose !== 'unsubscribe') throw new Failure('not-found', 'unknown-token')
  // TTL deletes late, so the time is checked here.
  if (found.expiresAt <= now()) throw new Failure('gone', 'expired-token')
  return found
}
