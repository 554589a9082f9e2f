import { type HttpHandler, html, json } from '../../shared/http/request.ts'
import { pageContextOf } from '../../shared/pages/page.tsx'
import { confirmPage } from '../../shared/survey/confirmation-pages.tsx'
import { statedWarnings, warningsOf } from '../../shared/survey/warnings.ts'
import { orNewConfirmationLink } from './expired-link.ts'
import { openConfirmation } from './open-confirmation.ts'
import type { SurveyParts } from './survey-parts.ts'

/** `GET /survey/confirmations/{token}`: what would be confirmed, with a button. Changes nothing, ever. */
export const showConfirmation =
  (parts: Pick<SurveyParts, 'site' | 'store' | 'now'>): HttpHandler =>
  (request) =>
    orNewConfirmationLink(parts, request, async () => {
      const link = request.parameters.token ?? ''
      const { submission, token } = await openConfirmation(parts, link)
      const { actsFor } = (await parts.store.contactById(submission.contactId)) ?? {}
      return request.wants === 'html'
        ? html(200, confirmPage(pageContextOf(parts.site, request), submission, link, actsFor?.address))
        : json(200, {
            authority: submission.answers.authority.name,
            expiresAt: token.expiresAt,
            ...statedWarnings(warningsOf(submission.answers), request.t),
          })
    })
