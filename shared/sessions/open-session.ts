import { type Session, type SessionKind, sessionEndsAt, sessionHashIn } from './session.ts'
import type { SessionReads } from './session-store.ts'

/**
 * The session that a request comes with, if it is open: known, neither idle nor too old (TTL deletes late, so
 * the times are checked here), of this kind, and begun after its holder last signed out everywhere.
 *
 * @param now ISO 8601 in UTC
 */
export const openSession = async (
  store: SessionReads,
  kind: SessionKind,
  headers: Readonly<Record<string, string>>,
  now: string,
): Promise<Session | undefined> => {
  const sessionHash = sessionHashIn(headers, kind)
  if (sessionHash === undefined) return undefined
  const session = await store.sessionByHash(sessionHash)
  if (!session || session.kindOfSession !== kind || sessionEndsAt(session) <= now) return undefined
  return (await store.generationOf(kind, session.holderId)) === session.generation ? session : undefined
}
