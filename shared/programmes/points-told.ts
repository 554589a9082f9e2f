import { pointRecipient } from '../notices/point-recipients.ts'
import type { Entry } from '../register/entry.ts'
import { type ContactPoints, toldOfEntry } from './contact-points.ts'
import type { ProgrammesReader } from './programmes-reader.ts'

/** Names the contact points that are told of an entry, as recipients of notices, each once. */
export type PointsTold = (entry: Pick<Entry, 'authority' | 'items'>) => Promise<readonly string[]>

/** Who is told follows from the programmes and countries of the entry, by the rules as they are now. */
export const pointsTold =
  (points: ContactPoints, programmes: Pick<ProgrammesReader, 'all'>): PointsTold =>
  async ({ authority, items }) => {
    const wished = new Set(items.flatMap((item) => item.programmes))
    const all = await programmes.all()
    const told = toldOfEntry(points, {
      country: authority.country,
      programmes: all.map(({ programme }) => programme).filter(({ id }) => wished.has(id)),
      countries: items.flatMap((item) => item.countries),
    })
    return [...new Set(told.flatMap((area) => area.points).map(({ mail }) => pointRecipient(mail)))]
  }
