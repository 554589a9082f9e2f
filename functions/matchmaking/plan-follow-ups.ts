import { jobFunction } from '../../shared/lambda/job-function.ts'
import { errorFields, log } from '../../shared/lambda/log.ts'
import { tablesFromEnvironment } from '../../shared/lambda/tables-from-environment.ts'
import { planFollowUps } from '../../shared/matchmaking/introductions/plan-follow-ups.ts'
import { followUpTable } from '../../shared/table/introduction-table.ts'
import { listNames } from '../../shared/table/keys.ts'

const followUp = planFollowUps({
  store: followUpTable(tablesFromEnvironment()),
  lists: listNames,
  now: () => new Date(),
  report: (introductionId, error) =>
    log.error('follow-up-failed', { introduction: introductionId, ...errorFields(error) }),
})

/** Asks what came of introductions, and lets lapse those that nobody goes on with, once a day. */
export const handler = jobFunction('plan-follow-ups', followUp)
