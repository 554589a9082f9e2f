import type { Programme } from './programme.ts'
import type { EditedProgramme, ProgrammeStore } from './programme-store.ts'
import { type ProgrammeId, programmeIds, shippedProgramme } from './programmes.ts'

/** The rules that count now. `edited` is there where they are not those that are shipped. */
export type CurrentProgramme = {
  readonly programme: Programme
  readonly edited?: Pick<EditedProgramme, 'revision' | 'editedAt'>
}

/** Reads the programmes as they are now. */
export type ProgrammesReader = {
  all(): Promise<readonly CurrentProgramme[]>
  /** Undefined: there is none of this id. */
  one(id: ProgrammeId): Promise<CurrentProgramme | undefined>
}

/** For how long a function instance takes what it has read for current, in milliseconds: rules change a few times a year. */
const freshFor = 60_000

/**
 * The programmes: what somebody edited counts, else what is shipped. The table is asked once a minute and function
 * instance; what it cannot answer is an error, since rules that were edited must not come back as they were.
 *
 * @param now as ISO 8601
 */
export const programmesReader = (store: ProgrammeStore, now: () => string): ProgrammesReader => {
  let kept:
    | { readonly at: number; readonly current: Promise<ReadonlyMap<ProgrammeId, CurrentProgramme>> }
    | undefined
  const current = () => {
    const at = Date.parse(now())
    if (!kept || at - kept.at >= freshFor) {
      const reading = store.editedProgrammes().then(withShipped)
      // A failure is told to who asked now, and not kept for the next.
      reading.catch(() => {
        if (kept?.current === reading) kept = undefined
      })
      kept = { at, current: reading }
    }
    return kept.current
  }
  return {
    all: async () => [...(await current()).values()],
    one: async (id) => (await current()).get(id),
  }
}

const withShipped = (edited: readonly EditedProgramme[]): ReadonlyMap<ProgrammeId, CurrentProgramme> =>
  new Map<ProgrammeId, CurrentProgramme>([
    ...programmeIds.map((id) => [id, { programme: shippedProgramme(id) }] as const),
    ...edited.map(
      ({ programme, revision, editedAt }) =>
        [programme.id, { programme, edited: { revision, editedAt } }] as const,
    ),
  ])
