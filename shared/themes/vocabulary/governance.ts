import type { HeadingOfThemes } from '../theme-facts.ts'

export const governance = {
  'administrative-reform': {
    eurovoc: '2968',
    sdg: [16],
    acquis: [23, 22],
    commissions: ['CIVEX'],
    related: ['eu-integration', 'e-services'],
  },
  'staff-training': {
    eurovoc: '1073',
    sdg: [16, 4],
    acquis: [22],
    commissions: ['CIVEX', 'SEDEC'],
    related: ['education-training'],
  },
  'local-finance': {
    eurovoc: '1017',
    sdg: [16, 17],
    acquis: [32, 33],
    commissions: ['COTER', 'ECON'],
    related: ['project-preparation', 'internal-audit', 'public-procurement'],
  },
  decentralisation: {
    eurovoc: '340',
    sdg: [16, 11],
    acquis: [22, 34],
    commissions: ['CIVEX', 'COTER'],
    related: ['inter-municipal-cooperation'],
  },
} as const satisfies HeadingOfThemes
