import { hashOfToken } from '../notices/token.ts'
import { type Session, type SessionKind, sessionEndsAt, sessionIdIn } from './session.ts'
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
  const id = sessionIdIn(headers, kind)
  if (id === undefined) return undefined
  const session = await store.sessionByHash(hashOfToken(id))
  if (!session || session.kindOfSession !== kind || sessionEndsAt(session) <= now) return undefined
  return (await store.generationOf(kind, session.holderId)) === session.generation ? session : undefined
}
