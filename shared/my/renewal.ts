import { daysLater } from '../days-later.ts'
import type { Entry } from '../register/entry.ts'

/** How many days before an entry's year ends its people are reminded (DESIGN 15). */
export const reminderDays = [30, 7] as const
export type ReminderDays = (typeof reminderDays)[number]

/** The calendar day (UTC) of an instant, some days later: `2026-11-25`. */
export const dayAfter = (instant: string, days: number): string => daysLater(instant, days).slice(0, 10)

/** The states in which an entry is kept for its people, so that it can run out. One that waits for review or was returned was never let through. */
const runsOut: readonly Entry['state'][] = ['public', 'paused']

/**
 * Which reminder is due, if any: of several that are, the last, so that after a job that did not run for weeks nobody
 * gets two mails at once.
 *
 * @param today the calendar day in UTC
 */
export const dueReminder = (
  { state, until }: Pick<Entry, 'state' | 'until'>,
  today: string,
): ReminderDays | undefined => {
  if (!runsOut.includes(state) || until < today) return undefined
  return reminderDays.filter((days) => until <= dayAfter(today, days)).at(-1)
}

/** Whether an entry's year is over, so that it hides: the day in `until` is the last on which it shows. */
const isOver = ({ until }: Pick<Entry, 'until'>, today: string): boolean => until < today

/** The entry out of sight, with the way back; undefined where there is nothing to hide. */
export const hiddenOf = (entry: Entry, today: string): Entry | undefined => {
  if (!runsOut.includes(entry.state) || !isOver(entry, today)) return undefined
  return { ...entry, state: 'hidden', ...(entry.state === 'paused' && { hiddenFrom: 'paused' }) }
}

/**
 * Whether an entry is to be deleted: it expired so many days ago and nobody brought it back, or was returned and not
 * answered again for as long. What waits for review is never deleted, since that is not its people's fault; unless it
 * had expired already when somebody objected to it.
 *
 * @param daysKept after the day in `until`, by the stage's settings
 */
export const isToForget = (
  { state, stateBefore, until }: Pick<Entry, 'state' | 'stateBefore' | 'until'>,
  today: string,
  daysKept: number,
): boolean =>
  // `erased` here is a deletion that did not come to its end.
  state === 'erased' ||
  ((state === 'hidden' || state === 'returned' || stateBefore === 'hidden') &&
    dayAfter(until, daysKept) < today)
