import { surveyOperations } from '../../shared/survey/survey-operations.ts'

type SurveyBody = Record<string, unknown> & {
  authority: Record<string, unknown>
  items: Record<string, unknown>[]
}

/** A survey as a JSON client sends it: the OpenAPI document's example; say only what the test is about. */
export const aSurvey = (stated: Record<string, unknown> = {}): SurveyBody => ({
  ...structuredClone(surveyOperations.submitSurvey.body.example as unknown as SurveyBody),
  ...stated,
})
