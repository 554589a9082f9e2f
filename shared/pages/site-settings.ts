import type { Look } from './looks.ts'

/** What a stage decides about its site. */
export type SiteSettings = {
  /** Without a slash at the end. */
  readonly siteUrl: string
  readonly name: string
  /** Where people can write to. */
  readonly contactAddress: string
  readonly demonstration: boolean
  /** How its pages look. */
  readonly look: Look
}
