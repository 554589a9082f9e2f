import type { HeadingOfThemes } from '../theme-facts.ts'

export const economy = {
  'local-economy': {
    eurovoc: '660',
    sdg: [8],
    acquis: [20, 17],
    commissions: ['ECON'],
    related: ['rural-development'],
  },
  'small-business': { eurovoc: '2359', sdg: [8, 9], acquis: [20], commissions: ['ECON'], related: [] },
  tourism: {
    eurovoc: '4470',
    sdg: [8, 12],
    acquis: [20],
    commissions: ['NAT'],
    related: ['rural-development', 'culture-heritage-sport'],
  },
  employment: {
    eurovoc: '2468',
    sdg: [8],
    acquis: [19, 2],
    commissions: ['SEDEC', 'ECON'],
    related: ['education-training', 'youth'],
  },
} as const satisfies HeadingOfThemes
