import { goodFit } from './fit-bands.ts'

/** What one request is shown, best first. */
export type Shown = readonly { readonly offer: string; readonly score: number }[]

/** How fairly the register brings people together. */
export type Fairness = {
  /**
   * Gini coefficient of exposure over all offers, those that nobody is shown included: 0 where all are shown to as
   * many requests, towards 1 where few are shown to all. Undefined while nobody is shown.
   */
  readonly exposureGini: number | undefined
  /** The share of offers that no request is shown. */
  readonly neverShown: number | undefined
  /** The best fit that nine in ten requests have at least (nearest rank; no peer: 0). Undefined without requests. */
  readonly worstDecileFit: number | undefined
  /** The share of requests with at least three good peers. */
  readonly withThreeGoodPeers: number | undefined
  /** How often each offer is shown, least first: the Lorenz curve of the small picture. */
  readonly exposure: readonly number[]
}

/**
 * Fairness as seen over the register.
 *
 * @param shown for each request, what it is shown; only offers of `offers` count
 * @param offers ids of all offers that could be shown
 */
export const fairnessOf = (shown: readonly Shown[], offers: readonly string[]): Fairness => {
  const counts = new Map(offers.map((offer) => [offer, 0]))
  for (const list of shown)
    for (const { offer } of list) {
      const count = counts.get(offer)
      if (count !== undefined) counts.set(offer, count + 1)
    }
  const exposure = [...counts.values()].sort((a, b) => a - b)
  const bestFits = shown
    .map((list) => list.reduce((best, { score }) => Math.max(best, score), 0))
    .sort((a, b) => a - b)
  const shareOf = (part: number, whole: number) => (whole === 0 ? undefined : part / whole)
  return {
    exposureGini: giniOf(exposure),
    neverShown: shareOf(exposure.filter((count) => count === 0).length, exposure.length),
    worstDecileFit: bestFits[Math.max(0, Math.ceil(bestFits.length / 10) - 1)],
    withThreeGoodPeers: shareOf(
      shown.filter((list) => list.filter(({ score }) => score >= goodFit).length >= 3).length,
      shown.length,
    ),
    exposure,
  }
}

/**
 * Gini coefficient: Σ (2i − n − 1)·xᵢ ÷ (n·Σ xᵢ) over the values in ascending order, i from 1 (Gini 1912, as in Sen
 * 1973). Undefined where there is nothing to share.
 */
export const giniOf = (ascending: readonly number[]): number | undefined => {
  const count = ascending.length
  const sum = ascending.reduce((all, value) => all + value, 0)
  if (sum === 0) return undefined
  return ascending.reduce((all, value, at) => all + (2 * (at + 1) - count - 1) * value, 0) / (count * sum)
}
