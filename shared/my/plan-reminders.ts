import { Failure } from '../failures.ts'
import { newNotice } from '../notices/notice.ts'
import type { Entry } from '../register/entry.ts'
import { dayAfter, dueReminder, type ReminderDays, reminderDays } from './renewal.ts'
import type { ReminderStore } from './renewal-store.ts'

export type ReminderDeps = {
  readonly store: ReminderStore
  /** The lists over which entries are spread. */
  readonly lists: readonly string[]
  readonly now: () => Date
  /** Told of entries whose people could not be reminded; by id alone. */
  readonly report: (entryId: string, error: unknown) => void
}

export type ReminderCounts = Readonly<Record<'entries' | 'planned' | 'alreadyPlanned', number>>

/**
 * Plans the reminders that are due on the day of `scheduledTime`: 30 and 7 days before an entry's year ends, one to each
 * of its people. A reminder's key is the entry with its year's last day, which of the two it is, and the person: firing
 * again plans nobody twice and everybody who is still missing.
 *
 * @throws Failure `unavailable` when somebody could not be reminded, after all others were: fire again
 */
export const planReminders =
  (deps: ReminderDeps) =>
  async (scheduledTime: string): Promise<ReminderCounts> => {
    const today = dayAfter(scheduledTime, 0)
    const counts = { entries: 0, planned: 0, alreadyPlanned: 0 }
    let failed: unknown
    await Promise.all(
      deps.lists.map(async (list) => {
        for await (const entry of deps.store.entriesUntil(list, dayAfter(today, Math.max(...reminderDays)))) {
          const days = dueReminder(entry, today)
          if (days === undefined) continue
          counts.entries++
          try {
            for (const outcome of await remindAll(deps, entry, days))
              if (outcome === 'planned') counts.planned++
              else if (outcome === 'already') counts.alreadyPlanned++
          } catch (error) {
            // One entry's trouble is not the others': they are planned first.
            deps.report(entry.entryId, error)
            failed = error
          }
        }
      }),
    )
    if (failed !== undefined) throw new Failure('unavailable', 'try-again', { cause: failed })
    return counts
  }

const remindAll = async ({ store, now }: ReminderDeps, entry: Entry, days: ReminderDays) => {
  const { entryId, authority, until, items } = entry
  const outcomes: Awaited<ReturnType<ReminderStore['remind']>>[] = []
  for (const { contactId, language } of await store.peopleOf(entryId))
    outcomes.push(
      await store.remind(
        entry,
        newNotice({
          event: `until:${entryId}:${until}:${days}`,
          contactId,
          template: 'renewal-reminder',
          language,
          facts: {
            entryId,
            authority: authority.name,
            until,
            days,
            items: items.map(({ direction, theme }) => ({ direction, theme })),
          },
          now: now().toISOString(),
        }),
      ),
    )
  return outcomes
}
