import { type HttpRequest, languageParameter } from '../http/request.ts'
import type { SessionKind } from './session.ts'

/** The query parameter that carries where somebody was when they had to sign in. */
export const wayBackParameter = 'to'

/**
 * What such an address may look like: a path of ours and, at the desk, a query. A respondent's travels in a mail that
 * anybody can ask for, so it has no place for words: it may name two items, a request and an offer, and nothing else.
 * Nothing here can name another host, whatever it is put behind.
 */
const wayBackOfKind: Readonly<Record<SessionKind, RegExp>> = {
  respondent:
    /^(?!\/secretariat)(?:\/[\w-]{1,64}){1,5}(?:\?about=[\w-]{1,64}\.request\.[a-z-]{1,40}(?:~|%7E)[\w-]{1,64}\.offer\.[a-z-]{1,40})?$/,
  desk: /^\/secretariat(?:\/[\w-]{1,64}){0,4}(?:\?[\w%=&.-]{1,200})?$/,
}

/** Behind these paths stands the secret of a mailed link, which is kept nowhere, or a step of signing in itself. */
const notThere =
  /^\/(?:survey\/(?:drafts|confirmations|objections)|my\/(?:sign-in-links|signed-out|renewals|renewed|invitations)|mail|answers|secretariat\/sign-in)(?:\/|$)/

/** Where somebody goes on after signing in, as `links.to` takes it; undefined for all that is no such page of ours. */
export const wayBackOf = (kind: SessionKind, given: string | undefined): string | undefined =>
  given !== undefined && wayBackOfKind[kind].test(given) && !notThere.test(given.split('?')[0] ?? '')
    ? given
    : undefined

/** The same of what a request brings along. */
export const wayBackIn = (kind: SessionKind, { query }: Pick<HttpRequest, 'query'>): string | undefined =>
  wayBackOf(kind, query[wayBackParameter]?.[0])

/**
 * The query with which a page leads to signing in, so that one comes back: `{to: '/my/session'}`. Empty where there is
 * no way back. The language is the reader's own, and what was done a moment ago is not done again.
 */
export const withWayBack = (
  kind: SessionKind,
  { path, query = {} }: Partial<Pick<HttpRequest, 'query'>> & Pick<HttpRequest, 'path'>,
): Record<string, string> => {
  const kept = new URLSearchParams(
    Object.entries(query).flatMap(([name, values]) =>
      name === languageParameter || name === 'done' ? [] : values.map((value) => [name, value]),
    ),
  ).toString()
  const wayBack = (kept && wayBackOf(kind, `${path}?${kept}`)) || wayBackOf(kind, path)
  return wayBack === undefined ? {} : { [wayBackParameter]: wayBack }
}
