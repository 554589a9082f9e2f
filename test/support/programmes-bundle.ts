/**
 * What a new programme's file has to reach, as one bundle: the pages, the JSON, the survey's and search's schemas, and
 * the way of answers through entry and prefilled form.
 */
export { listProgrammes } from '../../functions/programmes/list-programmes.ts'
export { showProgramme } from '../../functions/programmes/show-programme.ts'
export { matchmakingSchema } from '../../shared/matchmaking/need.ts'
export { programmesReader } from '../../shared/programmes/programmes-reader.ts'
export { confirm } from '../../shared/survey/confirmation.ts'
export { answersOfEntry, draftPages, pagesOf, withPage } from '../../shared/survey/draft.ts'
export { surveyOf } from '../../shared/survey/draft-answers.ts'
export { DraftFields } from '../../shared/survey/draft-fields.tsx'
export { questionsOf } from '../../shared/survey/programme-questions.ts'
export { revisedEntry } from '../../shared/survey/revision.ts'
export { newSubmission } from '../../shared/survey/submission.ts'
export { formOfSurvey, surveyOfForm, valuesOfForm } from '../../shared/survey/survey-form.ts'
export { surveySchema } from '../../shared/survey/survey-schema.ts'
