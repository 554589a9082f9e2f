import { type HttpHandler, json } from '../../shared/http/request.ts'
import type { SiteSettings } from '../../shared/pages/site-settings.ts'
import type { SiteParts } from './site-parts.ts'

/**
 * `GET /openapi.json`: the whole contract, made from the features' operations. They are imported when first asked
 * for: all schemas of all features are a sixth of this function's cold start, and pages need none of them.
 */
export const showOpenapi = ({ site }: Pick<SiteParts, 'site'>): HttpHandler => {
  let document: string | undefined
  return async () => {
    document ??= await writeDocument(site)
    return { ...json(200, undefined, { 'cache-control': 'public, max-age=300' }), body: document }
  }
}

const writeDocument = async (site: SiteSettings): Promise<string> => {
  const [{ openApiDocument }, { allOperations }] = await Promise.all([
    import('../../shared/site/openapi.ts'),
    import('../../shared/site/all-operations.ts'),
  ])
  return JSON.stringify(openApiDocument(site, allOperations))
}
