import { setTimeout } from 'node:timers/promises'
import { siteFromEnvironment } from '../../shared/lambda/environment.ts'
import { jobFunction } from '../../shared/lambda/job-function.ts'
import { errorFields, log } from '../../shared/lambda/log.ts'
import { tablesFromEnvironment } from '../../shared/lambda/tables-from-environment.ts'
import { expireEntries } from '../../shared/my/expire-entries.ts'
import { introductionReads, introductionWrites } from '../../shared/table/introduction-table.ts'
import { listNames } from '../../shared/table/keys.ts'
import { expiryTable } from '../../shared/table/renewal-table.ts'

const tables = tablesFromEnvironment()

const expire = expireEntries({
  store: expiryTable(tables),
  introductions: { ...introductionReads(tables), ...introductionWrites(tables) },
  lists: listNames,
  daysKept: siteFromEnvironment().legal.expiredEntryDays,
  pause: (most) => setTimeout(Math.random() * most),
  report: (entryId, error) => log.error('expiry-failed', { entry: entryId, ...errorFields(error) }),
})

/** Hides entries whose year is over and deletes those that were hidden for long enough. */
export const handler = jobFunction('expire-entries', ({ scheduledTime }) => expire(scheduledTime))
