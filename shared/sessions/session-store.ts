import type { Session, SessionKind } from './session.ts'

/** What being signed in asks of storage. */
export type SessionReads = {
  /** Strongly consistent; it may be over. */
  sessionByHash(sessionHash: string): Promise<Session | undefined>
  /** How often a holder has signed out everywhere. */
  generationOf(kind: SessionKind, holderId: string): Promise<number>
}

/** What using and ending sessions asks of storage. */
export type SessionStore = SessionReads & {
  /** Writes down a use; nothing when the session ended meanwhile. */
  markUse(sessionHash: string, now: string): Promise<void>
  /** Ends one session; again is harmless. */
  endSession(sessionHash: string): Promise<void>
  /** Ends every session of a holder, those that begin at this moment included. */
  endAllSessions(kind: SessionKind, holderId: string): Promise<void>
}
