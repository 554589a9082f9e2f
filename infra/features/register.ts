import { Duration } from 'aws-cdk-lib'
import { Construct } from 'constructs'
import { exportOperations, registerOperations } from '../../shared/register/register-operations.ts'
import type { Parts } from '../constructs/feature-function.ts'
import type { PublicApi } from '../constructs/public-api.ts'
import { RouteSet } from '../constructs/route-set.ts'
import { ScheduledJob } from '../constructs/scheduled-job.ts'

/** The public register and the snapshot that its search reads. */
export const deployRegister = (scope: Construct, parts: Parts, api: PublicApi): void => {
  const feature = new Construct(scope, 'Register')
  new RouteSet(feature, {
    parts,
    api,
    entry: 'functions/register/serve-register.ts',
    description: 'Searches the register and shows entries',
    operations: registerOperations,
  })
  new RouteSet(feature, {
    parts,
    api,
    entry: 'functions/register/serve-exports.ts',
    description: 'Sends whole results of a search as files',
    operations: exportOperations,
    streams: true,
  })
  new ScheduledJob(feature, {
    parts,
    entry: 'functions/register/rebuild-index.ts',
    description: 'Builds the snapshot that the search reads and deletes what it replaced',
    schedule: 'rate(1 day)',
    timeout: Duration.minutes(15),
    worth: Duration.hours(6),
    memory: 1769,
  })
  new ScheduledJob(feature, {
    parts,
    entry: 'functions/register/rebuild-grown-index.ts',
    description: 'Builds the snapshot between the days when many changes wait or nobody can read it',
    schedule: 'rate(5 minutes)',
    timeout: Duration.minutes(15),
    // The next look is near.
    worth: Duration.minutes(5),
    retries: 0,
    memory: 1769,
  })
}
