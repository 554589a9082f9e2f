/** How well two fit, in a word. */
const fitBands = ['very-good', 'good', 'possible', 'partly'] as const
export type FitBand = (typeof fitBands)[number]

/**
 * The word for a score from 0 to 1, the same on pages and in mails. Of whom only the same theme is known scores about
 * .6, who would need an interpreter besides, or has but a neighbouring theme, about the same: they 'could fit'.
 */
export const fitBandOf = (score: number): FitBand =>
  score >= 0.8 ? 'very-good' : score >= 0.7 ? 'good' : score >= 0.5 ? 'possible' : 'partly'
