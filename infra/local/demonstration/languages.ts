import type { CountryCode } from '../../../shared/places/countries.ts'

/** How people of a country write and work. */
export type CountryLanguages = {
  /** The languages in which officers write their descriptions, each with its share. */
  readonly writes: readonly (readonly [language: string, share: number])[]
  /** Working languages, the usual ones first. */
  readonly works: readonly string[]
}

const mostlyOwn = (own: string, ...others: readonly string[]): CountryLanguages => ({
  writes: [
    [own, 17],
    ['en', 3],
  ],
  works: [own, 'en', ...others],
})

/** Those for whose language there are no texts write English. */
const inEnglish = (...works: readonly string[]): CountryLanguages => ({ writes: [['en', 1]], works })

const arabicAndFrench: CountryLanguages = {
  writes: [
    ['ar', 4],
    ['fr', 5],
    ['en', 1],
  ],
  works: ['ar', 'fr', 'en'],
}

export const languagesOf: Readonly<Record<CountryCode, CountryLanguages>> = {
  AT: mostlyOwn('de'),
  BE: {
    writes: [
      ['fr', 4],
      ['nl', 4],
      ['en', 2],
    ],
    works: ['fr', 'nl', 'en', 'de'],
  },
  BG: inEnglish('bg', 'en', 'ru'),
  HR: inEnglish('hr', 'en', 'it'),
  CY: mostlyOwn('el'),
  CZ: inEnglish('cs', 'en', 'de'),
  DK: inEnglish('da', 'en'),
  EE: inEnglish('et', 'en', 'ru'),
  FI: inEnglish('fi', 'en', 'sv'),
  FR: mostlyOwn('fr', 'es'),
  DE: mostlyOwn('de', 'fr'),
  GR: mostlyOwn('el'),
  HU: inEnglish('hu', 'en', 'de'),
  IE: inEnglish('en', 'ga'),
  IT: mostlyOwn('it', 'fr'),
  LV: inEnglish('lv', 'en', 'ru'),
  LT: inEnglish('lt', 'en', 'pl'),
  LU: mostlyOwn('fr', 'de'),
  MT: inEnglish('mt', 'en', 'it'),
  NL: mostlyOwn('nl', 'de'),
  PL: mostlyOwn('pl', 'uk'),
  PT: mostlyOwn('pt', 'es'),
  RO: mostlyOwn('ro', 'fr'),
  SK: inEnglish('sk', 'en', 'cs'),
  SI: inEnglish('sl', 'en', 'hr'),
  ES: mostlyOwn('es', 'fr'),
  SE: inEnglish('sv', 'en'),
  AL: inEnglish('sq', 'en', 'it'),
  BA: inEnglish('bs', 'en', 'de'),
  XK: inEnglish('sq', 'en', 'sr'),
  ME: inEnglish('cnr', 'en', 'it'),
  MK: inEnglish('mk', 'en', 'sq'),
  RS: inEnglish('sr', 'en', 'hu'),
  TR: inEnglish('tr', 'en', 'de'),
  AM: inEnglish('hy', 'en', 'ru'),
  AZ: inEnglish('az', 'en', 'tr'),
  GE: inEnglish('ka', 'en'),
  MD: mostlyOwn('ro', 'ru'),
  UA: mostlyOwn('uk', 'pl'),
  DZ: arabicAndFrench,
  EG: mostlyOwn('ar'),
  IL: inEnglish('he', 'en', 'ar'),
  JO: mostlyOwn('ar'),
  LB: arabicAndFrench,
  LY: mostlyOwn('ar', 'it'),
  MA: arabicAndFrench,
  PS: mostlyOwn('ar'),
  SY: mostlyOwn('ar'),
  TN: arabicAndFrench,
}

/** Countries with which authorities of a country have worked for long, and whom they name when asked. */
export const oldFriendsOf: Readonly<Partial<Record<CountryCode, readonly CountryCode[]>>> = {
  AT: ['BA', 'RS', 'UA', 'MD'],
  BE: ['MA', 'TN', 'PS'],
  BG: ['MK', 'UA', 'MD'],
  HR: ['BA', 'ME', 'RS'],
  CY: ['LY', 'LB', 'EG'],
  CZ: ['UA', 'MD', 'GE'],
  DK: ['UA', 'MD'],
  EE: ['UA', 'GE', 'MD'],
  FI: ['UA', 'LY'],
  FR: ['MA', 'TN', 'DZ', 'LB', 'UA'],
  DE: ['UA', 'MD', 'TN', 'RS'],
  GR: ['AL', 'MK', 'LY'],
  HU: ['RS', 'UA'],
  IT: ['AL', 'LY', 'TN', 'ME'],
  LV: ['UA', 'MD', 'GE'],
  LT: ['UA', 'GE', 'MD'],
  MT: ['LY', 'TN'],
  NL: ['LY', 'UA', 'MA'],
  PL: ['UA', 'MD', 'GE'],
  PT: ['MA', 'LY'],
  RO: ['MD', 'UA', 'RS'],
  SK: ['UA', 'RS'],
  SI: ['BA', 'ME', 'MK'],
  ES: ['MA', 'LY', 'PS', 'TN'],
  SE: ['UA', 'GE', 'BA'],
  AL: ['IT', 'GR'],
  BA: ['HR', 'SI', 'AT'],
  MD: ['RO', 'PL'],
  UA: ['PL', 'LT', 'DE'],
  LY: ['IT', 'MT', 'ES', 'TN'],
  TN: ['IT', 'FR', 'ES'],
  MA: ['FR', 'ES', 'BE'],
  LB: ['FR', 'IT', 'CY'],
  GE: ['LT', 'EE', 'CZ'],
  RS: ['SI', 'HR', 'HU'],
  MK: ['BG', 'SI'],
}
