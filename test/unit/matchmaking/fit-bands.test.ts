import { describe, expect, it } from 'vitest'
import { type FitBand, fitBandOf } from '../../../shared/matchmaking/fit-bands.ts'

describe('a fit in a word', () => {
  it.each<[string, number, FitBand]>([
    ['of whom nearly all is known to fit', 0.86, 'very-good'],
    ['with the same theme and a language in common', 0.688, 'good'],
    ['with the same theme, past projects, and an interpreter', 0.66, 'good'],
    ['of whom only the same theme is known', 0.637, 'possible'],
    ['with a neighbouring theme and a language in common', 0.58, 'possible'],
    ['with a neighbouring theme alone', 0.45, 'partly'],
  ])('of a peer %s', (_, score, band) => {
    expect(fitBandOf(score)).toBe(band)
  })
})
