import { type HttpHandler, json } from '../../shared/http/request.ts'
import type { SiteSettings } from '../../shared/pages/site-settings.ts'
import type { SiteParts } from './site-parts.ts'

/**
 * `GET /openapi.json`: the whole contract, made from the features' operations. They are read when first asked
 * for: pages need none of them.
 */
export const showOpenapi = ({ site }: Pick<SiteParts, 'site'>): HttpHandler => {
  let document: string | undefined
  return async () => {
    document ??= await writeDocument(site)
    return { ...json(200, undefined, { 'cache-control': 'public, max-age=300' }), body: document }
  }
}

const writeDocument = async (site: SiteSettings): Promise<string> => {
  const { contractOf } = await import('#late/contract')
  return JSON.stringify(contractOf(site))
}
