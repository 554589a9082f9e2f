import type { HeadingOfThemes } from '../theme-facts.ts'

export const climateEnergy = {
  'energy-efficiency': {
    eurovoc: '6700',
    sdg: [7, 13],
    acquis: [15],
    commissions: ['ENVE'],
    related: ['housing'],
  },
  'renewable-energy': { eurovoc: '754', sdg: [7, 13], acquis: [15], commissions: ['ENVE'], related: [] },
  'climate-adaptation': {
    eurovoc: '434786',
    sdg: [13, 11],
    acquis: [27],
    commissions: ['ENVE'],
    related: ['civil-protection', 'nature-air-soil', 'spatial-planning'],
  },
} as const satisfies HeadingOfThemes
