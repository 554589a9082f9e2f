import type { SiteSettings } from '../pages/site-settings.ts'
import { allOperations } from './all-operations.ts'
import { openApiDocument } from './openapi.ts'

/**
 * The whole contract of a site as an OpenAPI document. It needs all schemas of all features, and pages need none of
 * them: import this file as `#late/contract`.
 */
export const contractOf = (site: SiteSettings) => openApiDocument(site, allOperations)
