import { createHash } from 'node:crypto'
import { invalid } from '../failures.ts'
import type { Viewer } from './entry.ts'
import { facetNames } from './facets.ts'
import type { RegisterQuery } from './register-index.ts'

/** Where a page ended: which version was read, and how many entries come before the next page. */
export type Place = { readonly version: string; readonly before: number }

/** Names what was asked, so that a cursor goes on with the same question only. */
const questionOf = (query: RegisterQuery, viewer: Viewer): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        query.q ?? '',
        ...facetNames.map((facet) => [...(query[facet] ?? [])].sort()),
        query.sort ?? 'relevance',
        query.sort === 'name' ? (query.reader ?? '') : '',
        viewer,
      ]),
    )
    .digest('base64url')
    .slice(0, 12)

/**
 * The cursor that goes on after a place, with the same question and viewer only: base64url, fit for an address.
 * A version never changes, so a number of entries is an exact place in its order.
 */
export const cursorOf = ({ version, before }: Place, query: RegisterQuery, viewer: Viewer): string =>
  Buffer.from(JSON.stringify([version, before, questionOf(query, viewer)])).toString('base64url')

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
  if (!Array.isArray(read) || read.length !== 3) throw bad
  const [version, before, question] = read as unknown[]
  if (typeof version !== 'string' || question !== questionOf(query, viewer)) throw bad
  if (typeof before !== 'number' || !Number.isInteger(before) || before < 1) throw bad
  return { version, before }
}
