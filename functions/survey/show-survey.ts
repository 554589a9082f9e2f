import * as z from 'zod/mini'
import { type HttpHandler, html, json } from '../../shared/http/request.ts'
import { pageContextOf } from '../../shared/pages/page.tsx'
import { surveyPage } from '../../shared/survey/survey-page.tsx'
import { surveySchema } from '../../shared/survey/survey-schema.ts'
import type { SurveyParts } from './survey-parts.ts'

/** `GET /survey`: the form, empty, or the JSON Schema of its answers. */
export const showSurvey =
  ({ site, newId }: Pick<SurveyParts, 'site' | 'newId'>): HttpHandler =>
  async (request) =>
    request.wants === 'json'
      ? json(200, z.toJSONSchema(surveySchema, { io: 'input' }))
      : html(200, surveyPage(pageContextOf(site, request), { values: {}, failures: [], formKey: newId() }))
