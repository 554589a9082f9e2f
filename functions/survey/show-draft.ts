import { linksFor } from '../../shared/http/links.ts'
import { type HttpHandler, html, json, seeOther } from '../../shared/http/request.ts'
import { pageContextOf } from '../../shared/pages/page.tsx'
import { forThisViewer } from '../../shared/sessions/viewer.ts'
import { checkPage } from '../../shared/survey/check-page.tsx'
import { pagesOf } from '../../shared/survey/draft.ts'
import { draftWarnings, failuresOf } from '../../shared/survey/draft-answers.ts'
import { draftPage, draftPath } from '../../shared/survey/draft-page.tsx'
import { statedWarnings } from '../../shared/survey/warnings.ts'
import { keptForComingBack } from './kept-for-coming-back.ts'
import { openDraft, pageNamed } from './open-draft.ts'
import { standingBefore } from './standing-before.ts'
import type { SurveyParts } from './survey-parts.ts'

type Parts = Pick<SurveyParts, 'site' | 'store' | 'drafts' | 'now'>

/** `GET /survey/drafts/{token}`: the answers under way; a browser goes on to the first page after what is known. */
export const showDraft =
  (parts: Parts): HttpHandler =>
  async (request) => {
    const { token = '' } = request.parameters
    const draft = await openDraft(parts, request)
    if (request.wants === 'html') {
      const links = linksFor(parts.site.siteUrl, request)
      return seeOther(links.to(draftPath(token, 'items')))
    }
    const { answers, updatedAt } = draft
    return json(
      200,
      {
        answers,
        pages: pagesOf(answers),
        wrong: failuresOf(draft).map(({ pointer, code }) => ({ pointer, code })),
        ...statedWarnings(draftWarnings(draft), request.t),
        updatedAt,
      },
      forThisViewer,
    )
  }

/**
 * `GET /survey/drafts/{token}/{page}`: one page of it. Changes nothing. The browser may keep it, unless it belongs to
 * somebody who was signed in: then it is gone from the browser when they have signed out.
 */
export const showDraftPage =
  (parts: Parts): HttpHandler =>
  async (request) => {
    const { token = '' } = request.parameters
    const draft = await openDraft(parts, request)
    const page = pageNamed(draft, request.parameters.page)
    const context = pageContextOf(parts.site, request)
    if (page !== 'check')
      return html(
        200,
        draftPage(context, { draft, token, failures: [], page }),
        draft.basis ? forThisViewer : keptForComingBack,
      )
    const { before, changedMeanwhile } = await standingBefore(parts, draft)
    return html(
      200,
      checkPage(context, { draft, token, failures: failuresOf(draft), before, changedMeanwhile }),
      forThisViewer,
    )
  }
