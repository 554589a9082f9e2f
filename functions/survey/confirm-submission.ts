import { Failure } from '../../shared/failures.ts'
import { decideAnew } from '../../shared/http/decide-anew.ts'
import { linksFor } from '../../shared/http/links.ts'
import { parseInput } from '../../shared/http/parse-input.ts'
import { type HttpHandler, json, seeOther } from '../../shared/http/request.ts'
import { deskNotices } from '../../shared/notices/desk-notices.ts'
import { type Notice, newNotice } from '../../shared/notices/notice.ts'
import { actingOf, toldBefore } from '../../shared/survey/acting.ts'
import type { Claim } from '../../shared/survey/claim.ts'
import { type Confirmed, confirm, type Outcome, outcomeOf } from '../../shared/survey/confirmation.ts'
import type { Submission } from '../../shared/survey/submission.ts'
import { confirmationSchema } from '../../shared/survey/survey-operations.ts'
import { orNewConfirmationLink } from './expired-link.ts'
import { openConfirmation } from './open-confirmation.ts'
import type { SurveyParts } from './survey-parts.ts'

type Parts = Pick<
  SurveyParts,
  'site' | 'store' | 'acting' | 'review' | 'pointsTold' | 'now' | 'newId' | 'pause'
>

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
    const [existing, known] = await Promise.all([
      store.entryOfAuthority(submission.answers.authority),
      store.contactById(unconfirmed.addressHash),
    ])
    const now = parts.now()
    const { addressHash } = unconfirmed
    const claimed =
      existing && !existing.contactIds.includes(addressHash)
        ? await store.claimById(existing.entry.entryId, addressHash)
        : undefined
    const result = confirm({
      submission,
      contact: unconfirmed,
      existing,
      known,
      claimed,
      newEntryId: parts.newId(),
      review: parts.review,
      now,
    })
    const notices = await noticesOf(parts, { submission, result, claimed, existing, now })
    const acting =
      result.kind === 'claim'
        ? undefined
        : actingOf(
            submission,
            unconfirmed,
            result.entry,
            result.contact.contactId,
            await toldBefore(parts.acting, unconfirmed, result.entry.entryId),
            now,
          )
    const change = { tokenHash, submission, unconfirmed, known, claimed, result, acting, notices, now }
    return (await store.confirm(change)) ? outcomeOf(result) : undefined
  })
}

/**
 * Who is told of a confirmation: of a new entry the contact points in charge of it; of a claim they and those behind
 * the entry, each in their language. Of further answers to an open claim nobody is told again.
 */
const noticesOf = async (
  parts: Parts,
  given: {
    readonly submission: Submission
    readonly result: Confirmed
    readonly claimed: Claim | undefined
    readonly existing: { readonly contactIds: readonly string[] } | undefined
    readonly now: string
  },
): Promise<Notice[]> => {
  const { submission, result, claimed, existing, now } = given
  const { entry } = result
  const told = async (what: 'new-entry' | 'review' | 'claim', event: string) =>
    deskNotices(event, await parts.pointsTold(entry), entry, what, now)
  if (result.kind === 'new')
    return told(entry.state === 'awaiting-review' ? 'review' : 'new-entry', `entry:${entry.entryId}`)
  if (result.kind === 'revision' || result.claim.openedAt === claimed?.openedAt) return []
  const event = `claim:${submission.submissionId}`
  const contacts = await Promise.all(
    (existing?.contactIds ?? []).map((contactId) => parts.store.contactById(contactId)),
  )
  return [
    ...contacts.flatMap((contact) =>
      contact
        ? [
            newNotice({
              event,
              contactId: contact.contactId,
              template: 'claim-received',
              language: contact.language,
              facts: { entryId: entry.entryId, authority: submission.answers.authority.name },
              now,
            }),
          ]
        : [],
    ),
    ...(await told('claim', event)),
  ]
}
