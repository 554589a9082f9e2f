import type { CountryCode } from '../../../shared/places/countries.ts'
import type { Tier } from '../../../shared/register/entry.ts'
import type { Place, Trait } from './places/place.ts'
import { type ToldTheme, toldThemes } from './texts/texts.ts'

/** Themes that somebody knows well, and themes that somebody needs. */
type Leaning = { readonly knows: readonly ToldTheme[]; readonly needs: readonly ToldTheme[] }

const same = (...themes: readonly ToldTheme[]): Leaning => ({ knows: themes, needs: themes })

const byTrait: Readonly<Record<Trait, Leaning>> = {
  capital: same(
    'e-services',
    'mobility',
    'transparency',
    'housing',
    'citizen-involvement',
    'public-procurement',
  ),
  large: same(
    'mobility',
    'housing',
    'climate-adaptation',
    'e-services',
    'migration-displacement',
    'wastewater',
  ),
  port: same('fisheries', 'tourism', 'climate-adaptation', 'local-economy', 'wastewater'),
  coast: same('tourism', 'fisheries', 'climate-adaptation', 'wastewater', 'nature-air-soil'),
  island: same('renewable-energy', 'water-supply', 'waste-management', 'tourism', 'fisheries'),
  mountain: same('renewable-energy', 'rural-development', 'tourism', 'civil-protection', 'nature-air-soil'),
  rural: same(
    'rural-development',
    'agriculture-food',
    'inter-municipal-cooperation',
    'primary-health-care',
    'mobility',
  ),
  industrial: {
    knows: ['local-economy', 'energy-efficiency', 'nature-air-soil', 'employment', 'spatial-planning'],
    needs: ['local-economy', 'nature-air-soil', 'employment', 'renewable-energy', 'small-business'],
  },
  heritage: same('culture-heritage-sport', 'tourism', 'roads-public-spaces', 'small-business'),
  border: same('cross-border-cooperation', 'civil-protection', 'project-preparation', 'tourism'),
  arid: same('arid-agriculture', 'water-supply', 'wastewater', 'climate-adaptation', 'renewable-energy'),
  university: same('youth', 'small-business', 'open-geodata', 'education-training', 'citizen-involvement'),
  war: {
    knows: ['civil-protection', 'e-services', 'migration-displacement'],
    needs: [
      'reconstruction-demining',
      'housing',
      'public-health',
      'renewable-energy',
      'migration-displacement',
      'education-training',
    ],
  },
  'city-state': same(),
}

const ofNicosia: readonly ToldTheme[] = [
  'primary-health-care',
  'waste-management',
  'water-supply',
  'administrative-reform',
  'staff-training',
  'fisheries',
  'arid-agriculture',
  'inter-municipal-cooperation',
]
const ofAccession: readonly ToldTheme[] = [
  'eu-integration',
  'public-procurement',
  'waste-management',
  'wastewater',
  'project-preparation',
  'nature-air-soil',
]

const needsOf: Readonly<Partial<Record<CountryCode, readonly ToldTheme[]>>> = {
  LY: ofNicosia,
  UA: [
    'reconstruction-demining',
    'integrity-plans',
    'corruption-risk',
    'energy-efficiency',
    'public-procurement',
    'employment',
    'social-services',
    'eu-integration',
  ],
  MD: [...ofAccession, 'energy-efficiency', 'water-supply', 'local-finance', 'social-services'],
  GE: [...ofAccession, 'tourism', 'spatial-planning'],
  AM: [
    'decentralisation',
    'local-finance',
    'rural-development',
    'migration-displacement',
    'energy-efficiency',
  ],
  AL: ofAccession,
  BA: [...ofAccession, 'administrative-reform'],
  XK: [...ofAccession, 'spatial-planning', 'youth'],
  ME: ofAccession,
  MK: [...ofAccession, 'internal-audit'],
  RS: [...ofAccession, 'internal-audit'],
  TR: ['migration-displacement', 'climate-adaptation', 'civil-protection', 'reconstruction-demining'],
  TN: [
    'decentralisation',
    'local-finance',
    'waste-management',
    'water-supply',
    'youth',
    'citizen-involvement',
  ],
  MA: ['water-supply', 'reconstruction-demining', 'decentralisation', 'small-business', 'waste-management'],
  JO: ['water-supply', 'wastewater', 'migration-displacement', 'renewable-energy'],
  LB: ['waste-management', 'renewable-energy', 'migration-displacement', 'reconstruction-demining'],
  PS: ['water-supply', 'renewable-energy', 'social-services', 'local-finance', 'youth'],
  SY: ['reconstruction-demining', 'water-supply', 'primary-health-care', 'housing'],
}

