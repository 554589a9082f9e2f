import { type CountryCode, sideOf } from '../places/countries.ts'
import type { Format, Tier } from '../register/entry.ts'
import type { ThemeId } from '../themes/themes.ts'
import type { ProgrammeId } from './programmes.ts'

/** Where a rule comes from, and the day on which it was last read there. */
export type Source = {
  readonly url: string
  /** `YYYY-MM-DD`. */
  readonly read: string
}

/** Whether authorities of a country may take part. `to-check`: nobody has verified it yet. */
type CountryRule = {
  readonly country: CountryCode
  readonly state: 'eligible' | 'suspended' | 'to-check'
  readonly source: Source
}

/** Who may take part on one side. */
type SideRule = {
  /** `any`: every country of this side. */
  readonly countries: 'any' | readonly CountryRule[]
  /** The tiers that are certainly welcome; for others one asks the contact point. */
  readonly tiers: 'any' | readonly Tier[]
  /** Undefined: a rule of our own. */
  readonly source?: Source
}

/** A format of the programme with its usual limits. Limits are soft: they warn, they never exclude. */
export type FormatRule = {
  readonly format: Format
  readonly days?: { readonly least: number; readonly most: number }
}

/** A cooperation scheme with its rules, as data. Its name and words are messages: `programmes.<id>.…`. */
export type Programme = {
  readonly id: ProgrammeId
  /** Undefined: this side does not exist in the programme. */
  readonly partner?: SideRule
  readonly eu?: SideRule
  /** Who works with whom: anybody, or always one of each side. */
  readonly pairs: 'any' | 'partner-with-eu'
  /** Themes in focus come first; they exclude nothing. */
  readonly focus: 'any' | readonly ThemeId[]
  readonly formats: 'any' | readonly FormatRule[]
  /** Days, both included, `YYYY-MM-DD`; undefined: open-ended. */
  readonly window: { readonly from?: string; readonly until?: string }
  /** Whether the programme pays for interpretation. */
  readonly interprets: boolean
  /** Who has taken part so far, by the names they use. Never a filter. */
  readonly participants: readonly { readonly name: string; readonly country: CountryCode }[]
  readonly links: readonly { readonly url: string; readonly title: string }[]
}

/** Whom the question 'may I take part?' is about. */
export type Applicant = { readonly country: CountryCode; readonly tier?: Tier | undefined }

/** Why the answer is what it is: also the message keys, as `programmes.reason.<code>`. */
type EligibilityReason =
  | 'country-eligible'
  | 'country-not-listed'
  | 'country-suspended'
  | 'country-to-check'
  | 'side-not-listed'
  | 'tier-to-check'
  | 'not-yet-open'
  | 'over'

export type Eligibility = {
  readonly answer: 'eligible' | 'not-eligible' | 'ask'
  readonly reasons: readonly EligibilityReason[]
}

/**
 * Whether an authority may take part. What nobody has verified answers `ask`, never `not-eligible`; a tier
 * that is not stated is no obstacle.
 *
 * @param on the day asked about, `YYYY-MM-DD`
 */
export const mayTakePart = (programme: Programme, { country, tier }: Applicant, on: string): Eligibility => {
  const side = sideRuleOf(programme, country)
  const place = countryReason(side, country)
  const time = timeReason(programme, on)
  const refused = [
    ...(place === 'country-eligible' || place === 'country-to-check' ? [] : [place]),
    ...(time ? [time] : []),
  ]
  if (refused.length > 0) return { answer: 'not-eligible', reasons: refused }
  const open: EligibilityReason[] = [
    ...(place === 'country-to-check' ? [place] : []),
    ...(tier && side && side.tiers !== 'any' && !side.tiers.includes(tier)
      ? (['tier-to-check'] as const)
      : []),
  ]
  return open.length > 0 ? { answer: 'ask', reasons: open } : { answer: 'eligible', reasons: [place] }
}

const sideRuleOf = (programme: Programme, country: CountryCode): SideRule | undefined =>
  sideOf(country) === 'eu' ? programme.eu : programme.partner

const countryReason = (side: SideRule | undefined, country: CountryCode): EligibilityReason => {
  if (!side) return 'side-not-listed'
  if (side.countries === 'any') return 'country-eligible'
  const rule = side.countries.find((each) => each.country === country)
  return rule ? `country-${rule.state}` : 'country-not-listed'
}

const timeReason = ({ window }: Programme, on: string): 'not-yet-open' | 'over' | undefined => {
  if (window.from !== undefined && on < window.from) return 'not-yet-open'
  if (window.until !== undefined && on > window.until) return 'over'
  return undefined
}

/** Why two authorities cannot work together under a programme. */
export type PairObstacle = 'programme-country' | 'programme-side' | 'window'

/**
 * The first rule of a programme that keeps two authorities from working together in it; undefined when none
 * does. Only what is certainly not eligible counts.
 *
 * @param one may lack its country: then only the other is asked about
 */
export const pairObstacle = (
  programme: Programme,
  one: Partial<Applicant>,
  other: Applicant,
  on: string,
): PairObstacle | undefined => {
  const countries = one.country === undefined ? [other.country] : [one.country, other.country]
  for (const country of countries) {
    const place = countryReason(sideRuleOf(programme, country), country)
    if (place === 'country-not-listed' || place === 'country-suspended') return 'programme-country'
  }
  if (countries.some((country) => !sideRuleOf(programme, country))) return 'programme-side'
  const sides = countries.map(sideOf)
  if (programme.pairs === 'partner-with-eu' && sides.length === 2 && sides[0] === sides[1])
    return 'programme-side'
  return timeReason(programme, on) ? 'window' : undefined
}
