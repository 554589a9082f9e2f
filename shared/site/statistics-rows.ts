import type { Language } from '../messages/languages.ts'
import { countryLabel } from '../places/countries.ts'
import { languageLabel } from '../survey/working-languages.ts'
import { labelOf } from '../themes/theme-words.ts'
import type { RegisterStatistics } from './register-numbers.ts'

/** The columns of the statistics as a table for programs. A figure that a row does not have is empty. */
export const statisticsColumns = [
  'dimension',
  'id',
  'label',
  'authorities',
  'offering',
  'asking',
  'items',
] as const

/**
 * The statistics as rows: one for all, then one for each direction, theme, country and language. Labels are in the
 * language asked for, ids the same in all; a country that is written with an asterisk has it here, too.
 */
export const statisticsRows = (
  statistics: RegisterStatistics,
  language: Language,
): readonly Readonly<Partial<Record<(typeof statisticsColumns)[number], string | number>>>[] => {
  const { authorities, offering, asking, items, byTheme, byCountry, byLanguage } = statistics
  return [
    { dimension: 'all', id: 'all', authorities, offering, asking },
    ...Object.entries(items).map(([id, count]) => ({ dimension: 'direction', id, items: count })),
    ...byTheme.map(({ theme, ...counts }) => ({
      dimension: 'theme',
      id: theme,
      label: labelOf(theme, language),
      ...counts,
    })),
    ...byCountry.map(({ country, ...counts }) => ({
      dimension: 'country',
      id: country,
      label: countryLabel(country, language),
      ...counts,
    })),
    ...byLanguage.map((row) => ({
      dimension: 'language',
      id: row.language,
      label: languageLabel(row.language, language),
      authorities: row.authorities,
    })),
  ]
}
