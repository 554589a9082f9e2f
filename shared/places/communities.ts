import type { Language } from '../messages/languages.ts'
import { countryCodes, countryLabel, isCountryCode } from './countries.ts'

/**
 * Communities that a programme names beside countries, with codes of our own: three letters, so that none can be
 * taken for a country's. They are never listed, counted or drawn among countries.
 */
const communityCodes = ['TCC'] as const
type CommunityCode = (typeof communityCodes)[number]

/** The EU's own words: Council Regulation (EC) No 389/2006. */
const communityNames: Readonly<Record<CommunityCode, Readonly<Record<Language, string>>>> = {
  TCC: {
    en: 'Turkish Cypriot community',
    fr: 'Communauté chypriote turque',
    uk: 'Турецько-кіпрська громада',
    ar: 'الجماعة القبرصية التركية',
  },
}

/** Where somebody who asks about a programme may be: a country or a community. */
export const territoryCodes = [...countryCodes, ...communityCodes] as const
export type TerritoryCode = (typeof territoryCodes)[number]

export const isCommunityCode = (value: unknown): value is CommunityCode =>
  (communityCodes as readonly unknown[]).includes(value)

export const isTerritoryCode = (value: unknown): value is TerritoryCode =>
  isCountryCode(value) || isCommunityCode(value)

/** The name of a country (`countryLabel`) or a community. */
export const territoryLabel = (code: TerritoryCode, language: Language): string =>
  isCommunityCode(code) ? communityNames[code][language] : countryLabel(code, language)

/** The communities by name, to be offered apart from the countries. */
export const communitiesByName = (
  language: Language,
): readonly { readonly code: CommunityCode; readonly label: string }[] =>
  communityCodes.map((code) => ({ code, label: communityNames[code][language] }))
