import { Failure } from '../../shared/failures.ts'
import { decideAnew } from '../../shared/http/decide-anew.ts'
import { linksFor } from '../../shared/http/links.ts'
import { parseInput } from '../../shared/http/parse-input.ts'
import { type HttpHandler, json, seeOther } from '../../shared/http/request.ts'
import { type Notice, newNotice } from '../../shared/notices/notice.ts'
import { isForEverybody } from '../../shared/register/entry.ts'
import { foldedAuthorityName } from '../../shared/survey/authority-name.ts'
import { type Confirmed, confirm, type Outcome, outcomeOf } from '../../shared/survey/confirmation.ts'
import type { Submission } from '../../shared/survey/submission.ts'
import { confirmationSchema } from '../../shared/survey/survey-operations.ts'
import { orNewConfirmationLink } from './expired-link.ts'
import { openConfirmation } from './open-confirmation.ts'
import type { SurveyParts } from './survey-parts.ts'

type Parts = Pick<SurveyParts, 'site' | 'store' | 'review' | 'now' | 'newId' | 'pause'>

/**
 * `POST /survey/confirmations/{token}`: makes the submission a revision of its entry, in one transaction with
 * the entry, its contact and the search's delta.
 */
export const confirmSubmission =
  (parts: Parts): HttpHandler =>
  (request) =>
    orNewConfirmationLink(parts, request, async () => {
      parseInput(confirmationSchema, request.body ?? {})
      const { entryId, status, next } = await confirmed(parts, request.parameters.token ?? '')
      const links = linksFor(parts.site.siteUrl, request)
      return request.wants === 'html'
        ? seeOther(links.to(`/survey/confirmed/${next}/${entryId}`))
        : json(200, { entryId, status })
    })

/** How often a contact must be missing beside a submission that waits: fewer may be another press, seen in part. */
const missingForGood = 4

const confirmed = (parts: Parts, token: string): Promise<Outcome> => {
  let missing = 0
  return decideAnew(parts.pause, async () => {
    const { store } = parts
    // Read anew each time: whoever came first may have used the token or made the entry.
    const { tokenHash, submission } = await openConfirmation(parts, token)
    const unconfirmed = await store.contactById(submission.contactId)
    if (!unconfirmed) {
      // Another press came in between: the next reading finds the token used. Or else the contact has expired.
      if (++missing === missingForGood) throw new Failure('gone', 'expired-token')
      return undefined
    }
    const { name, country } = submission.answers.authority
    const foldedName = foldedAuthorityName(name)
    const [existing, known] = await Promise.all([
      store.entryOfAuthority(country, foldedName),
      store.contactById(unconfirmed.addressHash),
    ])
    const now = parts.now()
    const result = confirm({
      submission,
      contact: unconfirmed,
      existing,
      known,
      newEntryId: parts.newId(),
      review: parts.review,
      now,
    })
    const notices =
      result.kind === 'claim'
        ? await claimNotices(parts, submission, existing?.contactIds ?? [], result, now)
        : []
    const change = { tokenHash, submission, unconfirmed, known, foldedName, result, notices, now }
    return (await store.confirm(change)) ? outcomeOf(result) : undefined
  })
}

/** Those behind the entry are told, each in their language, that somebody else answered for it. */
const claimNotices = async (
  { store }: Parts,
  submission: Submission,
  contactIds: readonly string[],
  claim: Extract<Confirmed, { kind: 'claim' }>,
  now: string,
): Promise<Notice[]> => {
  const contacts = await Promise.all(contactIds.map((contactId) => store.contactById(contactId)))
  return contacts.flatMap((contact) =>
    contact
      ? [
          newNotice({
            event: `claim:${submission.submissionId}`,
            contactId: contact.contactId,
            template: 'claim-received',
            language: contact.language,
            facts: {
              entryId: claim.entry.entryId,
              authority: submission.answers.authority.name,
              shown: isForEverybody(claim.entry),
            },
            now,
          }),
        ]
      : [],
  )
}
