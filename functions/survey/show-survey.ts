import * as z from 'zod/mini'
import { Failure, type FieldFailure } from '../../shared/failures.ts'
import { parseInput } from '../../shared/http/parse-input.ts'
import { type HttpHandler, htmlWithScript, json } from '../../shared/http/request.ts'
import { pageContextOf } from '../../shared/pages/page.tsx'
import { directions } from '../../shared/register/entry.ts'
import { guardOf } from '../../shared/survey/form-guard.ts'
import { surveyPage } from '../../shared/survey/survey-page.tsx'
import { surveySchema } from '../../shared/survey/survey-schema.ts'
import { keptForComingBack } from './kept-for-coming-back.ts'
import type { SurveyParts } from './survey-parts.ts'

const query = z.object({ direction: z.optional(z.enum(directions)) })

/**
 * `GET /survey`: the form, empty but for the direction that `?direction=` names (the home page's 'offer' and 'ask'
 * bring it along), or the JSON Schema of its answers.
 *
 * @throws Failure `invalid` for an unknown direction (for a browser: the form with the message at the field)
 */
export const showSurvey =
  ({
    site,
    newId,
    addressKey,
    now,
  }: Pick<SurveyParts, 'site' | 'newId' | 'addressKey' | 'now'>): HttpHandler =>
  async (request) => {
    const form = async (status: number, values: Record<string, string>, failures: readonly FieldFailure[]) =>
      htmlWithScript(
        status,
        surveyPage(pageContextOf(site, request), {
          values,
          failures,
          formKey: newId(),
          guard: await guardOf(await addressKey(), now()),
          reading: true,
        }),
        keptForComingBack,
      )
    try {
      const { direction } = parseInput(query, { direction: request.query.direction?.[0] || undefined }, '?')
      return request.wants === 'json'
        ? json(200, (await import('#late/json-schema')).inputSchemaOf(surveySchema()))
        : await form(200, direction ? { 'items.0.direction': direction } : {}, [])
    } catch (error) {
      if (!(request.wants === 'html' && error instanceof Failure && error.kind === 'invalid')) throw error
      return form(
        422,
        {},
        error.fields.map((field) => ({ ...field, pointer: field.pointer.replace('?', '/items/0/') })),
      )
    }
  }
