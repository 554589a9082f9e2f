import type { Entry } from '../../shared/register/entry.ts'
import { anEntry, anItem } from './builders.ts'

/** Kranj in Slovenia (LAU 52, Eurostat 2019: 56,267 inhabitants) has sorted its waste for years. */
export const kranj: Entry = anEntry({
  entryId: 'kranj',
  authority: { name: 'Mestna občina Kranj', country: 'SI', tier: 'municipality', population: 56_267 },
  languages: ['en', 'sl', 'hr'],
  interpretation: true,
  items: [
    anItem({
      entryId: 'kranj',
      description: 'Door-to-door collection of sorted household waste, with fees by weight',
      formats: ['study-visit', 'online'],
      countries: ['MK', 'AL', 'RS'],
      evidence: 2,
    }),
    anItem({
      entryId: 'kranj',
      direction: 'request',
      theme: 'culture-heritage-sport',
      description: 'How a lake town cares for its old churches',
    }),
  ],
})

/** Ohrid in North Macedonia (LAU MK00310, Eurostat 2019: 51,519 inhabitants) asks how to sort waste. */
export const ohrid: Entry = anEntry({
  entryId: 'ohrid',
  authority: { name: 'Општина Охрид', country: 'MK', tier: 'municipality', population: 51_519 },
  languages: ['mk', 'en', 'hr'],
  items: [
    anItem({
      entryId: 'ohrid',
      direction: 'request',
      description: 'Sorted collection of household waste in a town with many summer guests',
      formats: ['study-visit'],
      countries: ['SI', 'AT'],
    }),
    anItem({
      entryId: 'ohrid',
      theme: 'culture-heritage-sport',
      description: 'Care of churches and an old town by a lake',
    }),
  ],
})
