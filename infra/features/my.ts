import { Duration } from 'aws-cdk-lib'
import { Construct } from 'constructs'
import { timeZone } from '../../shared/messages/dates.ts'
import { entryContactsOperations } from '../../shared/my/entry-contacts-operations.ts'
import { myOperations } from '../../shared/my/my-operations.ts'
import type { Parts } from '../constructs/feature-function.ts'
import type { PublicApi } from '../constructs/public-api.ts'
import { RouteSet } from '../constructs/route-set.ts'
import { ScheduledJob } from '../constructs/scheduled-job.ts'

/** Respondents' own pages, behind a mailed link, and the yearly renewal of their entries. */
export const deployMy = (scope: Construct, parts: Parts, api: PublicApi): void => {
  const feature = new Construct(scope, 'My')
  new RouteSet(feature, {
    parts,
    api,
    entry: 'functions/my/serve-my.ts',
    description: 'Signs respondents in by a mailed link and serves what is theirs',
    operations: { ...myOperations, ...entryContactsOperations },
  })
  new ScheduledJob(feature, {
    parts,
    entry: 'functions/my/plan-reminders.ts',
    description: "Makes a notice for each person whose entry's year ends in 30 or 7 days",
    schedule: 'cron(30 6 * * ? *)',
    timeZone,
    timeout: Duration.minutes(15),
    worth: Duration.hours(6),
  })
  new ScheduledJob(feature, {
    parts,
    entry: 'functions/my/expire-entries.ts',
    description: 'Hides entries whose year is over and deletes those that were hidden for long enough',
    // Days are those of UTC.
    schedule: 'cron(15 0 * * ? *)',
    timeout: Duration.minutes(15),
    worth: Duration.hours(6),
  })
}
