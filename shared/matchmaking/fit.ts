import type { CountryCode } from '../places/countries.ts'
import type { Format } from '../register/entry.ts'
import { themeSimilarity } from '../themes/similarity.ts'
import type { ThemeId } from '../themes/themes.ts'
import type { CompareDescriptions } from './descriptions.ts'
import type { Exclusion, Grounds, Reason, Term } from './suggestion.ts'

/** One side of a pair: an item with what its authority stated. Undefined and empty: not stated. */
export type FitSide = {
  readonly theme: ThemeId
  readonly description?: string | undefined
  /** The description's language. */
  readonly language?: string | undefined
  readonly formats: readonly Format[]
  /** Countries wished. */
  readonly countries: readonly CountryCode[]
  /** Past projects or partnerships on the theme. */
  readonly evidence?: number | undefined
  readonly country?: CountryCode | undefined
  /** Inhabitants. */
  readonly population?: number | undefined
  /** Working languages. */
  readonly languages: readonly string[]
  /** Taken from the form's language: enough to find a language in common, never enough to exclude. */
  readonly languagesAssumed: boolean
  readonly interpretation?: boolean | undefined
  /** When it could be. */
  readonly availability?: Months | undefined
}

/** Whole months, both included, as `YYYY-MM`. */
type Months = { readonly from: string; readonly until: string }

/** The one table of weights (DEFINITIONS, Fit 4). They sum to 1 and are never renormalised. */
export const weights = {
  theme: 0.3,
  description: 0.15,
  languages: 0.12,
  formats: 0.1,
  population: 0.08,
  'requester-countries': 0.08,
  'offerer-countries': 0.05,
  evidence: 0.07,
  availability: 0.05,
} as const satisfies Record<Exclude<Term, 'return'>, number>

export type WeightedTerm = keyof typeof weights

/** φ: lifts every term above 0, so that none alone makes a pair impossible (DEFINITIONS, Fit 1). */
const lift = 0.05
/** What a term counts that nobody stated (DEFINITIONS, Fit 2). */
const neutral = 0.5
/** Themes less alike than this do not fit at all (DEFINITIONS, Fit 5). */
export const leastThemeSimilarity = 0.2
/** What working through an interpreter counts instead of a language in common. */
export const byInterpreter = 0.6
/** Size classes of authorities: up to 5, 20, 100, 500 and 1,000 thousand inhabitants, and above. */
const sizeClasses = [5_000, 20_000, 100_000, 500_000, 1_000_000]

/**
 * A reason's value in millionths of ln fit: round(10⁶ · weight · ln x̃) with x̃ = φ + (1 − φ) · x.
 *
 * @param x in [0, 1]; undefined: not stated
 */
export const reasonValue = (term: WeightedTerm, x: number | undefined): number => {
  const lifted = x === undefined ? neutral : lift + (1 - lift) * x
  // Rounding can give −0, which is another value than 0 to tests and to JSON's readers.
  return Math.round(1e6 * weights[term] * Math.log(lifted)) + 0
}

/** Millionths of ln fit as a score in (0, 1]. */
export const scoreOf = (value: number): number => Math.exp(value / 1e6)

export type Fit =
  | { readonly excluded: Extract<Exclusion, 'theme' | 'no-common-language'> }
  /** `total` is the sum of the reasons' values. */
  | { readonly total: number; readonly reasons: readonly Reason[] }

/**
 * How well an offer fits a request (DEFINITIONS, Fit). The pair alone decides: who asks, and in which order
 * things were stated, changes nothing.
 *
 * @param interpreted whether the programme pays for interpretation
 */
export const fitOf = (
  request: FitSide,
  offer: FitSide,
  compare: CompareDescriptions,
  interpreted = false,
): Fit => {
  const theme = themeSimilarity(request.theme, offer.theme)
  if (theme < leastThemeSimilarity) return { excluded: 'theme' }
  const languages = languagesOf(request, offer, interpreted)
  if (languages === 'none') return { excluded: 'no-common-language' }
  const reasons = [
    reason('theme', theme, { kind: 'theme', request: request.theme, offer: offer.theme }),
    descriptionReason(request, offer, compare),
    languages,
    formatsReason(request, offer),
    populationReason(request, offer),
    countriesReason('requester-countries', request.countries, offer.country),
    countriesReason('offerer-countries', offer.countries, request.country),
    offer.evidence
      ? reason('evidence', 1 - 2 ** -offer.evidence, {
          kind: 'evidence',
          count: offer.evidence,
          theme: offer.theme,
        })
      : reason('evidence'),
    availabilityReason(request, offer),
  ]
  return { total: reasons.reduce((sum, { value }) => sum + value, 0), reasons }
}

