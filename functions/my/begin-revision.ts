import { Failure } from '../../shared/failures.ts'
import { toPage } from '../../shared/http/links.ts'
import { parseInput } from '../../shared/http/parse-input.ts'
import { type HttpHandler, json, seeOther } from '../../shared/http/request.ts'
import { nothingSchema } from '../../shared/my/my-operations.ts'
import { hashOfToken } from '../../shared/notices/token.ts'
import { asRespondent } from '../../shared/sessions/as-respondent.ts'
import { answersOfEntry, contactOfDraft, firstDraft, linkToDraft } from '../../shared/survey/draft.ts'
import type { MyParts } from './my-parts.ts'

/**
 * `POST /my/entries/{entryId}/drafts`: answers the survey again for one's own entry, from a form that has all of it.
 * The entry stays as it is until the draft is sent.
 *
 * @throws Failure `not-found` for an entry that is somebody else's or nobody's: the two are told alike
 */
export const beginRevision = (
  parts: Pick<MyParts, 'site' | 'store' | 'drafts' | 'now' | 'newId' | 'newToken'>,
): HttpHandler =>
  asRespondent(parts, async (request, { contact }) => {
    parseInput(nothingSchema, request.body ?? {})
    const entryId = contact.entryIds.find((each) => each === request.parameters.entryId)
    const [entry] = entryId === undefined ? [] : await parts.store.entriesOf([entryId])
    if (!entry) throw new Failure('not-found', 'not-your-entry')
    const { language } = request
    const now = parts.now()
    const { address, addressHash, contactId } = contact
    const { name, country } = entry.authority
    const unconfirmed = contactOfDraft({ contactId: parts.newId(), address, addressHash, language, now })
    const draft = firstDraft({
      draftId: parts.newId(),
      contactId: unconfirmed.contactId,
      answers: answersOfEntry(entry),
      basis: { entryId: entry.entryId, revision: entry.revision, authority: { name, country }, contactId },
      language,
      now,
    })
    const token = parts.newToken()
    const link = linkToDraft(draft, hashOfToken(token))
    await parts.drafts.begin({ draft, contact: unconfirmed, token: link })
    const location = toPage(parts, request)(`/survey/drafts/${token}/items`)
    return request.wants === 'html' ? seeOther(location) : json(201, { draft: location })
  })
