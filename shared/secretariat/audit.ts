/** What was done at the desk. Ids only: who it was can be told as long as they are a desk user. */
export type Audit = {
  /** The same deed has the same id, so that it is written once. */
  readonly auditId: string
  /** ISO 8601 in UTC. */
  readonly at: string
  /**
   * A desk user's id, `stage` for what the stage's settings did, or `named` for somebody in whose name others answered.
   */
  readonly who: string
  readonly what:
    | 'publish-entry'
    | 'return-entry'
    | 'accept-claim'
    | 'refuse-claim'
    | 'object-to-acting'
    | 'set-role'
    | 'propose-peers'
    | 'introduce-peers'
    | 'close-introduction'
    | 'open-round'
    | 'publish-round'
    | 'restart-round'
    | 'move-pair'
    | 'draft-call'
    | 'open-call'
    | 'drop-call'
    | 'close-call'
  /** The id of what it was done to. */
  readonly subject: string
  /** What it came to, as a code: `public`, `officer`. */
  readonly outcome: string
}

/** The month of an instant, under which its audit is found: `2026-11`. */
export const monthOf = (iso: string): string => iso.slice(0, '2026-11'.length)

/** The month so many months after one, before it for a negative number. */
export const monthAfter = (month: string, months: number): string => {
  const day = new Date(`${month}-01T00:00:00Z`)
  day.setUTCMonth(day.getUTCMonth() + months)
  return monthOf(day.toISOString())
}

/** Where a deed stands among those of its month, for the page that goes on after it. */
export const placeOf = ({ at, auditId }: Pick<Audit, 'at' | 'auditId'>): string => `${at}#${auditId}`
