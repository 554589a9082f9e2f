import type { FailureKind } from '../failures.ts'

/** The one place where a failure's kind becomes an HTTP status, or an outcome for streams and jobs. */
const outcomes: Readonly<
  Record<FailureKind, { status: number; background: 'retry' | 'drop' | 'dead-letter' }>
> = {
  invalid: { status: 422, background: 'dead-letter' },
  malformed: { status: 400, background: 'dead-letter' },
  'not-found': { status: 404, background: 'drop' },
  gone: { status: 410, background: 'drop' },
  conflict: { status: 409, background: 'retry' },
  'key-reused': { status: 422, background: 'dead-letter' },
  'too-many': { status: 429, background: 'retry' },
  'over-limit': { status: 429, background: 'retry' },
  'too-large': { status: 413, background: 'dead-letter' },
  'unsupported-media-type': { status: 415, background: 'dead-letter' },
  'method-not-allowed': { status: 405, background: 'dead-letter' },
  forbidden: { status: 403, background: 'dead-letter' },
  'not-allowed': { status: 403, background: 'dead-letter' },
  'signed-out': { status: 401, background: 'dead-letter' },
  unavailable: { status: 503, background: 'retry' },
  poison: { status: 500, background: 'dead-letter' },
}

/** The HTTP status that a failure of this kind is answered with. */
export const statusOf = (kind: FailureKind): number => outcomes[kind].status

/** What a stream or job does about a failure: `retry` later, `drop` (nothing is left to do) or `dead-letter`. */
export const backgroundOutcomeOf = (kind: FailureKind): 'retry' | 'drop' | 'dead-letter' =>
  outcomes[kind].background
