import type { Entry, EntryItem } from '../../shared/register/entry.ts'

/** An item with sensible values; say only what the test is about. */
export const anItem = (stated: Partial<EntryItem> & { entryId?: string } = {}): EntryItem => {
  const { entryId = 'utrecht', ...rest } = stated
  const direction = rest.direction ?? 'offer'
  const theme = rest.theme ?? 'waste-management'
  return {
    itemId: `${entryId}.${direction}.${theme}`,
    direction,
    theme,
    description: 'Separate collection of household waste in dense districts',
    language: 'en',
    visibility: 'public',
    formats: [],
    programmes: [],
    countries: [],
    ...rest,
  }
}

/** A public entry with one offer; say only what the test is about. */
export const anEntry = (stated: Partial<Entry> = {}): Entry => {
  const entryId = stated.entryId ?? 'utrecht'
  return {
    entryId,
    state: 'public',
    authority: { name: 'Gemeente Utrecht', country: 'NL', tier: 'municipality', population: 361_924 },
    role: 'officer',
    languages: ['en', 'nl'],
    languagesAssumed: false,
    items: [anItem({ entryId })],
    revision: 1,
    createdAt: '2026-11-01T09:00:00.000Z',
    updatedAt: '2026-11-01T09:00:00.000Z',
    until: '2027-11-01',
    ...stated,
  }
}
