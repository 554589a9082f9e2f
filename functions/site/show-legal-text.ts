import { Failure } from '../../shared/failures.ts'
import { type HttpHandler, html, json } from '../../shared/http/request.ts'
import { pageContextOf } from '../../shared/pages/page.tsx'
import { privacyVersions } from '../../shared/pages/privacy-versions.ts'
import { type LegalTopic, legalPage, legalText, plainText } from '../../shared/site/legal-text.tsx'
import type { SiteParts } from './site-parts.ts'

/** `GET /accessibility`, `GET /contact`: a page of plain text, or the same as data. */
export const showLegalText =
  (topic: LegalTopic, { site }: Pick<SiteParts, 'site'>): HttpHandler =>
  async (request) => {
    const text = legalText(topic, site, request.t)
    return request.wants === 'html'
      ? html(200, legalPage(pageContextOf(site, request), text))
      : json(200, {
          title: text.title,
          text: plainText(text),
          ...(topic === 'contact' && { address: site.contactAddress }),
        })
  }

/**
 * `GET /privacy/{version}`.
 *
 * @throws Failure `not-found` for a version that there never was
 */
export const showPrivacyNotice = (parts: Pick<SiteParts, 'site'>): HttpHandler => {
  const show = showLegalText('privacy', parts)
  return async (request) => {
    if (!privacyVersions.some(({ version }) => version === request.parameters.version))
      throw new Failure('not-found', 'no-such-page')
    return show(request)
  }
}
