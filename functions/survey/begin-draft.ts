import { linksFor } from '../../shared/http/links.ts'
import { type HttpAnswer, type HttpRequest, seeOther } from '../../shared/http/request.ts'
import { hashOfToken, randomToken } from '../../shared/notices/token.ts'
import {
  contactOfDraft,
  type DraftAnswers,
  draftNotice,
  firstDraft,
  linkToDraft,
} from '../../shared/survey/draft.ts'
import { draftPath } from '../../shared/survey/draft-page.tsx'
import type { Proof } from '../../shared/survey/form-guard.ts'
import { addressed } from '../../shared/survey/submission.ts'
import type { SurveyParts } from './survey-parts.ts'

/**
 * Keeps the first page's answers as a draft, mails a link to go on, and leads on to the next page. The browser gets a
 * link of its own.
 *
 * @throws Failure `too-many` when the address had its mails of the day
 * @returns `used-proof` when nothing was kept, since that proof was used before
 */
export const beginDraft = async (
  parts: Pick<SurveyParts, 'site' | 'drafts' | 'addressKey' | 'now' | 'newId'>,
  request: HttpRequest,
  given: {
    readonly email: string
    readonly actingFor?: string | undefined
    readonly answers: DraftAnswers
  },
  proof?: Proof,
): Promise<HttpAnswer | 'used-proof'> => {
  const now = parts.now()
  const { language } = request
  const addressKey = await parts.addressKey()
  const contact = contactOfDraft({
    contactId: parts.newId(),
    ...addressed(addressKey, given.email),
    ...(given.actingFor !== undefined && { actsFor: addressed(addressKey, given.actingFor) }),
    language,
    now,
  })
  const draft = firstDraft({
    draftId: parts.newId(),
    contactId: contact.contactId,
    answers: given.answers,
    language,
    now,
  })
  const token = randomToken()
  const added = {
    draft,
    contact,
    token: linkToDraft(draft, hashOfToken(token)),
    notice: draftNotice(draft),
  }
  if ((await parts.drafts.begin(added, proof)) === 'used-proof') return 'used-proof'
  const links = linksFor(parts.site.siteUrl, request)
  return seeOther(links.to(draftPath(token, 'items')))
}
