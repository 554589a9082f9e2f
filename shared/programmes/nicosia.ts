import type { Programme, Source } from './programme.ts'

const source: Source = { url: 'https://cor.europa.eu/en/our-work/Pages/Libya.aspx', read: '2026-11-23' }

/**
 * The Nicosia Initiative: Libyan municipalities with cities and regions of the EU, since January 2016. An open
 * platform: the municipalities that took part so far are no limit. The secretariat has yet to confirm its
 * present state.
 */
export const nicosia: Programme = {
  id: 'nicosia',
  partner: { countries: [{ country: 'LY', state: 'eligible', source }], tiers: 'any', source },
  eu: { countries: 'any', tiers: ['municipality', 'county', 'region'], source },
  pairs: 'partner-with-eu',
  // Public administration and arid agriculture are in focus, too: they follow with their themes.
  focus: [
    'primary-health-care',
    'waste-management',
    'water-supply',
    'staff-training',
    'fisheries',
    'inter-municipal-cooperation',
  ],
  formats: [{ format: 'study-visit' }, { format: 'training' }],
  window: { from: '2016-01-01' },
  interprets: false,
  participants: [
    { name: 'Az-Zawiyah', country: 'LY' },
    { name: 'Benghazi', country: 'LY' },
    { name: 'Bani Walid', country: 'LY' },
    { name: 'Gharyan', country: 'LY' },
    { name: 'Sabha', country: 'LY' },
    { name: 'Sirte', country: 'LY' },
    { name: 'Tobruk', country: 'LY' },
    { name: 'Tripoli', country: 'LY' },
    { name: 'Zintan', country: 'LY' },
    { name: 'Zliten', country: 'LY' },
  ],
  links: [
    { url: 'https://cor.europa.eu/en/our-work/Pages/Libya.aspx', title: 'Libya – Nicosia Initiative (CoR)' },
  ],
}
