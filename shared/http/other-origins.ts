import { Failure } from '../failures.ts'
import type { HttpAnswer } from './request.ts'

type Headers = Readonly<Record<string, string>>

/** What a browser must be told before it shows an answer to a page of another origin; nothing for our own pages. */
export const sharingHeaders = (headers: Headers, allowed: readonly string[]): Record<string, string> =>
  headers.origin !== undefined && allowed.includes(headers.origin)
    ? { 'access-control-allow-origin': headers.origin, vary: 'Accept, Accept-Language, Cookie, Origin' }
    : {}

/**
 * The answer to a browser that asks whether a page of another origin may send JSON here (CORS preflight).
 *
 * @throws Failure `forbidden` for an origin that the stage does not name
 */
export const preflightAnswer = (headers: Headers, allowed: readonly string[]): HttpAnswer => {
  if (headers.origin === undefined || !allowed.includes(headers.origin))
    throw new Failure('forbidden', 'other-origin')
  return {
    status: 204,
    headers: {
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': 'content-type, accept, accept-language, idempotency-key',
      'access-control-max-age': '600',
    },
  }
}
