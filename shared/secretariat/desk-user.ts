/** Who works at the desk, from who may only look to who says who may; each may do what those before may. */
export const deskRoles = ['reader', 'officer', 'administrator'] as const
export type DeskRole = (typeof deskRoles)[number]

/** What an administrator can make of somebody: a role, or `none`, which takes every right away. */
export const deskChoices = ['none', ...deskRoles] as const
export type DeskChoice = (typeof deskChoices)[number]

/**
 * Somebody who may sign in at the desk. The id is the keyed hash of the address, which the issuer vouches for. A
 * person who was removed stays as `none`, listed nowhere (`atTheDesk`): so that the stage's first administrator does not
 * come back, and that the audit can say who it was.
 */
export type DeskUser = {
  readonly userId: string
  readonly address: string
  readonly role: DeskChoice
  /**
   * The account (`accountHash`) that signed in first: whoever gets the address later does not get the role with it.
   * It goes with the role, so that a role given again is for the account that comes next.
   */
  readonly account?: string
  /** ISO 8601 in UTC. */
  readonly changedAt: string
}

/** Those who have a role. */
export const atTheDesk = (users: readonly DeskUser[]): readonly DeskUser[] =>
  users.filter(({ role }) => role !== 'none')

/** Whether a role includes what another may do. */
export const mayAct = (role: DeskChoice, needed: DeskRole): boolean =>
  role !== 'none' && deskRoles.indexOf(role) >= deskRoles.indexOf(needed)
