import { createHash } from 'node:crypto'
import { Failure, type FieldFailure, invalid } from '../../shared/failures.ts'
import { isPageForm, orFormAgain } from '../../shared/http/form-again.ts'
import { linksFor } from '../../shared/http/links.ts'
import { parseInput } from '../../shared/http/parse-input.ts'
import {
  type HttpAnswer,
  type HttpHandler,
  type HttpRequest,
  htmlWithScript,
  json,
  seeOther,
} from '../../shared/http/request.ts'
import { typedValues } from '../../shared/pages/form-fields.tsx'
import { pageContextOf } from '../../shared/pages/page.tsx'
import { guardOf, type Proof } from '../../shared/survey/form-guard.ts'
import { hashOfBody, newSubmission } from '../../shared/survey/submission.ts'
import { surveyOfForm } from '../../shared/survey/survey-form.ts'
import { surveyPage } from '../../shared/survey/survey-page.tsx'
import { type Survey, surveySchema } from '../../shared/survey/survey-schema.ts'
import { statedWarnings, warningsOf } from '../../shared/survey/warnings.ts'
import { beginDraft } from './begin-draft.ts'
import { pastGuard } from './past-guard.ts'
import type { SurveyParts } from './survey-parts.ts'

type Parts = Pick<SurveyParts, 'site' | 'store' | 'drafts' | 'addressKey' | 'now' | 'newId' | 'secondsToRead'>

/**
 * `POST /survey`: stores the answers durably, then answers; the mail follows by the table's stream. Two round
 * trips at most: one transaction, and for a repeated key the answer it was given.
 *
 * @throws Failure `invalid` with the fields at fault (for a form: the form again), `key-reused`
 */
export const submitSurvey =
  (parts: Parts): HttpHandler =>
  (request) => {
    const body = (request.body ?? {}) as Record<string, unknown>
    const work = async () => {
      if (request.sentAs === 'form' && body.trap !== undefined)
        throw invalid([{ pointer: '/trap', code: 'trap' }])
      const stated = request.sentAs === 'form' ? surveyOfForm(body) : body
      const survey = parseInput(surveySchema(), stated)
      if (isPageForm(request) && body.action === 'further') {
        // As it was typed, without defaults: what was left open is not to look chosen on the next page.
        const { email: _, actingFor: __, ...answers } = stated
        return pastGuard(
          parts,
          request,
          (proof) =>
            beginDraft(parts, request, { email: survey.email, actingFor: survey.actingFor, answers }, proof),
          onceMore,
        )
      }
      const bodyHash = hashOfBody(survey)
      const key = idempotencyKeyOf(request, body, bodyHash)
      const added = newSubmission(survey, {
        submissionId: parts.newId(),
        contactId: parts.newId(),
        language: request.language,
        now: parts.now(),
        addressKey: await parts.addressKey(),
      })
      const send = async (proof?: Proof) => {
        const kept = await parts.store.store(added, key, proof)
        if (kept === 'used-proof') return kept
        if (kept && kept.bodyHash !== bodyHash) throw new Failure('key-reused', 'key-reused')
        return stored(parts, request, survey, kept?.submissionId ?? added.submission.submissionId)
      }
      return pastGuard(parts, request, send, onceMore)
    }
    const formKey = typeof body.formKey === 'string' ? body.formKey : parts.newId()
    const formAgain = async (failures: readonly FieldFailure[], tooQuick = false) =>
      surveyPage(pageContextOf(parts.site, request), {
        values: typedValues(body),
        failures,
        formKey,
        guard: await guardOf(await parts.addressKey(), parts.now()),
        tooQuick,
      })
    const onceMore = async () => htmlWithScript(200, await formAgain([], true))
    return orFormAgain(request, work, formAgain, htmlWithScript)
  }

const stored = (
  { site }: Pick<SurveyParts, 'site'>,
  request: HttpRequest,
  survey: Survey,
  submissionId: string,
): HttpAnswer =>
  isPageForm(request)
    ? seeOther(linksFor(site.siteUrl, request).to('/survey/sent'))
    : json(202, {
        submissionId,
        status: 'awaiting-confirmation',
        ...statedWarnings(warningsOf(survey), request.t),
      })

const hashOfKey = (...parts: string[]): string =>
  createHash('sha256')
    .update(JSON.stringify(['POST /survey', ...parts]))
    .digest('base64url')

/**
 * A client's own key stands for itself; the form's key includes the body's hash, so that 'back, correct, send'
 * is a new submission and a double click is not.
 */
const idempotencyKeyOf = (
  request: HttpRequest,
  body: Readonly<Record<string, unknown>>,
  bodyHash: string,
): { keyHash: string; bodyHash: string } | undefined => {
  const header = request.headers['idempotency-key']
  if (header !== undefined) {
    if (!/^[\x21-\x7e]{8,200}$/.test(header)) throw new Failure('malformed', 'bad-idempotency-key')
    return { keyHash: hashOfKey('client', header), bodyHash }
  }
  return request.sentAs === 'form' && typeof body.formKey === 'string'
    ? { keyHash: hashOfKey('form', body.formKey, bodyHash), bodyHash }
    : undefined
}
