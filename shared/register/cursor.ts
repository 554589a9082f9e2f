import { createHash } from 'node:crypto'
import { invalid } from '../failures.ts'
import type { Viewer } from './entry.ts'
import type { RegisterQuery } from './register-index.ts'

/** Where a page ended: which version was read, and the sort key of its last entry. */
export type Place = {
  readonly version: string
  readonly relevance: number
  readonly updatedAt: string
  readonly entryId: string
}

/** Names what was asked, so that a cursor goes on with the same question only. */
const questionOf = (query: RegisterQuery, viewer: Viewer): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        query.q ?? '',
        ...[query.direction, query.theme, query.country].map((values) => [...(values ?? [])].sort()),
        viewer,
      ]),
    )
    .digest('base64url')
    .slice(0, 12)

/** The cursor that goes on after a place, with the same question and viewer only: base64url, fit for an address. */
export const cursorOf = (place: Place, query: RegisterQuery, viewer: Viewer): string =>
  Buffer.from(
    JSON.stringify([
      place.version,
      place.relevance,
      place.updatedAt,
      place.entryId,
      questionOf(query, viewer),
    ]),
  ).toString('base64url')

/**
 * The place that a cursor names.
 *
 * @throws Failure `invalid` at `?cursor` for what is no cursor of ours, or one of another question
 */
export const placeOf = (cursor: string, query: RegisterQuery, viewer: Viewer): Place => {
  const bad = invalid([{ pointer: '?cursor', code: 'wrong-value' }])
  let read: unknown
  try {
    read = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
  } catch {
    throw bad
  }
  if (!Array.isArray(read) || read.length !== 5) throw bad
  const [version, relevance, updatedAt, entryId, question] = read as unknown[]
  if (typeof version !== 'string' || typeof updatedAt !== 'string' || typeof entryId !== 'string') throw bad
  if (typeof relevance !== 'number' || question !== questionOf(query, viewer)) throw bad
  return { version, relevance, updatedAt, entryId }
}
