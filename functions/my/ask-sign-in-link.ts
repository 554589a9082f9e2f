import { isPageForm, orFormAgain } from '../../shared/http/form-again.ts'
import { parseInput } from '../../shared/http/parse-input.ts'
import { type HttpHandler, html, json } from '../../shared/http/request.ts'
import { signInLinkSchema } from '../../shared/my/my-operations.ts'
import { linkAskedPage, signInPage } from '../../shared/my/sign-in-pages.tsx'
import { newNotice } from '../../shared/notices/notice.ts'
import { typedValues } from '../../shared/pages/form-fields.tsx'
import { pageContextOf } from '../../shared/pages/page.tsx'
import { wayBackIn } from '../../shared/sessions/way-back.ts'
import { addressHash } from '../../shared/survey/address-hash.ts'
import type { MyParts } from './my-parts.ts'

/** `GET /my/sign-in-links`: the form that asks for a link. */
export const showSignIn =
  ({ site }: Pick<MyParts, 'site'>): HttpHandler =>
  async (request) =>
    html(200, signInPage(pageContextOf(site, request), { wayBack: wayBackIn('respondent', request) }))

/**
 * `POST /my/sign-in-links`: writes the notice of a link, for known and unknown addresses the same without looking
 * who it is. Whether there is somebody to write to is seen when the mail is sent: by then nobody waits for an
 * answer that could tell. A link a minute for an address, and its mails of the day.
 */
export const askSignInLink =
  (parts: Pick<MyParts, 'site' | 'store' | 'addressKey' | 'now'>): HttpHandler =>
  (request) => {
    const context = pageContextOf(parts.site, request, '/my/sign-in-links')
    const wayBack = wayBackIn('respondent', request)
    const work = async () => {
      const { email } = parseInput(signInLinkSchema, request.body ?? {})
      // A confirmed contact's id is the hash of its address.
      const contactId = addressHash(await parts.addressKey(), email)
      const now = parts.now()
      const minute = now.slice(0, '2026-11-25T09:00'.length)
      const { language } = request
      const notice = newNotice({
        event: `sign-in:${minute}`,
        contactId,
        template: 'sign-in',
        language,
        facts: wayBack === undefined ? {} : { wayBack },
        now,
      })
      await parts.store.askSignInLink(contactId, notice, now)
      return isPageForm(request)
        ? html(202, linkAskedPage(context, wayBack))
        : json(202, { status: 'accepted' })
    }
    return orFormAgain(request, work, (failures) =>
      signInPage(context, { values: typedValues(request.body), failures, wayBack }),
    )
  }
