import type { Programme } from './programme.ts'

/** A programme as somebody edited it. `revision` counts the edits, from 1. */
export type EditedProgramme = {
  readonly programme: Programme
  readonly revision: number
  /** When, as ISO 8601 in UTC. */
  readonly editedAt: string
  /** Who: an id, never a name. */
  readonly editedBy: string
}

/** What reading the programmes asks of storage. */
export type ProgrammeStore = {
  /** The programmes that were edited; those that never were are not among them. */
  editedProgrammes(): Promise<readonly EditedProgramme[]>
}

/** What editing the programmes asks of storage besides. */
export type ProgrammeDesk = ProgrammeStore & {
  /**
   * Keeps an edited programme and its revision, both or neither. `revision` is the one that this edit makes.
   *
   * @returns false where somebody else has made this revision: nothing is kept, and the edit must be looked at again
   */
  keepEdited(edited: EditedProgramme): Promise<boolean>
}
