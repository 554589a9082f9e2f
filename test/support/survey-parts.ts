import type { SurveyParts } from '../../functions/survey/survey-parts.ts'
import { newId } from '../../shared/lambda/new-id.ts'
import { actingTable } from '../../shared/table/acting-table.ts'
import type { Tables } from '../../shared/table/client.ts'
import { draftTable } from '../../shared/table/draft-table.ts'
import { surveyTable } from '../../shared/table/survey-table.ts'
import { aSite } from './requests.ts'

/** What the survey's handlers are given, on real tables; say only what the test is about. */
export const surveyPartsOn = (tables: Tables, stated: Partial<SurveyParts> = {}): SurveyParts => ({
  site: aSite,
  store: surveyTable(tables),
  drafts: draftTable(tables),
  acting: actingTable(tables),
  addressKey: async () => 'test key',
  review: 'at-once',
  secondsToRead: 0,
  pointsTold: async () => [],
  now: () => '2026-11-23T10:00:00.000Z',
  newId,
  pause: async () => {},
  ...stated,
})
