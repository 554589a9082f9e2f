import { setTimeout } from 'node:timers/promises'
import * as z from 'zod/mini'
import { addressKeyFrom } from '../../shared/lambda/address-key.ts'
import { contactPointsFromEnvironment } from '../../shared/lambda/contact-points.ts'
import { readEnvironment, siteFromEnvironment } from '../../shared/lambda/environment.ts'
import { httpFunction } from '../../shared/lambda/http-function.ts'
import { newId } from '../../shared/lambda/new-id.ts'
import { tablesFromEnvironment } from '../../shared/lambda/tables-from-environment.ts'
import { pointsTold } from '../../shared/programmes/points-told.ts'
import { programmesReader } from '../../shared/programmes/programmes-reader.ts'
import { surveyOperations as operations } from '../../shared/survey/survey-operations.ts'
import { actingTable } from '../../shared/table/acting-table.ts'
import { draftTable } from '../../shared/table/draft-table.ts'
import { programmeTable } from '../../shared/table/programme-table.ts'
import { surveyTable } from '../../shared/table/survey-table.ts'
import { askConfirmationLink, showConfirmationLinks } from './ask-confirmation-link.ts'
import { confirmSubmission } from './confirm-submission.ts'
import { objectToActing, showObjected, showObjection } from './object-to-acting.ts'
import { saveDraft } from './save-draft.ts'
import { showConfirmation } from './show-confirmation.ts'
import { showDraft, showDraftPage } from './show-draft.ts'
import { showConfirmed, showSent } from './show-next-steps.ts'
import { showSurvey } from './show-survey.ts'
import { submitSurvey } from './submit-survey.ts'
import type { SurveyParts } from './survey-parts.ts'

const environment = readEnvironment(
  z.object({
    ADDRESS_KEY_SECRET_ID: z.string(),
    REVIEW: z.enum(['before-publishing', 'at-once']),
    ALLOWED_ORIGINS: z.string(),
    SECONDS_TO_READ: z.coerce.number().check(z.int(), z.minimum(0)),
  }),
)

const tables = tablesFromEnvironment()

const now = () => new Date().toISOString()

const parts: SurveyParts = {
  site: siteFromEnvironment(),
  store: surveyTable(tables),
  drafts: draftTable(tables),
  acting: actingTable(tables),
  addressKey: addressKeyFrom(environment.ADDRESS_KEY_SECRET_ID),
  review: environment.REVIEW,
  secondsToRead: environment.SECONDS_TO_READ,
  pointsTold: pointsTold(contactPointsFromEnvironment(), programmesReader(programmeTable(tables), now)),
  now,
  pause: (most) => setTimeout(Math.random() * most),
  newId,
}

/** The survey's HTTP function. */
export const handler = httpFunction(
  parts.site,
  [
    [operations.showSurvey, showSurvey(parts)],
    [operations.submitSurvey, submitSurvey(parts)],
    [operations.showDraft, showDraft(parts)],
    [operations.showDraftPage, showDraftPage(parts)],
    [operations.saveDraft, saveDraft(parts)],
    [operations.showSent, showSent(parts)],
    [operations.showConfirmation, showConfirmation(parts)],
    [operations.confirmSubmission, confirmSubmission(parts)],
    [operations.showConfirmed, showConfirmed(parts)],
    [operations.showObjection, showObjection(parts)],
    [operations.objectToActing, objectToActing(parts)],
    [operations.showObjected, showObjected(parts)],
    [operations.showConfirmationLinks, showConfirmationLinks(parts)],
    [operations.askConfirmationLink, askConfirmationLink(parts)],
  ],
  {
    allowedOrigins: environment.ALLOWED_ORIGINS.split(' ').filter(Boolean),
  },
)
