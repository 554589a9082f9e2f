import { bestOf } from '../../shared/http/accepted-representation.ts'
import { type HttpHandler, json } from '../../shared/http/request.ts'
import { skosDocument } from '../../shared/site/skos-document.ts'
import { vocabularyDocument } from '../../shared/site/vocabulary-document.ts'
import type { SiteParts } from './site-parts.ts'

/** `GET /vocabulary`: the words of the register as JSON, or as SKOS in JSON-LD. */
export const showVocabulary =
  ({ site }: Pick<SiteParts, 'site'>): HttpHandler =>
  async ({ headers }) => {
    const cached = { 'cache-control': 'public, max-age=300' }
    return bestOf(headers.accept, ['application/json', 'application/ld+json']) === 'application/ld+json'
      ? json(200, skosDocument(site.siteUrl), { ...cached, 'content-type': 'application/ld+json' })
      : json(200, vocabularyDocument(), cached)
  }
