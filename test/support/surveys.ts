import { askConfirmationLink } from '../../functions/survey/ask-confirmation-link.ts'
import { confirmSubmission } from '../../functions/survey/confirm-submission.ts'
import { submitSurvey } from '../../functions/survey/submit-survey.ts'
import type { SurveyParts } from '../../functions/survey/survey-parts.ts'
import { httpFunction } from '../../shared/lambda/http-function.ts'
import type { ActingStore } from '../../shared/survey/acting-store.ts'
import type { DraftStore } from '../../shared/survey/draft-store.ts'
import { surveyOperations } from '../../shared/survey/survey-operations.ts'
import type { SurveyStore } from '../../shared/survey/survey-store.ts'
import { aSite } from './requests.ts'

type SurveyBody = Record<string, unknown> & {
  authority: Record<string, unknown>
  items: Record<string, unknown>[]
}

/** A survey as a JSON client sends it: the OpenAPI document's example; say only what the test is about. */
export const aSurvey = (stated: Record<string, unknown> = {}): SurveyBody => ({
  ...structuredClone(surveyOperations.submitSurvey.body.example as unknown as SurveyBody),
  ...stated,
})

/** The survey's function for what must not reach the store: whatever is asked of it fails the test. */
export const surveyBeforeTheStore = () => {
  const store = new Proxy({} as SurveyStore & DraftStore & ActingStore, {
    get: (_, name) => () => {
      throw new Error(`the store was asked: ${String(name)}`)
    },
  })
  const parts: SurveyParts = {
    site: aSite,
    store,
    drafts: store,
    acting: store,
    addressKey: async () => 'key',
    review: 'at-once',
    secondsToRead: 0,
    pointsTold: async () => [],
    now: () => '2026-11-23T10:00:00.000Z',
    newId: () => 'id1',
    pause: async () => {},
  }
  return httpFunction(aSite, [
    [surveyOperations.submitSurvey, submitSurvey(parts)],
    [surveyOperations.confirmSubmission, confirmSubmission(parts)],
    [surveyOperations.askConfirmationLink, askConfirmationLink(parts)],
  ])
}
