import { Failure } from '../../shared/failures.ts'
import { parseInput } from '../../shared/http/parse-input.ts'
import { type HttpHandler, html, json } from '../../shared/http/request.ts'
import { typedValues } from '../../shared/pages/form-fields.tsx'
import { pageContextOf } from '../../shared/pages/page.tsx'
import { addressHash } from '../../shared/survey/address-hash.ts'
import { linksAskedPage, linksPage } from '../../shared/survey/confirmation-pages.tsx'
import { linkNotice, mostLinks } from '../../shared/survey/submission.ts'
import { confirmationLinkSchema } from '../../shared/survey/survey-operations.ts'
import type { SurveyParts } from './survey-parts.ts'

/** `GET /survey/confirmation-links`: the form that asks for a new link. */
export const showConfirmationLinks =
  ({ site }: Pick<SurveyParts, 'site'>): HttpHandler =>
  async (request) =>
    html(200, linksPage(pageContextOf(site, request), {}))

/** `POST /survey/confirmation-links`: mails a new link; the same answer for known and unknown addresses. */
export const askConfirmationLink =
  (parts: Pick<SurveyParts, 'site' | 'store' | 'addressKey' | 'now'>): HttpHandler =>
  async (request) => {
    const context = pageContextOf(parts.site, request)
    const asPage = request.sentAs === 'form' && request.wants === 'html'
    try {
      const { email } = parseInput(confirmationLinkSchema, request.body ?? {})
      const awaiting = await parts.store.awaitingFrom(addressHash(await parts.addressKey(), email))
      for (const submission of awaiting)
        if (submission.linksAsked < mostLinks)
          await parts.store.askLink(
            submission,
            linkNotice(submission, submission.linksAsked + 1, parts.now()),
          )
    } catch (error) {
      if (!(asPage && error instanceof Failure && error.kind === 'invalid')) throw error
      return html(422, linksPage(context, { values: typedValues(request.body), failures: error.fields }))
    }
    return asPage ? html(202, linksAskedPage(context)) : json(202, { status: 'accepted' })
  }
