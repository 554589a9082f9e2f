import type { HeadingOfThemes } from '../theme-facts.ts'

export const environment = {
  'waste-management': { eurovoc: '1158', sdg: [11, 12], acquis: [27], commissions: ['ENVE'], related: [] },
  'water-supply': {
    eurovoc: '476',
    sdg: [6],
    acquis: [27],
    commissions: ['ENVE'],
    related: ['arid-agriculture'],
  },
  wastewater: { eurovoc: '612', sdg: [6, 14], acquis: [27], commissions: ['ENVE'], related: [] },
  'nature-air-soil': {
    eurovoc: '2825',
    sdg: [15, 11],
    acquis: [27],
    commissions: ['ENVE'],
    related: ['climate-adaptation', 'agriculture-food'],
  },
} as const satisfies HeadingOfThemes
