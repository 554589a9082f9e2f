import { Duration } from 'aws-cdk-lib'
import { Construct } from 'constructs'
import { callsOperations } from '../../shared/matchmaking/calls/calls-operations.ts'
import { introductionsOperations } from '../../shared/matchmaking/introductions/introductions-operations.ts'
import { matchmakingOperations } from '../../shared/matchmaking/matchmaking-operations.ts'
import { ownSuggestionsOperations } from '../../shared/matchmaking/own-suggestions-operations.ts'
import type { RoundState } from '../../shared/matchmaking/rounds/kept-round.ts'
import type { Parts } from '../constructs/feature-function.ts'
import type { PublicApi } from '../constructs/public-api.ts'
import { RouteSet } from '../constructs/route-set.ts'
import { ScheduledJob } from '../constructs/scheduled-job.ts'
import { StreamConsumer } from '../constructs/stream-consumer.ts'

/** Rounds that somebody at the desk opened or published; the work's own changes are no new work. */
export const roundsWithWork = {
  eventName: ['INSERT', 'MODIFY'],
  dynamodb: {
    NewImage: { kind: { S: ['round'] }, state: { S: ['waiting', 'publishing'] satisfies RoundState[] } },
  },
}

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
  new RouteSet(feature, {
    parts,
    api,
    entry: 'functions/matchmaking/serve-suggestions.ts',
    description: 'Shows respondents who fits their own offers and requests',
    operations: ownSuggestionsOperations,
  })
  new RouteSet(feature, {
    parts,
    api,
    entry: 'functions/matchmaking/serve-calls.ts',
    description: 'Shows calls, and notes who takes part in them',
    operations: callsOperations,
  })
  new ScheduledJob(feature, {
    parts,
    entry: 'functions/matchmaking/plan-calls.ts',
    description: 'Tells all who might of calls that were opened, and closes those whose day is over',
    schedule: 'rate(15 minutes)',
    timeout: Duration.minutes(10),
    worth: Duration.minutes(14),
    memory: 1024,
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
  new StreamConsumer(feature, {
    parts,
    entry: 'functions/matchmaking/on-round.ts',
    description: 'Matches the participants of a round, and makes proposals of what was chosen',
    filter: roundsWithWork,
    // 5,000 requests and 2,500 offers take half a minute on a core and 400 MB; what is left is for slower ones.
    timeout: Duration.minutes(15),
    memory: 3008,
    batchSize: 1,
  })
}
