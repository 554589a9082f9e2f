import { Failure } from '../../shared/failures.ts'
import type { HttpRequest } from '../../shared/http/request.ts'
import { hashOfToken } from '../../shared/notices/token.ts'
import { openSession } from '../../shared/sessions/open-session.ts'
import { type Draft, type DraftPage, draftPages, pagesOf } from '../../shared/survey/draft.ts'
import type { SurveyParts } from './survey-parts.ts'

/**
 * The draft that a link goes on with; the link works until the draft is sent. One that changes an entry without a
 * confirmation mail also needs the session in which it began, or another of the same person: its address stays behind
 * in the browser's history when they have signed out.
 *
 * @throws Failure `not-found` for a token that was never ours, or of somebody else's entry; `gone` once the draft was
 *   sent or has expired; `signed-out`
 */
export const openDraft = async (
  { store, drafts, now }: Pick<SurveyParts, 'store' | 'drafts' | 'now'>,
  { parameters, headers }: Pick<HttpRequest, 'parameters' | 'headers'>,
): Promise<Draft> => {
  const { token = '' } = parameters
  const found = await store.tokenByHash(hashOfToken(token))
  if (found?.purpose !== 'continue-draft') throw new Failure('not-found', 'unknown-token')
  const draft = found.expiresAt > now() ? await drafts.draftById(found.draftId) : undefined
  if (!draft) throw new Failure('gone', 'sent-draft')
  if (draft.basis) {
    const session = await openSession(drafts, 'respondent', headers, now())
    if (!session) throw new Failure('signed-out', 'sign-in-first')
    if (session.holderId !== draft.basis.contactId) throw new Failure('not-found', 'unknown-token')
  }
  return draft
}

/** The page that an address names, if the draft has it. */
export const pageNamed = (draft: Draft, name: string | undefined): DraftPage => {
  const page = draftPages.find((each) => each === name)
  if (!page || !pagesOf(draft.answers).includes(page)) throw new Failure('not-found', 'no-such-page')
  return page
}
