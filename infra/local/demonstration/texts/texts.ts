import type { Format } from '../../../../shared/register/entry.ts'
import type { Trait } from '../places/place.ts'
import type { Sentence } from './sentence.ts'

/** The themes that there are texts for: all of the vocabulary, also those that come later. */
export const toldThemes = [
  'administrative-reform',
  'staff-training',
  'local-finance',
  'decentralisation',
  'inter-municipal-cooperation',
  'project-preparation',
  'eu-integration',
  'cross-border-cooperation',
  'integrity-plans',
  'corruption-risk',
  'internal-audit',
  'public-procurement',
  'transparency',
  'citizen-involvement',
  'e-services',
  'open-geodata',
  'civil-protection',
  'public-safety',
  'reconstruction-demining',
  'waste-management',
  'water-supply',
  'wastewater',
  'nature-air-soil',
  'energy-efficiency',
  'renewable-energy',
  'climate-adaptation',
  'spatial-planning',
  'housing',
  'mobility',
  'roads-public-spaces',
  'local-economy',
  'small-business',
  'tourism',
  'employment',
  'rural-development',
  'agriculture-food',
  'arid-agriculture',
  'fisheries',
  'primary-health-care',
  'public-health',
  'social-services',
  'equality-inclusion',
  'migration-displacement',
  'education-training',
  'youth',
  'culture-heritage-sport',
] as const
export type ToldTheme = (typeof toldThemes)[number]

/** What somebody says first about a theme: one or two sentences each, to be varied by what follows. */
type ThemeTexts = { readonly offer: readonly Sentence[]; readonly request: readonly Sentence[] }

/** Sentence parts in one language, of which descriptions are put together. */
export type Texts = {
  readonly themes: Readonly<Record<ToldTheme, ThemeTexts>>
  /** How a municipality introduces itself, by what it is like. */
  readonly introductions: Readonly<Partial<Record<Trait, readonly Sentence[]>>>
  /** What follows an offer or a request, where it names a format, that fits the format. */
  readonly closings: Readonly<Record<'offer' | 'request', Readonly<Record<Format, readonly Sentence[]>>>>
  /** What can follow any offer or request: how it went, what went wrong, where one stands. */
  readonly remarks: Readonly<Record<'offer' | 'request', readonly Sentence[]>>
  /** Interests, which name no more than their theme. */
  readonly interests: readonly Sentence[]
}
