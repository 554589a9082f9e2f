import type { CountryCode } from '../places/countries.ts'
import type { Entry, EntryItem, Format } from '../register/entry.ts'
import type { ThemeId } from '../themes/themes.ts'

/** The terms of the fit, in DEFINITIONS' order, and what helping back adds. */
export const terms = [
  'theme',
  'description',
  'languages',
  'formats',
  'population',
  'requester-countries',
  'offerer-countries',
  'evidence',
  'availability',
  'return',
] as const
export type Term = (typeof terms)[number]

/** What a reason rests on, so that it can be said in a sentence. All codes; nothing that a person typed. */
export type Grounds =
  | { readonly kind: 'theme'; readonly request: ThemeId; readonly offer: ThemeId }
  /** `cosine` in [0, 1]; undefined: not comparable, because of `languages` or because one is missing. */
  | { readonly kind: 'description'; readonly cosine?: number; readonly languages?: readonly [string, string] }
  /** The working languages in common; none: through an interpreter. */
  | { readonly kind: 'languages'; readonly common: readonly string[] }
  /** The request's formats that the offer has, out of `asked`. */
  | { readonly kind: 'formats'; readonly shared: readonly Format[]; readonly asked: number }
  /**
   * How many size classes lie between the two authorities, and whose is the larger: undefined within one class,
   * and in reasons kept from before it was noted.
   */
  | { readonly kind: 'population'; readonly classes: number; readonly larger?: 'request' | 'offer' }
  | { readonly kind: 'countries'; readonly country: CountryCode; readonly wished: boolean }
  | { readonly kind: 'evidence'; readonly count: number; readonly theme: ThemeId }
  /** Months that the offer covers, out of those for which is asked. */
  | { readonly kind: 'availability'; readonly shared: number; readonly asked: number }
  /** A request and an offer between the same two that fit the other way round. */
  | { readonly kind: 'return'; readonly theme: ThemeId }

/** One part of a score: the values of all reasons add up to ln fit × 10⁶ exactly. */
export type Reason = {
  readonly term: Term
  /** An integer ≤ 0 (`return`: ≥ 0). */
  readonly value: number
  /** False where nobody stated it and the neutral value stands in. */
  readonly stated: boolean
  readonly grounds?: Grounds
}

/** A peer's item that fits, with its score and why. */
export type Suggestion = {
  readonly entry: Entry
  readonly item: EntryItem
  /** exp(Σ values / 10⁶), in (0, 1]. */
  readonly score: number
  readonly reasons: readonly Reason[]
}

/**
 * Why an item was left out, in the order in which the rules are asked: each item is counted by the first
 * that applies. `visibility` is told at the desk only.
 */
export const exclusions = [
  'programme-country',
  'programme-side',
  'window',
  'theme',
  'visibility',
  'paused',
  'capacity-spent',
  'no-common-language',
  'declined-before',
  'same-authority',
  'already-introduced',
] as const
export type Exclusion = (typeof exclusions)[number]

export type Suggestions = {
  /** Best first, at most 20. */
  readonly items: readonly Suggestion[]
  /** How many fit in all, shown or not. */
  readonly total: number
  readonly excluded: readonly { readonly reason: Exclusion; readonly count: number }[]
}
