import { Failure } from '../../shared/failures.ts'
import { toPage } from '../../shared/http/links.ts'
import { parseInput } from '../../shared/http/parse-input.ts'
import { type HttpHandler, html, json, seeOther } from '../../shared/http/request.ts'
import { nothingSchema } from '../../shared/my/my-operations.ts'
import { sessionView } from '../../shared/my/my-view.ts'
import { useLinkPage } from '../../shared/my/sign-in-pages.tsx'
import { pageContextOf } from '../../shared/pages/page.tsx'
import { newSession, sessionCookie, sessionHashIn } from '../../shared/sessions/session.ts'
import { wayBackIn } from '../../shared/sessions/way-back.ts'
import type { MyParts } from './my-parts.ts'
import { openSignInLink, orNewSignInLink } from './open-sign-in-link.ts'

/** `GET /my/sign-in-links/{token}`: a page with a button. Signs nobody in and uses nothing up, ever. */
export const showSignInLink =
  (parts: Pick<MyParts, 'site' | 'store' | 'now'>): HttpHandler =>
  (request) =>
    orNewSignInLink(parts, request, async () => {
      const token = request.parameters.token ?? ''
      const { expiresAt } = await openSignInLink(parts, token)
      return request.wants === 'html'
        ? html(200, useLinkPage(pageContextOf(parts.site, request), token, wayBackIn('respondent', request)))
        : json(200, { expiresAt })
    })

/**
 * `POST /my/sign-in-links/{token}`: uses the link up and begins a session, in one transaction. Should the answer be
 * lost, the link is used and the session nobody's: it ends by itself, and a new link signs in.
 */
export const signIn =
  (parts: Pick<MyParts, 'site' | 'store' | 'now' | 'newToken'>): HttpHandler =>
  (request) =>
    orNewSignInLink(parts, request, async () => {
      parseInput(nothingSchema, request.body ?? {})
      const { tokenHash, contactId } = await openSignInLink(parts, request.parameters.token ?? '')
      const id = parts.newToken()
      const session = newSession('respondent', {
        id,
        holderId: contactId,
        generation: await parts.store.generationOf('respondent', contactId),
        now: parts.now(),
      })
      const replaced = sessionHashIn(request.headers, 'respondent')
      if (!(await parts.store.signIn(tokenHash, session, replaced)))
        throw new Failure('gone', 'used-sign-in-link')
      const answer =
        request.wants === 'html'
          ? seeOther(toPage(parts, request)(wayBackIn('respondent', request) ?? '/my'))
          : json(200, sessionView(session))
      return { ...answer, cookies: [sessionCookie('respondent', id)] }
    })
