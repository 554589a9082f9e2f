import type { Entry } from '../register/entry.ts'
import type { Session } from '../sessions/session.ts'
import type { SessionStore } from '../sessions/session-store.ts'
import type { Contact } from '../survey/contact.ts'
import type { Audit } from './audit.ts'
import type { DeskUser } from './desk-user.ts'
import type { Reviewed } from './review.ts'

/** What waits for a review: the oldest, and how many there are in all. */
export type Waiting = { readonly entries: readonly Entry[]; readonly total: number }

/** What every page of the desk asks of storage: who is there. */
export type DeskPeople = SessionStore & {
  /** Strongly consistent: a role that was taken away is gone at the next request. */
  deskUserById(userId: string): Promise<DeskUser | undefined>
  /** Everybody who ever had a role, strongly consistent. */
  deskUsers(): Promise<readonly DeskUser[]>
}

/** What the desk asks of storage for its own people, the entries and what was done; other rooms have their own stores. */
export type DeskStore = DeskPeople & {
  beginSession(session: Session): Promise<void>
  /** Makes the stage's first administrator, unless there is or was such a user. */
  seedAdministrator(user: DeskUser, audit: Audit): Promise<void>
  /** Binds a user with a role to an account; false when the role is gone or another sign-in bound them. */
  bindAccount(userId: string, account: string): Promise<boolean>
  /**
   * Gives somebody a role, on condition that whoever gives it is still an administrator (so that two who take each
   * other's role away never both succeed) and that the user is as it was read. Taking a role
   * away ends all their sessions for good.
   *
   * @returns false when one of both has changed meanwhile
   */
  setRole(change: {
    readonly before: DeskUser | undefined
    readonly after: DeskUser
    readonly by: string
    readonly audit: Audit
  }): Promise<boolean>
  /** What awaits review, oldest first; a decision of this moment may still be among them. */
  entriesAwaitingReview(most: number): Promise<Waiting>
  entryById(entryId: string): Promise<Entry | undefined>
  /** The people behind an entry, strongly consistent. */
  contactsOfEntry(entryId: string): Promise<readonly Contact[]>
  /**
   * Writes all that a review changes, in one transaction; false when the entry changed meanwhile, or others wrote to
   * the same list of the search: read again and decide anew.
   */
  review(reviewed: Reviewed): Promise<boolean>
  /** What was done at the desk in a month (`2026-11`), newest first, at most so many, from before a place (`placeOf`) on. */
  auditOfMonth(month: string, most: number, before?: string): Promise<readonly Audit[]>
}
