import { unsubscribeSchema } from '../../shared/digests/digests-operations.ts'
import { unsubscribedPage } from '../../shared/digests/unsubscribe-pages.tsx'
import { parseInput } from '../../shared/http/parse-input.ts'
import { type HttpHandler, html, json } from '../../shared/http/request.ts'
import { pageContextOf } from '../../shared/pages/page.tsx'
import { wordsInForce } from '../../shared/survey/consent.ts'
import { madeChoice } from '../../shared/survey/consent-store.ts'
import { type DigestsParts, openUnsubscribe } from './open-unsubscribe.ts'

/** `POST /mail/unsubscribe/{token}`: stops the digests, for a mail client's one click and for our own page. */
export const unsubscribe =
  (parts: DigestsParts): HttpHandler =>
  async (request) => {
    const { contactId } = await openUnsubscribe(parts, request.parameters.token)
    parseInput(unsubscribeSchema, request.body ?? {})
    const outcome = await madeChoice(parts, contactId, {
      digest: 'never',
      at: parts.now(),
      words: wordsInForce.digest,
      language: request.language,
      by: 'mail-link',
    })
    return request.wants === 'html'
      ? html(
          200,
          unsubscribedPage(pageContextOf(parts.site, request), outcome === 'changed' ? 'stopped' : 'already'),
        )
      : json(200, { status: 'unsubscribed' })
  }
