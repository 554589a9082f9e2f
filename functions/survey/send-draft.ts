import { Failure, invalid } from '../../shared/failures.ts'
import { decideAnew } from '../../shared/http/decide-anew.ts'
import { isPageForm } from '../../shared/http/form-again.ts'
import { linksFor } from '../../shared/http/links.ts'
import { type HttpAnswer, type HttpRequest, html, json, seeOther } from '../../shared/http/request.ts'
import { pageContextOf } from '../../shared/pages/page.tsx'
import { checkPage } from '../../shared/survey/check-page.tsx'
import type { Draft } from '../../shared/survey/draft.ts'
import { draftWarnings, failuresOf, surveyOf } from '../../shared/survey/draft-answers.ts'
import { revisedEntry } from '../../shared/survey/revision.ts'
import { newSubmission } from '../../shared/survey/submission.ts'
import { statedWarnings } from '../../shared/survey/warnings.ts'
import { openDraft } from './open-draft.ts'
import { standingBefore } from './standing-before.ts'
import type { SurveyParts } from './survey-parts.ts'

type Parts = Pick<SurveyParts, 'site' | 'store' | 'drafts' | 'addressKey' | 'now' | 'newId' | 'pause'>

/**
 * `POST /survey/drafts/{token}/check`: sends the draft. Somebody new gets a confirmation mail; for somebody who was
 * signed in when it began, the entry has its next revision at once, unless somebody changed it meanwhile: then the
 * page shows again what the answers would change now.
 *
 * @throws Failure `invalid` where answers break rules (for a form: the page names them)
 */
export const sendDraft = async (
  parts: Parts,
  request: HttpRequest,
  {
    token,
    action,
    strangers,
  }: { readonly token: string; readonly action: unknown; readonly strangers: readonly string[] },
): Promise<HttpAnswer> => {
  if (strangers.length > 0) throw invalid(strangers.map((pointer) => ({ pointer, code: 'unknown-field' })))
  if (action !== 'send')
    throw invalid([{ pointer: '/action', code: action === undefined ? 'missing' : 'unknown-value' }])
  return decideAnew(parts.pause, async () => tried(parts, request, token, await openDraft(parts, request)))
}

/** Undefined when something changed since it was read. */
const tried = async (
  parts: Parts,
  request: HttpRequest,
  token: string,
  draft: Draft,
): Promise<HttpAnswer | undefined> => {
  const { entry, before, changedMeanwhile } = await standingBefore(parts, draft)
  const failures = failuresOf(draft)
  if (failures.length > 0 || changedMeanwhile) {
    if (!isPageForm(request))
      throw failures.length > 0 ? invalid(failures) : new Failure('conflict', 'entry-changed')
    // What was seen is what the next 'send' is about.
    if (entry && draft.basis && changedMeanwhile)
      await parts.drafts.save({ ...draft, basis: { ...draft.basis, revision: entry.revision } }, parts.now())
    const context = pageContextOf(parts.site, request)
    return html(
      failures.length > 0 ? 422 : 409,
      checkPage(context, { draft, token, failures, before, changedMeanwhile }),
    )
  }
  const contact = await parts.store.contactById(draft.contactId)
  if (!contact) throw new Failure('gone', 'sent-draft')
  const survey = { ...surveyOf(draft.answers, contact.address), actingFor: contact.actsFor?.address }
  const added = newSubmission(survey, {
    submissionId: parts.newId(),
    contactId: contact.contactId,
    language: draft.language,
    now: parts.now(),
    addressKey: await parts.addressKey(),
  })
  const to = linksFor(parts.site.siteUrl, request).to
  const { submissionId } = added.submission
  const warned = statedWarnings(draftWarnings(draft), request.t)
  if (entry && draft.basis) {
    const submission = { ...added.submission, contactId: draft.basis.contactId, state: 'confirmed' as const }
    const after = revisedEntry(entry, submission, parts.now())
    if (!(await parts.drafts.revise(draft, { submission, before: entry, after }))) return undefined
    return isPageForm(request)
      ? seeOther(to('/my', { done: 'changed' }))
      : json(200, { submissionId, status: 'confirmed', ...warned })
  }
  if (!(await parts.drafts.send(draft, added))) return undefined
  return isPageForm(request)
    ? seeOther(to('/survey/sent'))
    : json(202, { submissionId, status: 'awaiting-confirmation', ...warned })
}
