import { type HttpHandler, json } from '../../shared/http/request.ts'
import { allOperations } from '../../shared/site/all-operations.ts'
import { openApiDocument } from '../../shared/site/openapi.ts'
import type { SiteParts } from './site-parts.ts'

/** `GET /openapi.json`: the whole contract, made from the features' operations. */
export const showOpenapi = ({ site }: Pick<SiteParts, 'site'>): HttpHandler => {
  let document: string | undefined
  return async () => {
    document ??= JSON.stringify(openApiDocument(site, allOperations))
    return { ...json(200, undefined, { 'cache-control': 'public, max-age=300' }), body: document }
  }
}
