import { Failure } from '../../shared/failures.ts'
import { decideAnew } from '../../shared/http/decide-anew.ts'
import { orPageAgain } from '../../shared/http/form-again.ts'
import { withNumber } from '../../shared/http/form-number.ts'
import { couldBeAnId } from '../../shared/http/id-in-path.ts'
import { toPage } from '../../shared/http/links.ts'
import { parseInput } from '../../shared/http/parse-input.ts'
import { type HttpHandler, type HttpRequest, html, json, seeOther } from '../../shared/http/request.ts'
import { typedValues } from '../../shared/pages/form-fields.tsx'
import type { Entry } from '../../shared/register/entry.ts'
import { type DeskEntryView, deskEntryView } from '../../shared/secretariat/desk-view.ts'
import { deskEntryPage } from '../../shared/secretariat/entry-review-page.tsx'
import { review } from '../../shared/secretariat/review.ts'
import { reviewSchema } from '../../shared/secretariat/secretariat-operations.ts'
import { actingsShown } from '../../shared/survey/acting-view.ts'
import { atDesk, deskPageOf } from './at-desk.ts'
import type { DeskParts } from './desk-parts.ts'

type Parts = Pick<DeskParts, 'site' | 'store' | 'acting' | 'now' | 'pause'>

const entryIn = async ({ store }: Parts, { parameters }: HttpRequest): Promise<Entry> => {
  const { entryId = '' } = parameters
  const entry = couldBeAnId(entryId) ? await store.entryById(entryId) : undefined
  if (!entry) throw new Failure('not-found', 'no-such-entry-at-desk')
  return entry
}

const viewOf = async (parts: Parts, request: HttpRequest): Promise<DeskEntryView> => {
  const entry = await entryIn(parts, request)
  const [contacts, actings] = await Promise.all([
    parts.store.contactsOfEntry(entry.entryId),
    actingsShown(parts.acting, entry.entryId, 'desk'),
  ])
  return deskEntryView(entry, contacts, actings, request.t)
}

/** Which conflicts of a review its page can put right: all, since what was typed stands in it. */
const placesOfReview = { 'not-waiting': '', 'changed-meanwhile': '' } as const

/** `GET /secretariat/entries/{entryId}`: everything of an entry, who stands behind it, and the decision. */
export const showDeskEntry = (parts: Parts): HttpHandler =>
  atDesk(parts, 'reader', async (request, desk) => {
    const view = await viewOf(parts, request)
    return request.wants === 'html'
      ? html(200, deskEntryPage(deskPageOf(parts, request), desk.user.role, view))
      : json(200, view)
  })

/**
 * `POST /secretariat/entries/{entryId}/review`: publishes an entry that waits or returns it with words, with what the
 * search must know, the audit and the notices to its contacts, in one transaction. Of two who decide at once one is
 * told that it was decided.
 */
export const reviewEntry = (parts: Parts): HttpHandler =>
  atDesk(
    parts,
    'officer',
    (request, desk) => {
      const work = async () => {
        const { decision, words = '', revision } = parseInput(reviewSchema, withNumber(request, 'revision'))
        const { after } = await reviewed(parts, request, (entry, contacts) =>
          review({ entry, decision, words, revision, contacts, who: desk.user.userId, now: parts.now() }),
        )
        const status = after.state
        const done = status === 'public' || status === 'returned' ? status : 'as-before'
        return request.wants === 'html'
          ? seeOther(toPage(parts, request)('/secretariat', { done }))
          : json(200, { entryId: after.entryId, status })
      }
      return orPageAgain(request, work, placesOfReview, async (failures, changed) => {
        const view = await viewOf(parts, request)
        const context = deskPageOf(parts, request, `/secretariat/entries/${encodeURIComponent(view.entryId)}`)
        return deskEntryPage(context, desk.user.role, view, {
          values: typedValues(request.body),
          failures,
          ...(changed !== undefined && { changed }),
        })
      })
    },
    ['words'],
  )

const reviewed = (
  parts: Parts,
  request: HttpRequest,
  decide: (entry: Entry, contacts: Parameters<typeof review>[0]['contacts']) => ReturnType<typeof review>,
): Promise<ReturnType<typeof review>> =>
  decideAnew(parts.pause, async () => {
    // Read anew each time: a colleague may have decided, or the authority have answered again.
    const entry = await entryIn(parts, request)
    const decided = decide(entry, await parts.store.contactsOfEntry(entry.entryId))
    return (await parts.store.review(decided)) ? decided : undefined
  })
