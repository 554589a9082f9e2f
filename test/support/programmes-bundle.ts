/** What a new programme's file has to reach, as one bundle: the pages, the JSON, and the survey's and search's schemas. */
export { listProgrammes } from '../../functions/programmes/list-programmes.ts'
export { showProgramme } from '../../functions/programmes/show-programme.ts'
export { matchmakingSchema } from '../../shared/matchmaking/need.ts'
export { programmesReader } from '../../shared/programmes/programmes-reader.ts'
export { DraftFields } from '../../shared/survey/draft-fields.tsx'
export { questionsOf } from '../../shared/survey/programme-questions.ts'
export { surveySchema } from '../../shared/survey/survey-schema.ts'
