import { readdirSync, readFileSync } from 'node:fs'
import type { Language } from '../messages/languages.ts'
import { type Programme, wordsIn } from './programme.ts'

/** A programme's id: the name of its file. */
export type ProgrammeId = string

/**
 * Where the rules are shipped, one file a programme: beside this module, and beside the bundle when deployed. A new
 * programme is a new file there and nothing else: whatever lists programmes lists the folder.
 */
const folder = new URL('./rules/', import.meta.url)

/** The ids of the programmes whose rules are shipped, in alphabetical order. */
export const programmeIds: readonly ProgrammeId[] = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => name.slice(0, -'.json'.length))
  .sort()

const known: ReadonlySet<unknown> = new Set(programmeIds)

export const isProgrammeId = (value: unknown): value is ProgrammeId => known.has(value)

const read = new Map<ProgrammeId, Programme>()

/**
 * A programme as it is shipped, before anybody edited it. Not checked when read: a test checks every file.
 *
 * @throws Error for an id that is none of `programmeIds`
 */
export const shippedProgramme = (id: ProgrammeId): Programme => {
  let found = read.get(id)
  if (!found) {
    if (!isProgrammeId(id)) throw new Error(`no programme '${id}' is shipped`)
    found = JSON.parse(readFileSync(new URL(`${id}.json`, folder), 'utf8')) as Programme
    read.set(id, found)
  }
  return found
}

/** A programme's name as it is shipped, for lists and filters; an id that is shipped no more stands for itself. */
export const programmeName = (id: ProgrammeId, language: Language): string =>
  isProgrammeId(id) ? wordsIn(shippedProgramme(id).words.name, language).text : id
