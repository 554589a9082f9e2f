import type { ContactPoints } from '../../shared/programmes/contact-points.ts'
import type { EditedProgramme } from '../../shared/programmes/programme-store.ts'
import { programmesReader } from '../../shared/programmes/programmes-reader.ts'

/** The programmes as they are shipped, with some edited. */
export const theProgrammes = (...edited: readonly EditedProgramme[]) =>
  programmesReader({ editedProgrammes: async () => edited }, () => '2026-11-23T09:00:00.000Z')

export const someContactPoints: ContactPoints = {
  byArea: {
    'nicosia-initiative': [
      { function: 'Nicosia Initiative', mail: 'nicosia@example.org', phone: '+32 2 000 00 00' },
      { function: 'Assistant', mail: 'nicosia-assistant@example.org' },
    ],
    'eastern-partnership': [{ function: 'Desk for Ukraine', mail: 'east@example.org' }],
    'taiex-western-balkans': [{ function: 'Desk for TAIEX', mail: 'taiex@example.org' }],
  },
  fallback: [{ function: 'Secretariat', mail: 'secretariat@example.org' }],
}
