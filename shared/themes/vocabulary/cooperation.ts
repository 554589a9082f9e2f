import type { HeadingOfThemes } from '../theme-facts.ts'

export const cooperation = {
  'inter-municipal-cooperation': {
    eurovoc: '5657',
    sdg: [17, 11],
    acquis: [22],
    commissions: ['CIVEX', 'COTER'],
    related: ['decentralisation'],
  },
  'project-preparation': {
    eurovoc: '928',
    sdg: [17, 9],
    acquis: [22],
    commissions: ['COTER'],
    related: ['local-finance'],
  },
  'eu-integration': {
    eurovoc: '12',
    sdg: [17, 16],
    acquis: [34, 35],
    commissions: ['CIVEX'],
    related: ['administrative-reform'],
  },
  'cross-border-cooperation': {
    eurovoc: '226',
    sdg: [17, 11],
    acquis: [22],
    commissions: ['COTER'],
    related: [],
  },
} as const satisfies HeadingOfThemes
