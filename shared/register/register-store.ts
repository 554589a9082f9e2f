import type { Entry } from './entry.ts'

/** An entry as it was after a confirmed submission. */
export type Revision = {
  readonly entry: Entry
  readonly submissionId: string
  /** ISO 8601 instant in UTC. */
  readonly confirmedAt: string
}

/** What the register asks of the truth. */
export type RegisterStore = {
  /** One entry in any state, as it is now. */
  entryById(entryId: string): Promise<Entry | undefined>
  /** How an entry came to be, oldest first. */
  revisionsOfEntry(entryId: string): Promise<readonly Revision[]>
}
