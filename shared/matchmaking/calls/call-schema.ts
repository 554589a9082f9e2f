import * as z from 'zod/mini'
import { programmeIds } from '../../programmes/programmes.ts'
import { someLines, text } from '../../survey/field-schemas.ts'
import { workingLanguages } from '../../survey/working-languages.ts'
import { themeIds } from '../../themes/themes.ts'

/** The longest title and text of a call, in characters: a mail that is read. */
export const longestCallTitle = 120
export const longestCallText = 2_000

/** A day that exists, `2026-12-31`. */
const day = () =>
  z.string().check(
    z.regex(/^\d{4}-\d\d-\d\d$/, 'bad-day'),
    z.refine((value) => {
      const at = new Date(`${value}T00:00:00Z`)
      return Number.isFinite(at.getTime()) && at.toISOString().startsWith(value)
    }, 'bad-day'),
  )

/** What a call says, as it is drafted, and as it is opened after review. */
export const callSchema = z.strictObject({
  direction: z.enum(['request', 'offer']),
  theme: z.enum(themeIds),
  programme: z.enum(programmeIds),
  title: text(3, longestCallTitle, someLines),
  text: text(3, longestCallText, someLines),
  /** In which title and text are written; not stated: the language of the HTTP request. */
  language: z.optional(z.enum(workingLanguages)),
  until: day(),
})

/** The body of an answer to a call: takes part, or does not any more. */
export const callAnswerSchema = z.strictObject({
  answer: z.enum(['take-part', 'take-back']),
  /** Which of one's own entries; needed only where there are several. */
  from: z.optional(z.string().check(z.maxLength(64, 'too-long'))),
})

/** The body that drops a draft or closes a call: the button says it all. */
export const callDecisionSchema = z.strictObject({ decision: z.enum(['drop', 'close']) })
