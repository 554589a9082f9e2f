/** How well two fit, in a word. */
export type FitBand = 'very-good' | 'good' | 'possible' | 'partly'

/**
 * From this score on a fit is good, in words and in what is counted: a little more than the same theme with nothing
 * else known.
 */
export const goodFit = 0.64

/**
 * The word for a score from 0 to 1, the same on pages and in mails. Of whom only the same theme is known scores
 * .525 ** .7 = .637 (DEFINITIONS, Fit 1 and 2) and 'could fit'; whatever else speaks for them makes the fit good. A
 * neighbouring theme and a language in common score .58.
 */
export const fitBandOf = (score: number): FitBand =>
  score >= 0.8 ? 'very-good' : score >= goodFit ? 'good' : score >= 0.5 ? 'possible' : 'partly'
