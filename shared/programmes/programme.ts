import type * as z from 'zod/mini'
import type { Language } from '../messages/languages.ts'
import { isCommunityCode, type TerritoryCode } from '../places/communities.ts'
import { sideOf } from '../places/countries.ts'
import type { Tier } from '../register/entry.ts'
import type { programmeSchema } from './programme-schema.ts'
import type { ApplicantKind, KindState, PlaceState } from './rule-words.ts'

/** A cooperation scheme with its rules, as `programmeSchema` checks them. */
export type Programme = z.output<typeof programmeSchema>
export type SideRule = NonNullable<Programme['partner']>
export type FormatRule = Exclude<Programme['formats'], 'any'>[number]

/** A text of a programme by language; English is always there. */
export type Words = Programme['words']['name']

/** Whom the question 'may we take part?' is about; a kind that is not stated is an authority. */
export type Applicant = {
  readonly country: TerritoryCode
  readonly tier?: Tier | undefined
  readonly kind?: ApplicantKind | undefined
}

/** Why the answer is what it is: also the message keys, as `programmes.reason.<code>`. */
type EligibilityReason =
  | `country-${'eligible' | 'not-listed' | 'suspended' | 'to-check'}`
  | 'side-not-listed'
  | 'tier-to-check'
  | `kind-${'not-eligible' | 'to-check'}`
  | 'nominates'
  | 'by-call'
  | 'not-yet-open'
  | 'over'
  | 'state-to-check'

export type Eligibility = {
  readonly answer: 'eligible' | 'not-eligible' | 'ask'
  /** At least one: all that speak against it, or all that have to be asked, or why and how one takes part. */
  readonly reasons: readonly EligibilityReason[]
}

/** A programme's text in a language or, where it is lacking, in English; says which it is. */
export const wordsIn = (
  words: Words,
  language: Language,
): { readonly text: string; readonly language: Language } => {
  const own = words[language]
  return own === undefined ? { text: words.en, language: 'en' } : { text: own, language }
}

/**
 * Whether somebody may take part. What nobody has verified answers `ask`, never `not-eligible`; a tier that is not
 * stated is no obstacle.
 *
 * @param on the day asked about, `YYYY-MM-DD`
 */
export const mayTakePart = (programme: Programme, applicant: Applicant, on: string): Eligibility => {
  const side = sideRuleOf(programme, applicant.country)
  const place = placeReason(side, applicant.country)
  const kind = side && kindStateOf(side, applicant)
  const time = timeReason(programme, on)
  const refused: EligibilityReason[] = [
    ...(isRefusal(place) ? [place] : []),
    ...(kind === 'not-eligible' ? (['kind-not-eligible'] as const) : []),
    ...(time === 'not-yet-open' || time === 'over' ? [time] : []),
  ]
  if (refused.length > 0) return { answer: 'not-eligible', reasons: refused }
  const open: EligibilityReason[] = [
    ...(place === 'country-to-check' ? [place] : []),
    ...(kind === 'to-check' ? (['kind-to-check'] as const) : []),
    ...(isTierToCheck(side, applicant) ? (['tier-to-check'] as const) : []),
    ...(time ? [time] : []),
  ]
  if (open.length > 0) return { answer: 'ask', reasons: open }
  return {
    answer: 'eligible',
    reasons: [
      place,
      ...(kind === 'nominates' ? (['nominates'] as const) : []),
      ...(programme.byCall ? (['by-call'] as const) : []),
    ],
  }
}

/** Whether a side has this place on it: the EU's Member States, or everybody else. */
const sideRuleOf = (programme: Programme, place: TerritoryCode): SideRule | undefined =>
  !isCommunityCode(place) && sideOf(place) === 'eu' ? programme.eu : programme.partner

const ruleOf = (side: SideRule, place: TerritoryCode) =>
  side.places === 'any' ? undefined : side.places.find(({ places }) => places.includes(place))

/** What a place is on a side of a programme. `any` means countries: a community has to be named. */
const placeStateOf = (side: SideRule, place: TerritoryCode): PlaceState => {
  if (side.places === 'any') return isCommunityCode(place) ? side.others : 'eligible'
  return ruleOf(side, place)?.state ?? side.others
}

const placeReason = (side: SideRule | undefined, place: TerritoryCode): EligibilityReason => {
  if (!side) return 'side-not-listed'
  const state = placeStateOf(side, place)
  return state === 'not-eligible' ? 'country-not-listed' : `country-${state}`
}

const isRefusal = (reason: EligibilityReason): boolean =>
  reason === 'country-not-listed' || reason === 'country-suspended' || reason === 'side-not-listed'

const kindStateOf = (side: SideRule, { country, kind = 'authority' }: Applicant): KindState =>
  ruleOf(side, country)?.kinds?.[kind] ?? side.kinds[kind] ?? 'to-check'

/** Tiers tell authorities apart; a ministry has none. */
const isTierToCheck = (side: SideRule | undefined, { tier, kind = 'authority' }: Applicant): boolean =>
  tier !== undefined &&
  (kind === 'authority' || kind === 'elected-member') &&
  side !== undefined &&
  side.tiers !== 'any' &&
  !side.tiers.includes(tier)

const timeReason = (
  { window }: Programme,
  on: string,
): 'not-yet-open' | 'over' | 'state-to-check' | undefined => {
  if (window.from !== undefined && on < window.from) return 'not-yet-open'
  if (window.until !== undefined && on > window.until) return 'over'
  return window.certainUntil !== undefined && on > window.certainUntil ? 'state-to-check' : undefined
}

/** Whether a programme has ended: it stays, since what was done in it counts as experience. */
export const isOver = (programme: Programme, on: string): boolean => timeReason(programme, on) === 'over'

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
  const places = one.country === undefined ? [other.country] : [one.country, other.country]
  for (const place of places) {
    const reason = placeReason(sideRuleOf(programme, place), place)
    if (reason === 'country-not-listed' || reason === 'country-suspended') return 'programme-country'
  }
  if (places.some((place) => !sideRuleOf(programme, place))) return 'programme-side'
  const sides = places.map(sideOf)
  if (programme.pairs === 'partner-with-eu' && sides.length === 2 && sides[0] === sides[1])
    return 'programme-side'
  const time = timeReason(programme, on)
  return time === 'not-yet-open' || time === 'over' ? 'window' : undefined
}
