import { Duration } from 'aws-cdk-lib'
import { Construct } from 'constructs'
import { introductionsOperations } from '../../shared/matchmaking/introductions/introductions-operations.ts'
import { matchmakingOperations } from '../../shared/matchmaking/matchmaking-operations.ts'
import type { Parts } from '../constructs/feature-function.ts'
import type { PublicApi } from '../constructs/public-api.ts'
import { RouteSet } from '../constructs/route-set.ts'
import { ScheduledJob } from '../constructs/scheduled-job.ts'

/** Who fits a request or an offer, and who is introduced to whom. */
export const deployMatchmaking = (scope: Construct, parts: Parts, api: PublicApi): void => {
  const feature = new Construct(scope, 'Matchmaking')
  new RouteSet(feature, {
    parts,
    api,
    entry: 'functions/matchmaking/serve-matchmaking.ts',
    description: 'Ranks peers for a request or an offer, with reasons',
    operations: matchmakingOperations,
  })
  new RouteSet(feature, {
    parts,
    api,
    entry: 'functions/matchmaking/serve-introductions.ts',
    description: 'Notes who would like to talk to whom, and what came of it',
    operations: introductionsOperations,
  })
  new ScheduledJob(feature, {
    parts,
    entry: 'functions/matchmaking/plan-follow-ups.ts',
    description: 'Asks what came of introductions and lets lapse those that nobody goes on with',
    schedule: 'cron(30 7 * * ? *)',
    timeZone: 'Europe/Brussels',
    timeout: Duration.minutes(10),
    worth: Duration.hours(6),
  })
}
