import type { Entry } from '../../shared/register/entry.ts'
import { answersOfEntry, type Draft, type DraftAnswers } from '../../shared/survey/draft.ts'
import type { SurveyParts } from './survey-parts.ts'

/** The entry that a draft began from as it is now, and whether it is another revision than then. */
export const standingBefore = async (
  { drafts }: Pick<SurveyParts, 'drafts'>,
  { basis }: Draft,
): Promise<{
  readonly entry?: Entry
  readonly before: DraftAnswers | undefined
  readonly changedMeanwhile: boolean
}> => {
  const entry = basis && (await drafts.entryById(basis.entryId))
  if (!entry) return { before: undefined, changedMeanwhile: false }
  return {
    entry,
    before: answersOfEntry(entry),
    changedMeanwhile: entry.revision !== basis.revision,
  }
}
