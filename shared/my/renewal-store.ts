import type { Notice } from '../notices/notice.ts'
import type { Entry } from '../register/entry.ts'
import type { Contact } from '../survey/contact.ts'

/** What working through the entries whose year ends asks of storage. */
type ExpiringEntries = {
  /** The entries of one list whose `until` is this day (UTC) or before, whatever their state; the list may lag behind. */
  entriesUntil(list: string, day: string): AsyncIterable<Entry>
}

/** What reminding people asks of storage. */
export type ReminderStore = ExpiringEntries & {
  /** The confirmed people behind an entry, strongly consistent. */
  peopleOf(entryId: string): Promise<readonly Contact[]>
  /**
   * Writes a reminder if the entry still ends on that day.
   *
   * @returns `already`: this reminder exists; `changed`: the entry was confirmed anew, paused, hidden or deleted
   */
  remind(entry: Entry, notice: Notice<'renewal-reminder'>): Promise<'planned' | 'already' | 'changed'>
}

/** What hiding and deleting expired entries asks of storage. */
export type ExpiryStore = ExpiringEntries & {
  /** As `MyStore.changeEntry`. */
  changeEntry(before: Entry, after: Entry): Promise<boolean>
  /** An entry by its id, strongly consistent. */
  entryById(entryId: string): Promise<Entry | undefined>
  /**
   * Deletes an entry that is `erased` already: its revisions with the answers they came from, what ties it to its
   * authority and its people, people who stand behind nothing else, and at last itself. Again is harmless.
   *
   * @returns false when others wrote at the same moment: read again and decide anew
   */
  forget(entryId: string): Promise<boolean>
}
