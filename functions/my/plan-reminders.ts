import { jobFunction } from '../../shared/lambda/job-function.ts'
import { errorFields, log } from '../../shared/lambda/log.ts'
import { tablesFromEnvironment } from '../../shared/lambda/tables-from-environment.ts'
import { planReminders } from '../../shared/my/plan-reminders.ts'
import { listNames } from '../../shared/table/keys.ts'
import { reminderTable } from '../../shared/table/renewal-table.ts'

const plan = planReminders({
  store: reminderTable(tablesFromEnvironment()),
  lists: listNames,
  now: () => new Date(),
  report: (entryId, error) => log.error('reminder-failed', { entry: entryId, ...errorFields(error) }),
})

/** Makes a notice for each person whose entry's year ends in 30 or 7 days. */
export const handler = jobFunction('plan-reminders', ({ scheduledTime }) => plan(scheduledTime))
