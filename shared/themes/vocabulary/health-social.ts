import type { HeadingOfThemes } from '../theme-facts.ts'

export const healthSocial = {
  'primary-health-care': { eurovoc: '5899', sdg: [3], acquis: [28], commissions: ['NAT'], related: [] },
  'public-health': { eurovoc: '3885', sdg: [3], acquis: [28], commissions: ['NAT'], related: [] },
  'social-services': {
    eurovoc: '4143',
    sdg: [1, 10],
    acquis: [19],
    commissions: ['SEDEC'],
    related: ['housing'],
  },
  'equality-inclusion': {
    eurovoc: '1469',
    sdg: [5, 10],
    acquis: [19, 23],
    commissions: ['SEDEC'],
    related: [],
  },
  'migration-displacement': {
    eurovoc: '1909',
    sdg: [10],
    acquis: [24],
    commissions: ['CIVEX'],
    related: ['reconstruction-demining'],
  },
} as const satisfies HeadingOfThemes
