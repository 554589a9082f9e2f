import type { HeadingOfThemes } from '../theme-facts.ts'

export const urban = {
  'spatial-planning': {
    eurovoc: '4619',
    sdg: [11],
    acquis: [22],
    commissions: ['COTER'],
    related: ['open-geodata', 'climate-adaptation'],
  },
  housing: {
    eurovoc: '1690',
    sdg: [11, 1],
    acquis: [19],
    commissions: ['COTER', 'SEDEC'],
    related: ['reconstruction-demining', 'energy-efficiency', 'social-services'],
  },
  mobility: { eurovoc: '6850', sdg: [11, 13], acquis: [14, 21], commissions: ['COTER'], related: [] },
  'roads-public-spaces': { eurovoc: '3377', sdg: [11, 9], acquis: [14], commissions: ['COTER'], related: [] },
} as const satisfies HeadingOfThemes
