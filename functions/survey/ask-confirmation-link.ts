import { isPageForm, orFormAgain } from '../../shared/http/form-again.ts'
import { parseInput } from '../../shared/http/parse-input.ts'
import { type HttpHandler, html, json } from '../../shared/http/request.ts'
import { typedValues } from '../../shared/pages/form-fields.tsx'
import { pageContextOf } from '../../shared/pages/page.tsx'
import { addressHash } from '../../shared/survey/address-hash.ts'
import { linksAskedPage, linksPage } from '../../shared/survey/confirmation-pages.tsx'
import { linkNotice, mostLinks, type Submission } from '../../shared/survey/submission.ts'
import { confirmationLinkSchema } from '../../shared/survey/survey-operations.ts'
import type { SurveyParts } from './survey-parts.ts'

/** `GET /survey/confirmation-links`: the form that asks for a new link. */
export const showConfirmationLinks =
  ({ site }: Pick<SurveyParts, 'site'>): HttpHandler =>
  async (request) =>
    html(200, linksPage(pageContextOf(site, request), {}))

/**
 * `POST /survey/confirmation-links`: mails a new link for the newest answers that wait; the same answer, and
 * the same count against the address's mails of the day, for known and unknown addresses.
 */
export const askConfirmationLink =
  (parts: Pick<SurveyParts, 'site' | 'store' | 'addressKey' | 'now'>): HttpHandler =>
  (request) => {
    const context = pageContextOf(parts.site, request)
    const work = async () => {
      const { email } = parseInput(confirmationLinkSchema, request.body ?? {})
      const hash = addressHash(await parts.addressKey(), email)
      const now = parts.now()
      const submission = await parts.store.newestAwaitingFrom(hash)
      const link = submission && submission.linksAsked < mostLinks ? linkFor(submission, now) : undefined
      await parts.store.askLink(hash, now, link)
      return isPageForm(request) ? html(202, linksAskedPage(context)) : json(202, { status: 'accepted' })
    }
    return orFormAgain(request, work, (failures) =>
      linksPage(context, { values: typedValues(request.body), failures }),
    )
  }

const linkFor = (submission: Submission, now: string) => ({
  submission,
  notice: linkNotice(submission, submission.linksAsked + 1, now),
})
