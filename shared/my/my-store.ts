import type { Notice } from '../notices/notice.ts'
import type { TokenItem } from '../notices/token.ts'
import type { Entry } from '../register/entry.ts'
import type { Session } from '../sessions/session.ts'
import type { SessionStore } from '../sessions/session-store.ts'
import type { ConsentStore } from '../survey/consent-store.ts'
import type { Contact } from '../survey/contact.ts'

/** What a respondent's own pages ask of storage. */
export type MyStore = SessionStore &
  ConsentStore & {
    /**
     * Counts one more link to an address and writes the notice, in one transaction and for every address alike. The
     * same notice a second time (asked within the same minute) is neither counted nor written.
     *
     * @throws Failure `too-many` when the address had its links of the day
     */
    askSignInLink(addressHash: string, notice: Notice<'sign-in'>, now: string): Promise<void>
    tokenByHash(tokenHash: string): Promise<TokenItem | undefined>
    contactById(contactId: string): Promise<Contact | undefined>
    /**
     * Uses the link up, begins the session and ends the one that the same browser had before, whose id it forgets, in one
     * transaction; false when the link was used at this moment.
     */
    signIn(tokenHash: string, session: Session, replaced?: string): Promise<boolean>
    /** These entries in the order of the ids, strongly consistent; those that are no more are left out. */
    entriesOf(entryIds: readonly string[]): Promise<readonly Entry[]>
    /**
     * The words with which the secretariat returned this revision of an entry, as they were mailed to the person;
     * undefined for who was not told, and once that mail's notice is no longer kept.
     */
    wordsOfReturn(entry: Entry, contactId: string): Promise<string | undefined>
    /**
     * Changes an entry and what the search knows of it, in one transaction; false when it changed since it was read,
     * or others wrote to the same list of the search: read again and decide anew.
     */
    changeEntry(before: Entry, after: Entry): Promise<boolean>
    /**
     * Uses a link up and changes the entry that it is for, in one transaction.
     *
     * @returns `used` when the link was used at this moment; `again` as `changeEntry` gives false
     */
    renew(tokenHash: string, before: Entry, after: Entry, now: string): Promise<'renewed' | 'used' | 'again'>
  }
