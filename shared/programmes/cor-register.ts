import type { Programme, Source } from './programme.ts'

const source: Source = { url: 'https://cor.europa.eu/en/our-work', checked: '2026-11-23' }

/** The standing register itself: everybody with everybody, always. */
export const corRegister: Programme = {
  id: 'cor-register',
  partner: { countries: 'any', tiers: 'any', source },
  eu: { countries: 'any', tiers: 'any', source },
  pairs: 'any',
  focus: 'any',
  formats: 'any',
  window: {},
  interprets: false,
  participants: [],
  links: [{ url: 'https://cor.europa.eu/', title: 'European Committee of the Regions' }],
}
