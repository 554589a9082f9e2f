import type { EntryView } from './register-view.ts'

/** The columns of an exported search: one row an offer, request or interest. */
export const exportColumns = [
  'entryId',
  'authority',
  'country',
  'countryLabel',
  'tier',
  'population',
  'languages',
  'direction',
  'theme',
  'themeLabel',
  'description',
  'descriptionLanguage',
  'formats',
  'programmes',
  'updatedAt',
  'url',
] as const

/** The matching items of entries as rows; lists are joined by spaces, as their values have none. */
export const exportRows = (
  entries: readonly EntryView[],
): Readonly<Partial<Record<(typeof exportColumns)[number], string | number>>>[] =>
  entries.flatMap(({ entryId, authority, languages, items, updatedAt, url }) =>
    items.map((item) => ({
      entryId,
      authority: authority.name,
      country: authority.country,
      countryLabel: authority.countryLabel,
      ...(authority.tier && { tier: authority.tier }),
      ...(authority.population !== undefined && { population: authority.population }),
      languages: languages.join(' '),
      direction: item.direction,
      theme: item.theme,
      themeLabel: item.themeLabel,
      description: item.description,
      descriptionLanguage: item.language,
      formats: item.formats.join(' '),
      programmes: item.programmes.join(' '),
      updatedAt,
      url,
    })),
  )