const reason = (term: WeightedTerm, x?: number, grounds?: Grounds): Reason => ({
  term,
  value: reasonValue(term, x),
  stated: x !== undefined,
  ...(grounds && { grounds }),
})

const descriptionReason = (request: FitSide, offer: FitSide, compare: CompareDescriptions): Reason => {
  const term = 'description'
  if (!request.description || !request.language || !offer.description || !offer.language) return reason(term)
  if (request.language !== offer.language)
    return reason(term, undefined, { kind: term, languages: [request.language, offer.language] })
  const cosine = compare(
    { description: request.description, language: request.language },
    { description: offer.description, language: offer.language },
  )
  return cosine === undefined ? reason(term) : reason(term, cosine, { kind: term, cosine })
}

/**
 * 1 with a language in common, .6 through an interpreter, neutral where either stated none. An interpreter
 * is a way where one of them accepts it and neither refuses, or where the programme pays for one.
 */
export const languagesOf = (a: FitSide, b: FitSide, interpreted: boolean): Reason | 'none' => {
  const common = a.languages.filter((language) => b.languages.includes(language)).sort()
  if (common.length > 0) return reason('languages', 1, { kind: 'languages', common })
  const stated = (side: FitSide) => side.languages.length > 0 && !side.languagesAssumed
  if (!stated(a) || !stated(b)) return reason('languages')
  const accepted = a.interpretation === true || b.interpretation === true
  const refused = a.interpretation === false || b.interpretation === false
  return interpreted || (accepted && !refused)
    ? reason('languages', byInterpreter, { kind: 'languages', common })
    : 'none'
}

const formatsReason = (request: FitSide, offer: FitSide): Reason => {
  if (request.formats.length === 0 || offer.formats.length === 0) return reason('formats')
  const shared = request.formats.filter((format) => offer.formats.includes(format)).sort()
  const asked = request.formats.length
  return reason('formats', shared.length / asked, { kind: 'formats', shared, asked })
}

const populationReason = (request: FitSide, offer: FitSide): Reason => {
  if (request.population === undefined || offer.population === undefined) return reason('population')
  const above = sizeClassOf(offer.population) - sizeClassOf(request.population)
  const classes = Math.abs(above)
  return reason('population', 1 - classes / sizeClasses.length, {
    kind: 'population',
    classes,
    ...(above !== 0 && { larger: above > 0 ? 'offer' : 'request' }),
  })
}

/** The share of the months for which is asked that the offer covers. */
const availabilityReason = (request: FitSide, offer: FitSide): Reason => {
  if (!request.availability || !offer.availability) return reason('availability')
  const [asking, offering] = [monthsOf(request.availability), monthsOf(offer.availability)]
  const asked = asking.until - asking.from + 1
  if (!(asked > 0)) return reason('availability')
  const first = Math.max(asking.from, offering.from)
  const shared = Math.max(0, Math.min(asking.until, offering.until) - first + 1)
  return reason('availability', shared / asked, { kind: 'availability', shared, asked })
}

/** Months as numbers that count on through the years. */
const monthsOf = ({ from, until }: Months) => {
  const numberOf = (month: string) => 12 * Number(month.slice(0, 4)) + Number(month.slice(5, 7))
  return { from: numberOf(from), until: numberOf(until) }
}

/** 0 for the smallest authorities, 5 for those above a million. */
export const sizeClassOf = (population: number): number => {
  const found = sizeClasses.findIndex((most) => population <= most)
  return found < 0 ? sizeClasses.length : found
}

const countriesReason = (
  term: 'requester-countries' | 'offerer-countries',
  wishes: readonly CountryCode[],
  country: CountryCode | undefined,
): Reason => {
  if (wishes.length === 0 || country === undefined) return reason(term)
  const wished = wishes.includes(country)
  return reason(term, wished ? 1 : 0, { kind: 'countries', country, wished })
}

/**
 * What helping each other adds to the better direction's fit: ln S − ln fit in millionths, at least 0, where
 * S = 1 − (1 − fit)·(1 − back/4) (DEFINITIONS, Fit 6). Added to the lesser direction as well, it keeps the order:
 * of two directions the better one still has the higher score.
 *
 * @param fit and `back` are scores in (0, 1]
 */
export const returnValueOf = (fit: number, back: number): number =>
  Math.round(1e6 * (Math.log(1 - (1 - fit) * (1 - back / 4)) - Math.log(fit))) + 0
