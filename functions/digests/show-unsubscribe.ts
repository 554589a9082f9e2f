import { unsubscribePage } from '../../shared/digests/unsubscribe-pages.tsx'
import { type HttpHandler, html, json } from '../../shared/http/request.ts'
import { pageContextOf } from '../../shared/pages/page.tsx'
import { type DigestsParts, openUnsubscribe } from './open-unsubscribe.ts'

/** `GET /mail/unsubscribe/{token}`: what would stop, with a button. Changes nothing, ever. */
export const showUnsubscribe =
  (parts: DigestsParts): HttpHandler =>
  async (request) => {
    const { token = '' } = request.parameters
    const { expiresAt } = await openUnsubscribe(parts, token)
    return request.wants === 'html'
      ? html(200, unsubscribePage(pageContextOf(parts.site, request), token))
      : json(200, { stops: 'digest', expiresAt })
  }
