import type { Look } from './looks.ts'

/** The laws that a site can be under: for EU institutions Regulation (EU) 2018/1725, for everybody else the GDPR. */
export const dataProtectionLaws = ['eudpr', 'gdpr'] as const

/** Who answers for the data, and under which law. */
type LegalSettings = {
  /** The controller: the body's name, with its postal address where it has one to state. */
  readonly controller: string
  readonly law: (typeof dataProtectionLaws)[number]
  /** The data protection officer's mail address. */
  readonly officerAddress: string
  /** How many days an entry is kept, out of sight, that nobody confirmed for a year; then it is deleted. */
  readonly expiredEntryDays: number
}

/** What a stage decides about its site. */
export type SiteSettings = {
  /** Without a slash at the end. */
  readonly siteUrl: string
  readonly name: string
  /** Where people can write to. */
  readonly contactAddress: string
  readonly demonstration: boolean
  readonly legal: LegalSettings
  /** How its pages look. */
  readonly look: Look
}
