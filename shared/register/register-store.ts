import type { Entry } from './entry.ts'

/** What the register asks of the truth. */
export type RegisterStore = {
  /** One entry in any state, as it is now. */
  entryById(entryId: string): Promise<Entry | undefined>
}
