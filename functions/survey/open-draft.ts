import { Failure } from '../../shared/failures.ts'
import { hashOfToken } from '../../shared/notices/token.ts'
import { type Draft, type DraftPage, draftPages, pagesOf } from '../../shared/survey/draft.ts'
import type { SurveyParts } from './survey-parts.ts'

/**
 * The draft that a link goes on with; the link works until the draft is sent.
 *
 * @throws Failure `not-found` for a token that was never ours, `gone` once the draft was sent or has expired
 */
export const openDraft = async (
  { store, drafts, now }: Pick<SurveyParts, 'store' | 'drafts' | 'now'>,
  token: string,
): Promise<Draft> => {
  const found = await store.tokenByHash(hashOfToken(token))
  if (found?.purpose !== 'continue-draft') throw new Failure('not-found', 'unknown-token')
  const draft = found.expiresAt > now() ? await drafts.draftById(found.draftId) : undefined
  if (!draft) throw new Failure('gone', 'sent-draft')
  return draft
}

/** The page that an address names, if the draft has it. */
export const pageNamed = (draft: Draft, name: string | undefined): DraftPage => {
  const page = draftPages.find((each) => each === name)
  if (!page || !pagesOf(draft.answers).includes(page)) throw new Failure('not-found', 'no-such-page')
  return page
}
