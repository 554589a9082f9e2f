import { decideAnew } from '../http/decide-anew.ts'
import type { Choice, Consent } from './consent.ts'

/** What permissions ask of storage. */
export type ConsentStore = {
  /**
   * Keeps what a person chose and writes it down with it, in one transaction.
   *
   * @returns `same` where it held already; `gone` when the person is no longer there or stands behind no entry; `again` when something else was
   *   chosen at this moment: decide anew
   */
  choose(contactId: string, choice: Choice): Promise<'changed' | 'same' | 'gone' | 'again'>
  /** What a person chose, oldest first, strongly consistent; the last `consentsKept` changes. */
  consentsOf(contactId: string): Promise<readonly Consent[]>
}

/**
 * What came of a choice, made anew for as long as others are made at the same moment: the last one holds, and each is
 * written down.
 *
 * @throws Failure `unavailable` when others are made each time
 */
export const madeChoice = (
  {
    store,
    pause,
  }: { readonly store: Pick<ConsentStore, 'choose'>; readonly pause: (most: number) => Promise<void> },
  contactId: string,
  choice: Choice,
): Promise<'changed' | 'same' | 'gone'> =>
  decideAnew(pause, async () => {
    const outcome = await store.choose(contactId, choice)
    return outcome === 'again' ? undefined : outcome
  })