const knowsOf: Readonly<Partial<Record<CountryCode, readonly ToldTheme[]>>> = {
  DE: ['energy-efficiency', 'inter-municipal-cooperation', 'employment', 'waste-management'],
  EE: ['e-services', 'transparency', 'open-geodata'],
  ES: ['water-supply', 'arid-agriculture', 'citizen-involvement', 'mobility'],
  FR: ['inter-municipal-cooperation', 'decentralisation', 'agriculture-food', 'social-services'],
  IT: ['waste-management', 'agriculture-food', 'civil-protection', 'primary-health-care'],
  LT: ['eu-integration', 'integrity-plans', 'corruption-risk', 'energy-efficiency'],
  LV: ['eu-integration', 'local-finance', 'corruption-risk'],
  NL: ['climate-adaptation', 'mobility', 'spatial-planning', 'water-supply'],
  PL: ['eu-integration', 'project-preparation', 'local-finance', 'migration-displacement'],
  PT: ['renewable-energy', 'fisheries', 'administrative-reform'],
  RO: ['eu-integration', 'project-preparation', 'e-services', 'integrity-plans'],
  HR: ['eu-integration', 'transparency', 'tourism', 'reconstruction-demining'],
  SI: ['eu-integration', 'tourism', 'waste-management'],
  CZ: ['transparency', 'project-preparation', 'spatial-planning'],
  SK: ['eu-integration', 'transparency', 'equality-inclusion'],
  BG: ['energy-efficiency', 'eu-integration'],
  DK: ['renewable-energy', 'public-health', 'mobility', 'energy-efficiency'],
  SE: ['equality-inclusion', 'energy-efficiency', 'youth', 'internal-audit'],
  FI: ['education-training', 'e-services', 'public-health', 'equality-inclusion'],
  AT: ['housing', 'renewable-energy', 'internal-audit'],
  BE: ['public-safety', 'equality-inclusion', 'integrity-plans'],
  GR: ['fisheries', 'migration-displacement', 'civil-protection'],
  IE: ['small-business', 'rural-development', 'local-economy'],
  CY: ['wastewater', 'arid-agriculture', 'tourism'],
  MT: ['water-supply', 'fisheries', 'culture-heritage-sport'],
  LU: ['mobility', 'migration-displacement', 'housing'],
  UA: ['e-services', 'civil-protection', 'transparency', 'migration-displacement'],
  TN: ['arid-agriculture', 'culture-heritage-sport', 'fisheries'],
  MA: ['renewable-energy', 'culture-heritage-sport', 'arid-agriculture'],
  JO: ['migration-displacement', 'water-supply'],
}

const byTier: Readonly<Partial<Record<Tier, readonly ToldTheme[]>>> = {
  'inter-municipal': ['inter-municipal-cooperation', 'waste-management', 'spatial-planning', 'mobility'],
  county: ['rural-development', 'social-services', 'roads-public-spaces', 'civil-protection'],
  region: [
    'cross-border-cooperation',
    'project-preparation',
    'employment',
    'public-health',
    'agriculture-food',
  ],
  association: [
    'decentralisation',
    'staff-training',
    'local-finance',
    'administrative-reform',
    'eu-integration',
  ],
  'municipal-company': ['water-supply', 'wastewater', 'waste-management', 'energy-efficiency'],
}

/** Fishing needs a sea, a village shop a village, clearing mines a war: such themes need a reason in the place. */
const bound: ReadonlySet<ToldTheme> = new Set<ToldTheme>([
  'fisheries',
  'arid-agriculture',
  'agriculture-food',
  'rural-development',
  'tourism',
  'cross-border-cooperation',
  'reconstruction-demining',
])
const anywhere = toldThemes.filter((theme) => !bound.has(theme))

/** A company keeps to its trade and an association to what its members share. */
const keepsToTier: ReadonlySet<Tier> = new Set(['association', 'municipal-company'])

/**
 * The themes of a place, the likeliest with the greatest weight: what its traits, its country and its tier
 * suggest, and a little of everything.
 */
export const leaningOf = (
  place: Place,
  direction: 'offer' | 'request',
): readonly (readonly [ToldTheme, number])[] => {
  const weights = new Map<ToldTheme, number>()
  const add = (themes: readonly ToldTheme[], weight: number) => {
    for (const theme of themes) weights.set(theme, (weights.get(theme) ?? 0) + weight)
  }
  add(byTier[place.tier] ?? [], 4)
  if (!keepsToTier.has(place.tier)) {
    for (const trait of place.traits) add(byTrait[trait][direction === 'offer' ? 'knows' : 'needs'], 3)
    add((direction === 'offer' ? knowsOf : needsOf)[place.country] ?? [], 4)
    add(anywhere, 0.4)
    const bySea = place.traits.some((trait) => ['port', 'coast', 'island'].includes(trait))
    if (!bySea) weights.delete('fisheries')
  }
  return [...weights]
}
