import type { Notice } from '../../notices/notice.ts'
import type { Entry } from '../../register/entry.ts'
import type { Audit } from '../../secretariat/audit.ts'
import type { Contact } from '../../survey/contact.ts'
import type { Introduction } from './introduction.ts'
import type { Shelf } from './shelf.ts'

/** All that a step changes, to be written together. */
export type IntroductionChange = {
  /** As it was read; undefined where there was none. */
  readonly before: Introduction | undefined
  readonly after: Introduction
  readonly notices: readonly Notice[]
  /** Where somebody at the desk did it. */
  readonly audit?: Audit
  /** A mailed link that this uses up. */
  readonly link?: { readonly tokenHash: string }
  /** Entries that must still be as they were read: public, with this capacity. */
  readonly entries?: readonly Pick<Entry, 'entryId' | 'capacity'>[]
  /** People who must still be there, confirmed. */
  readonly contactIds?: readonly string[]
}

/** How many peers each entry was introduced to in a year, where it helps, by entry id. */
export type Spent = ReadonlyMap<string, number>

/** What changing introductions asks of storage. */
export type IntroductionWrites = {
  /**
   * Writes a step in one transaction: the introduction on condition that it stands where it was read, the capacity of
   * who helps on condition that some is left, the notices, the audit.
   *
   * @returns `changed` when it, an entry, a person or the link changed since they were read: read again and decide
   *   anew; `capacity-spent` when who would help has none left this year
   */
  change(change: IntroductionChange): Promise<'changed' | 'capacity-spent' | 'written'>
}

/** What reading introductions asks of storage. */
export type IntroductionReads = {
  /** Strongly consistent. */
  introductionById(introductionId: string): Promise<Introduction | undefined>
  /** All of an entry, in whatever state, strongly consistent. */
  introductionsOf(entryId: string): Promise<readonly Introduction[]>
  /** Entries in the order of the ids, strongly consistent; those that are no more are left out. */
  entriesOf(entryIds: readonly string[]): Promise<readonly Entry[]>
  contactById(contactId: string): Promise<Contact | undefined>
}

/** What the desk asks of storage about introductions. */
export type DeskIntroductions = IntroductionReads &
  IntroductionWrites & {
    /** Those on a shelf, the longest there first, at most so many, and how many there are in all. */
    introductionsOn(
      shelf: Shelf,
      most: number,
    ): Promise<{ readonly introductions: readonly Introduction[]; readonly total: number }>
    /** The people behind an entry. */
    contactsOfEntry(entryId: string): Promise<readonly Contact[]>
    /** Whose capacity was spent in a year (`2026`), and how much. */
    spentIn(year: string): Promise<Spent>
  }
