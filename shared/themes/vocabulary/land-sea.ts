import type { HeadingOfThemes } from '../theme-facts.ts'

export const landSea = {
  'rural-development': {
    eurovoc: '1542',
    sdg: [2, 11],
    acquis: [11],
    commissions: ['NAT'],
    related: ['local-economy', 'tourism'],
  },
  'agriculture-food': {
    eurovoc: '2442',
    sdg: [2, 12],
    acquis: [11, 12],
    commissions: ['NAT'],
    related: ['nature-air-soil'],
  },
  'arid-agriculture': {
    eurovoc: '2536',
    sdg: [2, 6],
    acquis: [11],
    commissions: ['NAT'],
    related: ['water-supply'],
  },
  fisheries: { eurovoc: '2476', sdg: [14], acquis: [13], commissions: ['NAT'], related: [] },
} as const satisfies HeadingOfThemes
