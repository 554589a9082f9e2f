import * as z from 'zod/mini'
import { type HttpHandler, type HttpRequest, html, json } from '../../shared/http/request.ts'
import { pageContextOf } from '../../shared/pages/page.tsx'
import { directions } from '../../shared/register/entry.ts'
import { surveyPage } from '../../shared/survey/survey-page.tsx'
import { surveySchema } from '../../shared/survey/survey-schema.ts'
import type { SurveyParts } from './survey-parts.ts'

/** What the home page's 'offer' and 'ask' bring along, so that nobody says it twice. */
const broughtAlong = ({ query }: HttpRequest): Record<string, string> => {
  const direction = directions.find((each) => each === query.direction?.[0])
  return direction ? { 'items.0.direction': direction } : {}
}

/** `GET /survey`: the form, empty but for the direction that `?direction=` names, or the JSON Schema of its answers. */
export const showSurvey =
  ({ site, newId }: Pick<SurveyParts, 'site' | 'newId'>): HttpHandler =>
  async (request) =>
    request.wants === 'json'
      ? json(200, z.toJSONSchema(surveySchema, { io: 'input' }))
      : html(
          200,
          surveyPage(pageContextOf(site, request), {
            values: broughtAlong(request),
            failures: [],
            formKey: newId(),
          }),
        )
