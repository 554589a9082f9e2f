import { Duration } from 'aws-cdk-lib'
import { Construct } from 'constructs'
import { digestsOperations } from '../../shared/digests/digests-operations.ts'
import { timeZone } from '../../shared/messages/dates.ts'
import type { Parts } from '../constructs/feature-function.ts'
import type { PublicApi } from '../constructs/public-api.ts'
import { RouteSet } from '../constructs/route-set.ts'
import { ScheduledJob } from '../constructs/scheduled-job.ts'

/** Who is told of new suggestions, and the way out of it. */
export const deployDigests = (scope: Construct, parts: Parts, api: PublicApi): void => {
  const feature = new Construct(scope, 'Digests')
  new RouteSet(feature, {
    parts,
    api,
    entry: 'functions/digests/serve-digests.ts',
    description: 'Unsubscribes from digests',
    operations: digestsOperations,
  })
  new ScheduledJob(feature, {
    parts,
    entry: 'functions/digests/plan-digests.ts',
    description: 'Makes a notice for each person who has new suggestions in their period',
    schedule: 'cron(0 6 ? * MON *)',
    timeZone,
    timeout: Duration.minutes(15),
    worth: Duration.hours(6),
  })
}
