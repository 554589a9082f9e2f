/** The ids of the vocabulary; labels and the tree are in `vocabulary.ts`. */
export const themeIds = [
  'staff-training',
  'inter-municipal-cooperation',
  'integrity-plans',
  'public-procurement',
  'citizen-involvement',
  'e-services',
  'waste-management',
  'water-supply',
  'wastewater',
  'energy-efficiency',
  'tourism',
  'rural-development',
  'fisheries',
  'primary-health-care',
  'culture-heritage-sport',
] as const
export type ThemeId = (typeof themeIds)[number]
