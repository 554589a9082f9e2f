import type { HeadingOfThemes } from '../theme-facts.ts'

export const digital = {
  'e-services': {
    eurovoc: '6894',
    sdg: [9, 16],
    acquis: [10],
    commissions: ['CIVEX', 'ECON'],
    related: ['administrative-reform', 'citizen-involvement'],
  },
  'open-geodata': {
    eurovoc: 'c_5ea6e5c4',
    sdg: [9, 11],
    acquis: [10],
    commissions: ['ECON', 'CIVEX'],
    related: ['transparency', 'spatial-planning'],
  },
} as const satisfies HeadingOfThemes
