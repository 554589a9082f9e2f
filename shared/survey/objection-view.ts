import * as z from 'zod/mini'
import { directions, maySee, visibilities } from '../register/entry.ts'
import { themeIds } from '../themes/themes.ts'
import type { Submission } from './submission.ts'

/** What somebody in whose name others answered is shown, as data. */
export const objectionShownSchema = () =>
  z.object({
    authority: z.string(),
    /** Who answered, in part; missing once they are gone. */
    by: z.optional(z.string()),
    /** When the answers were confirmed, and until when one may object. */
    toldAt: z.string(),
    expiresAt: z.string(),
    items: z.array(
      z.object({
        direction: z.enum(directions),
        theme: z.enum(themeIds),
        description: z.string(),
        language: z.string(),
        visibility: z.enum(visibilities),
      }),
    ),
    /** Whether some answers are left out, since they are for the secretariat alone. */
    leftOut: z.boolean(),
  })
export type ObjectionShown = z.output<ReturnType<typeof objectionShownSchema>>

/**
 * What was answered in somebody's name: the items of that submission only, as they were sent, since the entry has those
 * of others, too. The address was typed by somebody and may be wrong, so what is for the secretariat alone stays so.
 */
export const answeredFor = (
  submission: Submission | undefined,
): Pick<ObjectionShown, 'items' | 'leftOut'> => {
  if (!submission) return { items: [], leftOut: false }
  const all = submission.answers.items
  const items = all.filter(({ visibility }) => maySee('respondent', visibility))
  return {
    items: items.map(({ direction, theme, description, visibility, language = submission.language }) => ({
      direction,
      theme,
      description,
      language,
      visibility,
    })),
    leftOut: items.length < all.length,
  }
}
