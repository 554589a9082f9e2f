import type { Entry } from '../register/entry.ts'
import { itemsOf, objectionAfter, stateAfter, yearLater } from './confirmation.ts'
import type { Submission } from './submission.ts'

/**
 * An entry after its people answered again from a prefilled form: all of it is as they sent it, what they took out is
 * gone. Unlike a survey answered anew, which adds to what stands (`confirm`).
 *
 * @param now ISO 8601 in UTC
 */
export const revisedEntry = (
  before: Entry,
  { answers, language, ...submission }: Submission,
  now: string,
): Entry => {
  const { entryId, createdAt } = before
  const { authority, role, languages, interpretation, capacity, availability, commission, programmeAnswers } =
    answers
  return {
    entryId,
    createdAt,
    state: stateAfter(before, 'before-publishing'),
    authority: JSON.parse(JSON.stringify(authority)) as Entry['authority'],
    role,
    languages: languages ?? [language],
    languagesAssumed: languages === undefined,
    ...(interpretation !== undefined && { interpretation }),
    ...(capacity !== undefined && { capacity }),
    ...(availability !== undefined && { availability }),
    ...(commission !== undefined && { commission }),
    ...(programmeAnswers !== undefined && { programmeAnswers }),
    ...objectionAfter(before),
    items: itemsOf({ answers, language, ...submission }, entryId),
    revision: before.revision + 1,
    updatedAt: now,
    until: yearLater(now),
  }
}
