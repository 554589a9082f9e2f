import type { HeadingOfThemes } from '../theme-facts.ts'

export const learningCulture = {
  'education-training': {
    eurovoc: '668',
    sdg: [4],
    acquis: [26],
    commissions: ['SEDEC'],
    related: ['staff-training', 'employment'],
  },
  youth: {
    eurovoc: '6215',
    sdg: [4, 8],
    acquis: [26, 19],
    commissions: ['SEDEC'],
    related: ['citizen-involvement', 'employment'],
  },
  'culture-heritage-sport': {
    eurovoc: '2459',
    sdg: [11, 3],
    acquis: [26],
    commissions: ['SEDEC'],
    related: ['tourism'],
  },
} as const satisfies HeadingOfThemes
