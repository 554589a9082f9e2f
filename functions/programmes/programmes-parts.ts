import type { SiteSettings } from '../../shared/pages/site-settings.ts'
import type { ContactPoints } from '../../shared/programmes/contact-points.ts'
import type { ProgrammesReader } from '../../shared/programmes/programmes-reader.ts'

/** What the programmes' handlers are given. */
export type ProgrammesParts = {
  readonly site: SiteSettings
  readonly programmes: ProgrammesReader
  readonly contactPoints: ContactPoints
  /** Now, as ISO 8601 in UTC. */
  readonly now: () => string
}
