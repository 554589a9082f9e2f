import { Duration } from 'aws-cdk-lib'
import { Construct } from 'constructs'
import { surveyOperations } from '../../shared/survey/survey-operations.ts'
import type { Parts } from '../constructs/feature-function.ts'
import type { PublicApi } from '../constructs/public-api.ts'
import { RouteSet } from '../constructs/route-set.ts'
import { ScheduledJob } from '../constructs/scheduled-job.ts'

/** The form, its submissions and their confirmation. */
export const deploySurvey = (scope: Construct, parts: Parts, api: PublicApi): void => {
  const feature = new Construct(scope, 'Survey')
  new RouteSet(feature, {
    parts,
    api,
    entry: 'functions/survey/serve-survey.ts',
    description: 'Answers the survey: form, submissions, confirmations',
    operations: surveyOperations,
    environment: {
      REVIEW: parts.settings.review,
      SECONDS_TO_READ: String(parts.settings.secondsToRead),
      CONTACT_POINTS: JSON.stringify(parts.settings.contactPoints),
      ALLOWED_ORIGINS: parts.settings.allowedOrigins.join(' '),
    },
  })
  new ScheduledJob(feature, {
    parts,
    entry: 'functions/survey/expire-claims.ts',
    description: 'Ends the claims that nobody decided upon in time, and tells the claimants',
    schedule: 'cron(45 0 * * ? *)',
    timeout: Duration.minutes(15),
    worth: Duration.hours(6),
  })
}
