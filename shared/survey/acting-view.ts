import * as z from 'zod/mini'
import type { ActingReads } from './acting-store.ts'
import { addressFor, type Reader } from './people.ts'

/** For whom an entry was answered, as data: addresses whole for the desk, in part for those behind it. */
export const actingSchema = () =>
  z.object({
    /** Who answered; missing once they are gone. */
    by: z.optional(z.string()),
    /** For whom. */
    named: z.string(),
    toldAt: z.string(),
    objectedAt: z.optional(z.string()),
    /** What they wrote to the secretariat with their objection; for the desk alone. */
    words: z.optional(z.string()),
  })
export type ActingView = z.output<ReturnType<typeof actingSchema>>

/** For whom an entry was answered, as far as it is kept, the latest first. */
export const actingsShown = async (
  { actingsOn, contactById }: ActingReads,
  entryId: string,
  reader: Reader,
): Promise<readonly ActingView[]> => {
  const address = addressFor[reader]
  const found = await Promise.all(
    (await actingsOn(entryId)).map(
      async ({ by, named, toldAt, objectedAt, words }): Promise<ActingView[]> => {
        const [who, whom] = await Promise.all([contactById(by), contactById(named)])
        if (!whom) return []
        return [
          {
            ...(who && { by: address(who.address) }),
            named: address(whom.address),
            toldAt,
            ...(objectedAt !== undefined && { objectedAt }),
            ...(reader === 'desk' && words && { words }),
          },
        ]
      },
    ),
  )
  return found.flat().sort((a, b) => (a.toldAt < b.toldAt ? 1 : -1))
}
