import { Failure } from '../../shared/failures.ts'
import { orNewLink } from '../../shared/http/new-link.ts'
import type { HttpAnswer, HttpRequest } from '../../shared/http/request.ts'
import { signInPage } from '../../shared/my/sign-in-pages.tsx'
import { hashOfToken, type TokenItem } from '../../shared/notices/token.ts'
import { pageContextOf } from '../../shared/pages/page.tsx'
import { wayBackIn } from '../../shared/sessions/way-back.ts'
import type { MyParts } from './my-parts.ts'

/**
 * Whom a mailed link would sign in.
 *
 * @throws Failure `not-found` for a token that was never ours, `gone` for one that was used or has expired, or
 *   whose person is no longer there
 */
export const openSignInLink = async (
  { store, now }: Pick<MyParts, 'store' | 'now'>,
  token: string,
): Promise<TokenItem & { purpose: 'sign-in' }> => {
  const found = await store.tokenByHash(hashOfToken(token))
  if (found?.purpose !== 'sign-in') throw new Failure('not-found', 'unknown-token')
  if (found.usedAt !== undefined) throw new Failure('gone', 'used-sign-in-link')
  // TTL deletes late, so the time is checked here.
  if (found.expiresAt <= now()) throw new Failure('gone', 'expired-token')
  const contact = await store.contactById(found.contactId)
  if (contact?.state !== 'confirmed') throw new Failure('gone', 'expired-token')
  return found
}

/** For people whose link is used up or too old: the page says so and offers a new one. */
export const orNewSignInLink = (
  { site }: Pick<MyParts, 'site'>,
  request: HttpRequest,
  answer: () => Promise<HttpAnswer>,
): Promise<HttpAnswer> =>
  orNewLink(request, answer, ({ heading, detail }) =>
    signInPage(pageContextOf(site, request, '/my/sign-in-links'), {
      heading,
      detail,
      wayBack: wayBackIn('respondent', request),
    }),
  )
