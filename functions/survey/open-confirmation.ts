import { Failure } from '../../shared/failures.ts'
import { hashOfToken, type TokenItem } from '../../shared/notices/token.ts'
import type { Submission } from '../../shared/survey/submission.ts'
import type { SurveyParts } from './survey-parts.ts'

export type OpenConfirmation = {
  readonly tokenHash: string
  readonly token: TokenItem & { purpose: 'confirm-submission' }
  readonly submission: Submission
}

/**
 * The submission that a mailed link would confirm.
 *
 * @throws Failure `not-found` for a token that was never ours, `gone` for one that was used or has expired
 */
export const openConfirmation = async (
  { store, now }: Pick<SurveyParts, 'store' | 'now'>,
  token: string,
): Promise<OpenConfirmation> => {
  const tokenHash = hashOfToken(token)
  const found = await store.tokenByHash(tokenHash)
  if (found?.purpose !== 'confirm-submission') throw new Failure('not-found', 'unknown-token')
  if (found.usedAt !== undefined) throw new Failure('gone', 'used-token')
  // TTL deletes late, so the time is checked here.
  if (found.expiresAt <= now()) throw new Failure('gone', 'expired-token')
  const submission = await store.submissionById(found.submissionId)
  if (!submission) throw new Failure('gone', 'expired-token')
  // Another link to the same submission did it: this one has nothing left to do.
  if (submission.state !== 'awaiting-confirmation') throw new Failure('gone', 'used-token')
  return { tokenHash, token: found, submission }
}
