import type { Programme } from './programme.ts'

/** The standing register itself: everybody with everybody, always. */
export const corRegister: Programme = {
  id: 'cor-register',
  partner: { countries: 'any', tiers: 'any' },
  eu: { countries: 'any', tiers: 'any' },
  pairs: 'any',
  focus: 'any',
  formats: 'any',
  window: {},
  interprets: false,
  participants: [],
  links: [{ url: 'https://cor.europa.eu/', title: 'European Committee of the Regions' }],
}
