import { jobFunction } from '../../shared/lambda/job-function.ts'
import { errorFields, log } from '../../shared/lambda/log.ts'
import { tablesFromEnvironment } from '../../shared/lambda/tables-from-environment.ts'
import { expireClaims } from '../../shared/survey/expire-claims.ts'
import { claimTable } from '../../shared/table/claim-table.ts'

const expire = expireClaims({
  store: claimTable(tablesFromEnvironment()),
  report: (entryId, error) => log.error('claim-expiry-failed', { entry: entryId, ...errorFields(error) }),
})

/** Ends the claims that nobody decided upon in time. */
export const handler = jobFunction('expire-claims', ({ scheduledTime }) => expire(scheduledTime))
