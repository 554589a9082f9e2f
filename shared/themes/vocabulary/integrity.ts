import type { HeadingOfThemes } from '../theme-facts.ts'

export const integrity = {
  'integrity-plans': { eurovoc: '245', sdg: [16], acquis: [23], commissions: ['CIVEX'], related: [] },
  'corruption-risk': { eurovoc: 'c_406ad4cc', sdg: [16], acquis: [23], commissions: ['CIVEX'], related: [] },
  'internal-audit': {
    eurovoc: '174',
    sdg: [16],
    acquis: [32],
    commissions: ['CIVEX', 'COTER'],
    related: ['local-finance'],
  },
  'public-procurement': {
    eurovoc: 'c_4c7717f3',
    sdg: [12, 16],
    acquis: [5],
    commissions: ['ECON'],
    related: ['local-finance'],
  },
  transparency: {
    eurovoc: '5936',
    sdg: [16],
    acquis: [23],
    commissions: ['CIVEX'],
    related: ['open-geodata'],
  },
  'citizen-involvement': {
    eurovoc: '8423',
    sdg: [16, 11],
    acquis: [23],
    commissions: ['CIVEX'],
    related: ['e-services', 'youth'],
  },
} as const satisfies HeadingOfThemes
