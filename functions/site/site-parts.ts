import type { SiteSettings } from '../../shared/pages/site-settings.ts'
import type { SearchReader } from '../../shared/register/register-index.ts'

/** What the site's operations are given. */
export type SiteParts = {
  readonly site: SiteSettings
  readonly stage: string
  readonly register: SearchReader
}
