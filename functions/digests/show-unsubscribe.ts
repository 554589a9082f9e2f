import { unsubscribedPage, unsubscribePage } from '../../shared/digests/unsubscribe-pages.tsx'
import { type HttpHandler, html, json } from '../../shared/http/request.ts'
import { pageContextOf } from '../../shared/pages/page.tsx'
import { type DigestsParts, openUnsubscribe } from './open-unsubscribe.ts'

/** `GET /mail/unsubscribe/{token}`: what would stop, with a button, or that it has stopped. Changes nothing, ever. */
export const showUnsubscribe =
  (parts: DigestsParts): HttpHandler =>
  async (request) => {
    const { token = '' } = request.parameters
    const { contactId, expiresAt } = await openUnsubscribe(parts, token)
    const contact = await parts.store.contactById(contactId)
    const status = contact && contact.digest !== 'never' ? 'subscribed' : 'unsubscribed'
    if (request.wants === 'json') return json(200, { stops: 'digest', status, expiresAt })
    const context = pageContextOf(parts.site, request)
    return html(
      200,
      status === 'subscribed' ? unsubscribePage(context, token) : unsubscribedPage(context, 'already'),
    )
  }
