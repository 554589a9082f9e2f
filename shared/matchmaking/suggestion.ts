import type { Entry, EntryItem } from '../register/entry.ts'

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

/** One part of a score: the values of all reasons add up to ln fit × 10⁶ exactly. */
export type Reason = {
  readonly term: Term
  /** An integer ≤ 0 (`return`: ≥ 0). */
  readonly value: number
  /** False where nobody stated it and the neutral value stands in. */
  readonly stated: boolean
}

/** A peer's item that fits, with its score and why. */
export type Suggestion = {
  readonly entry: Entry
  readonly item: EntryItem
  /** exp(Σ values / 10⁶), in (0, 1]. */
  readonly score: number
  readonly reasons: readonly Reason[]
}

/** Why an item was left out; `visibility` is told at the desk only. */
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
  readonly excluded: readonly { readonly reason: Exclusion; readonly count: number }[]
}
