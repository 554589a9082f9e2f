import { toPage } from '../../shared/http/links.ts'
import { parseInput } from '../../shared/http/parse-input.ts'
import { type HttpHandler, html, json, seeOther } from '../../shared/http/request.ts'
import { endSessionSchema } from '../../shared/my/my-operations.ts'
import { sessionView } from '../../shared/my/my-view.ts'
import { sessionPage, signedOutPage } from '../../shared/my/sign-in-pages.tsx'
import { pageContextOf } from '../../shared/pages/page.tsx'
import { asRespondent } from '../../shared/sessions/as-respondent.ts'
import { endedCookie } from '../../shared/sessions/session.ts'
import type { MyParts } from './my-parts.ts'

type Parts = Pick<MyParts, 'site' | 'store' | 'now'>

/** `GET /my/session`: since when one is signed in, and the two ways out. */
export const showSession = (parts: Parts): HttpHandler =>
  asRespondent(parts, async (request, { session }) =>
    request.wants === 'html'
      ? html(200, sessionPage(pageContextOf(parts.site, request), sessionView(session)))
      : json(200, sessionView(session)),
  )

/** `POST /my/session`: signs out, here or everywhere. */
export const endSession = (parts: Parts): HttpHandler =>
  asRespondent(parts, async (request, { session }) => {
    const { end } = parseInput(endSessionSchema, request.body ?? {})
    if (end === 'everywhere') await parts.store.endAllSessions('respondent', session.holderId)
    await parts.store.endSession(session.sessionHash)
    const answer =
      request.wants === 'html'
        ? seeOther(toPage(parts, request)('/my/signed-out'))
        : json(200, { status: 'signed-out' })
    return { ...answer, cookies: [endedCookie('respondent')] }
  })

/** `GET /my/signed-out`: where signing out leads. */
export const showSignedOut =
  ({ site }: Pick<MyParts, 'site'>): HttpHandler =>
  async (request) =>
    html(200, signedOutPage(pageContextOf(site, request)))
