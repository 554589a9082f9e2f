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

/** A drawing in place of the word mark. */
export type Logo = {
  /** Where it is served, a hash of what it shows in it: `/assets/example.0123456789abcdef.svg`. */
  readonly path: string
  /** Width over height, so that its room is kept before it has come. */
  readonly ratio: number
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
  /** The plain word mark without it. */
  readonly logo?: Logo
}
