import type { HeadingOfThemes } from '../theme-facts.ts'

export const safetyRecovery = {
  'civil-protection': {
    eurovoc: '3057',
    sdg: [11, 13],
    acquis: [27, 24],
    commissions: ['NAT'],
    related: ['climate-adaptation'],
  },
  'public-safety': { eurovoc: '4045', sdg: [16, 11], acquis: [24], commissions: ['CIVEX'], related: [] },
  'reconstruction-demining': {
    eurovoc: '8410',
    sdg: [11, 16],
    acquis: [31, 22],
    commissions: ['CIVEX', 'COTER'],
    related: ['housing', 'migration-displacement'],
  },
} as const satisfies HeadingOfThemes
