import { hashOfToken } from '../notices/token.ts'

/**
 * The two ways of being signed in. They never mix: an officer of the desk may also be a respondent, with a
 * session of each.
 *
 * `idleMinutes`: a session that was not used for so long is over. `longestMinutes`: no session lasts longer,
 * however much it is used.
 */
export const sessionKinds = {
  respondent: { cookie: '__Host-my', idleMinutes: 7 * 24 * 60, longestMinutes: 30 * 24 * 60, kept: true },
  desk: { cookie: '__Host-desk', idleMinutes: 60, longestMinutes: 10 * 60, kept: false },
} as const satisfies Record<
  string,
  {
    readonly cookie: `__Host-${string}`
    readonly idleMinutes: number
    readonly longestMinutes: number
    /** Whether the browser keeps the cookie when it is closed. */
    readonly kept: boolean
  }
>
export type SessionKind = keyof typeof sessionKinds

/** A session as the table holds it: never the id itself, which only the browser has. */
export type Session = {
  readonly sessionHash: string
  readonly kindOfSession: SessionKind
  /** Whose it is: a contact's id, or a desk user's. */
  readonly holderId: string
  /** How often the holder had signed out everywhere when it began: another number now, and it is over. */
  readonly generation: number
  /** ISO 8601 instants in UTC. */
  readonly createdAt: string
  readonly seenAt: string
}

/** A session that begins now; `id` is what the browser gets, 256 random bits (`randomToken`). */
export const newSession = (
  kindOfSession: SessionKind,
  begun: {
    readonly id: string
    readonly holderId: string
    readonly generation: number
    readonly now: string
  },
): Session => ({
  sessionHash: hashOfToken(begun.id),
  kindOfSession,
  holderId: begun.holderId,
  generation: begun.generation,
  createdAt: begun.now,
  seenAt: begun.now,
})

const minutes = 60_000

/** When a session ends if nobody uses it again; ISO 8601. */
export const sessionEndsAt = ({ kindOfSession, createdAt, seenAt }: Session): string => {
  const { idleMinutes, longestMinutes } = sessionKinds[kindOfSession]
  const idle = Date.parse(seenAt) + idleMinutes * minutes
  const longest = Date.parse(createdAt) + longestMinutes * minutes
  return new Date(Math.min(idle, longest)).toISOString()
}

/** A use is written down only when the last one is this long ago: reading a page is not a write each time. */
const minutesBetweenMarks = 10

/** Whether a use should be written down, so that the session does not count as idle. */
export const isUseWorthMarking = ({ seenAt }: Session, now: string): boolean =>
  Date.parse(seenAt) + minutesBetweenMarks * minutes <= Date.parse(now)

/** The id that a request's cookies carry for a kind of session; undefined for none, or what cannot be ours. */
export const sessionIdIn = (
  headers: Readonly<Record<string, string>>,
  kind: SessionKind,
): string | undefined => cookieIn(headers, sessionKinds[kind].cookie)

/** Under what the table knows the session whose id a request's cookies carry: signing in anew ends it. */
export const sessionHashIn = (
  headers: Readonly<Record<string, string>>,
  kind: SessionKind,
): string | undefined => {
  const id = sessionIdIn(headers, kind)
  return id === undefined ? undefined : hashOfToken(id)
}

/** The value of a cookie of ours, which is letters, digits, `-`, `_` and `.` only. */
export const cookieIn = (headers: Readonly<Record<string, string>>, name: string): string | undefined => {
  for (const pair of (headers.cookie ?? '').split(';')) {
    const at = pair.indexOf('=')
    if (at > 0 && pair.slice(0, at).trim() === name) {
      const value = pair.slice(at + 1).trim()
      return /^[\w.-]{1,800}$/.test(value) ? value : undefined
    }
  }
  return undefined
}

/**
 * A `Set-Cookie` of ours (RFC 6265bis). `__Host-` binds it to this host alone; `Lax`, since a strict one is lost
 * on the way from a mail or from the issuer, which is why every post's `Origin` is checked.
 *
 * @param maxAge seconds; 0 deletes it, without it the browser forgets it when it is closed
 */
export const cookie = (name: `__Host-${string}`, value: string, maxAge?: number): string =>
  [
    `${name}=${value}`,
    'Path=/',
    'HttpOnly',
    'Secure',
    'SameSite=Lax',
    ...(maxAge === undefined ? [] : [`Max-Age=${maxAge}`]),
  ].join('; ')

/** The cookie that begins a session in a browser. */
export const sessionCookie = (kind: SessionKind, id: string): string =>
  cookie(
    sessionKinds[kind].cookie,
    id,
    sessionKinds[kind].kept ? sessionKinds[kind].longestMinutes * 60 : undefined,
  )

/** The cookie that ends it there. */
export const endedCookie = (kind: SessionKind): string => cookie(sessionKinds[kind].cookie, '', 0)
