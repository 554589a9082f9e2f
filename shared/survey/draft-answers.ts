import { Failure, type FieldFailure } from '../failures.ts'
import { parseInput } from '../http/parse-input.ts'
import { isSameAuthority } from './authority-name.ts'
import type { Draft, DraftAnswers } from './draft.ts'
import { type Survey, surveySchema } from './survey-schema.ts'
import { type Warning, warningsOf } from './warnings.ts'

/** Stands for the address, which the contact has; a draft only begins with a valid one. */
const anyAddress = 'somebody@example.org'

/**
 * A draft's answers as a survey.
 *
 * @throws Failure `invalid` with every field at fault
 */
export const surveyOf = (answers: DraftAnswers, email: string): Survey =>
  parseInput(surveySchema(), { authority: {}, items: [], ...answers, email })

/**
 * What a draft still lacks before it can be sent. One that began from an entry stays with its authority: the entry
 * was reviewed, and is found, as that one's.
 */
export const failuresOf = ({ answers, basis }: Draft): readonly FieldFailure[] => {
  try {
    const { authority } = surveyOf(answers, anyAddress)
    return basis && !isSameAuthority(authority, basis.authority)
      ? [{ pointer: '/authority/name', code: 'other-authority' }]
      : []
  } catch (error) {
    if (error instanceof Failure && error.kind === 'invalid') return error.fields
    throw error
  }
}

/** The soft limits that a draft goes beyond; none while it breaks a rule, which is to be put right first. */
export const draftWarnings = (draft: Draft): readonly Warning[] =>
  failuresOf(draft).length > 0 ? [] : warningsOf(surveyOf(draft.answers, anyAddress))
