import type { ImportedEntry, ImportStore } from '../../../shared/survey/import-store.ts'
import { readJson, writeJson } from '../run-folder.ts'
import { demonstrationEntries, usualSeed } from './demonstration-entries.ts'
import { demonstrationIntroductions, introducedAmong } from './demonstration-introductions.ts'

export type FillParts = {
  readonly entries: number
  readonly now: () => string
  readonly addressKey: string
  readonly store: ImportStore
  /** How many entries the register shows. */
  readonly shown: () => Promise<number>
  /** Builds the search's snapshot, once all is written. */
  readonly rebuild: () => Promise<unknown>
  /** Where it is noted how many entries are done, so that a start that was cut off goes on. */
  readonly file: string
  readonly stopped: () => boolean
  readonly tell: (line: string) => void
}

/** What is noted: the entries depend on when they began to be written. */
type Progress = { readonly seed: string; readonly now: string; readonly done: number }

/** Entries between two lines of progress: some seconds. */
const batchSize = 60

/**
 * Fills an empty register with the demonstration entries, straight into the tables: six hundred surveys, mails
 * and confirmations would take minutes. A register that somebody else has begun is left alone; a fill that was
 * cut off goes on; a later start that wants more adds them.
 */
export const fillRegister = async (parts: FillParts): Promise<void> => {
  const noted = readJson(parts.file) as Progress | undefined
  const begun = noted?.now !== undefined && noted.done !== undefined
  if (begun ? noted.done >= parts.entries : (await parts.shown()) > 0) return
  const progress: Progress = begun ? noted : { seed: usualSeed, now: parts.now(), done: 0 }
  writeJson(parts.file, progress)

  const among = Math.min(introducedAmong, parts.entries)
  const first: ImportedEntry[] = []
  let done = 0
  let batch: ImportedEntry[] = []
  const write = async () => {
    await parts.store.importEntries(batch)
    // Before it is noted that they are there: writing them again changes nothing.
    if (done < among && done + batch.length >= among)
      await parts.store.importIntroductions(
        demonstrationIntroductions(first.slice(0, among), { ...progress, addressKey: parts.addressKey }),
      )
    done += batch.length
    batch = []
    writeJson(parts.file, { ...progress, done } satisfies Progress)
    parts.tell(`Demonstration: ${done} of ${parts.entries} entries`)
  }
  const entries = demonstrationEntries({ ...progress, entries: parts.entries, addressKey: parts.addressKey })
  let n = 0
  for (const imported of entries) {
    if (parts.stopped()) return
    if (first.length < among) first.push(imported)
    if (n++ < progress.done) {
      done = n
      continue
    }
    batch.push(imported)
    if (batch.length === batchSize) await write()
  }
  if (batch.length > 0) await write()
  if (!parts.stopped()) await parts.rebuild()
}
