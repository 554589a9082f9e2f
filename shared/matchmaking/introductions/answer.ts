import type * as z from 'zod/mini'
import type { Introduction } from './introduction.ts'
import type { answerSchema } from './introductions-operations.ts'
import { type Deed, takeStep } from './take-step.ts'

/** What one of the two said. */
export type Answer = z.output<typeof answerSchema>

/** Which deed an answer is. */
const deedOf = (
  { answer, reason = 'other', format, useful, line }: Answer,
  by: { readonly as: 'side'; readonly entryId: string; readonly contactId: string },
): Deed => {
  switch (answer) {
    case 'yes':
      return { deed: 'want', by }
    case 'take-back':
      return { deed: 'withdraw', by }
    case 'no':
      return { deed: 'decline', by, reason }
    case 'under-way':
      return { deed: 'begin', by }
    case 'happened':
      return {
        deed: 'complete',
        by,
        outcome: {
          ...(format && { format }),
          ...(useful && { useful }),
          ...(line && { line }),
        },
      }
  }
}

/**
 * The introduction after one side's answer; as it was where that side said the same before.
 *
 * @throws Failure `conflict` where things stand elsewhere
 */
export const answeredBy = (
  before: Introduction,
  entryId: string,
  contactId: string,
  answer: Answer,
  now: string,
): Introduction => {
  const saidBefore =
    (answer.answer === 'yes' && before.wishes[entryId] !== undefined && before.state !== 'lapsed') ||
    (answer.answer === 'no' && before.declined?.entryId === entryId && before.state === 'declined') ||
    (answer.answer === 'under-way' && before.state === 'under-way')
  return saidBefore ? before : takeStep(before, deedOf(answer, { as: 'side', entryId, contactId }), now)
}
