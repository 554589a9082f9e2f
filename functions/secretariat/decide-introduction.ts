import { Failure } from '../../shared/failures.ts'
import { decideAnew } from '../../shared/http/decide-anew.ts'
import { isPageForm } from '../../shared/http/form-again.ts'
import { withNumber } from '../../shared/http/form-number.ts'
import { couldBeAnId } from '../../shared/http/id-in-path.ts'
import type { Links } from '../../shared/http/links.ts'
import { toPage } from '../../shared/http/links.ts'
import { parseInput } from '../../shared/http/parse-input.ts'
import { type HttpHandler, type HttpRequest, html, json, seeOther } from '../../shared/http/request.ts'
import { deskDeed, introduce } from '../../shared/matchmaking/introductions/introduce.ts'
import type { Introduction } from '../../shared/matchmaking/introductions/introduction.ts'
import type { IntroductionChange } from '../../shared/matchmaking/introductions/introduction-store.ts'
import type { Shelf } from '../../shared/matchmaking/introductions/shelf.ts'
import { takeStep } from '../../shared/matchmaking/introductions/take-step.ts'
import type { FormState } from '../../shared/pages/form-fields.tsx'
import {
  deskIntroductionsOperations,
  introductionDecisionSchema,
} from '../../shared/secretariat/desk-introductions-operations.ts'
import {
  deskIntroductionPage,
  deskIntroductionsPage,
} from '../../shared/secretariat/desk-introductions-pages.tsx'
import {
  deskIntroductionsView,
  deskIntroductionView,
} from '../../shared/secretariat/desk-introductions-view.ts'
import type { DeskRole } from '../../shared/secretariat/desk-user.ts'
import type { Contact } from '../../shared/survey/contact.ts'
import { atDesk, deskPageOf } from './at-desk.ts'
import type { DeskMatchmakingParts } from './desk-parts.ts'

type Parts = Pick<DeskMatchmakingParts, 'site' | 'store' | 'now' | 'pause' | 'contactPoints'>

/** A shelf shows this many; the others come when these are done. */
const shown = 50

/** `GET /secretariat/introductions`: introductions by where they stand, first those that wait for a person. */
export const showDeskIntroductions = (parts: Parts): HttpHandler =>
  atDesk(parts, 'reader', async (request, { user }) => {
    const { shelf: asked } = deskIntroductionsOperations.showDeskIntroductions.query
    const shelf = parseInput(asked.schema, request.query.shelf?.[0], '?') ?? 'to-confirm'
    if (request.wants === 'html') return html(200, await shelfPage(parts, request, user.role, shelf))
    return json(200, await shelfView(parts, user.role, shelf, deskPageOf(parts, request).links))
  })

const shelfView = async ({ store }: Pick<Parts, 'store'>, role: DeskRole, shelf: Shelf, links: Links) => {
  const found = await store.introductionsOn(shelf, shown)
  const entries = await store.entriesOf([...new Set(found.introductions.flatMap(({ entryIds }) => entryIds))])
  return deskIntroductionsView(role, shelf, found, entries, links)
}

/** The page of a shelf, with the form that proposes two to each other as it was sent, if it was. */
export const shelfPage = async (
  parts: Pick<Parts, 'site' | 'store'>,
  request: HttpRequest,
  role: DeskRole,
  shelf: Shelf,
  form?: Omit<FormState, 't'>,
): Promise<string> => {
  const context = deskPageOf(parts, request, '/secretariat/introductions')
  return deskIntroductionsPage(context, await shelfView(parts, role, shelf, context.links), form)
}

const introductionIn = async ({ store }: Parts, { parameters }: HttpRequest): Promise<Introduction> => {
  const { introductionId = '' } = parameters
  const found = couldBeAnId(introductionId) ? await store.introductionById(introductionId) : undefined
  if (!found) throw new Failure('not-found', 'no-such-introduction')
  return found
}

/** The people who wanted it, as far as they are still there. */
const wishersOf = async (
  { store }: Pick<Parts, 'store'>,
  { wishes }: Introduction,
): Promise<readonly Contact[]> =>
  (
    await Promise.all(
      Object.values(wishes).map(({ contactId }) =>
        contactId === undefined ? undefined : store.contactById(contactId),
      ),
    )
  ).flatMap((contact) => contact ?? [])

/** An introduction as the desk sees it, with both sides, their people and what they have helped this year. */
export const deskIntroductionViewOf = async (
  parts: Pick<Parts, 'store' | 'now'>,
  introduction: Introduction,
  { t }: HttpRequest,
) => {
  const [entries, contacts, spent] = await Promise.all([
    parts.store.entriesOf(introduction.entryIds),
    wishersOf(parts, introduction),
    parts.store.spentIn(introduction.spent?.year ?? parts.now().slice(0, 4)),
  ])
  return deskIntroductionView(introduction, { entries, contacts, spent }, t)
}

/** `GET /secretariat/introductions/{introductionId}`: both sides, what they hope for, and all that happened. */
export const showDeskIntroduction = (parts: Parts): HttpHandler =>
  atDesk(parts, 'reader', async (request, { user }) => {
    const view = await deskIntroductionViewOf(parts, await introductionIn(parts, request), request)
    if (request.wants !== 'html') return json(200, view)
    const users = await parts.store.deskUsers()
    const done = request.query.done !== undefined
    return html(200, deskIntroductionPage(deskPageOf(parts, request), user.role, view, users, { done }))
  })

/**
 * `POST /secretariat/introductions/{introductionId}/decision`: a person introduces two who both want it, or closes
 * it. The mails, the capacity and the audit are one transaction with the step.
 */
export const decideIntroduction = (parts: Parts): HttpHandler =>
  atDesk(parts, 'officer', async (request, { user }) => {
    const { decision, revision } = parseInput(introductionDecisionSchema, withNumber(request, 'revision'))
    try {
      const after = await decideAnew(parts.pause, async () => {
        const before = await introductionIn(parts, request)
        if (revision !== undefined && revision !== before.revision)
          throw new Failure('conflict', 'changed-meanwhile')
        const change =
          decision === 'introduce'
            ? await introductionOf(parts, before, user.userId)
            : closing(before, user.userId, parts.now())
        const outcome = await parts.store.change(change)
        if (outcome === 'capacity-spent') throw new Failure('conflict', 'capacity-spent')
        return outcome === 'written' ? change.after : undefined
      })
      const at = `/secretariat/introductions/${encodeURIComponent(after.introductionId)}`
      return request.wants === 'html'
        ? seeOther(toPage(parts, request)(at, { done: after.state }))
        : json(200, await deskIntroductionViewOf(parts, after, request))
    } catch (error) {
      if (!(isPageForm(request) && error instanceof Failure && error.kind === 'conflict')) throw error
      const introduction = await introductionIn(parts, request)
      const [view, users] = await Promise.all([
        deskIntroductionViewOf(parts, introduction, request),
        parts.store.deskUsers(),
      ])
      const at = `/secretariat/introductions/${encodeURIComponent(introduction.introductionId)}`
      return html(
        409,
        deskIntroductionPage(deskPageOf(parts, request, at), user.role, view, users, {
          changed: error.code,
        }),
      )
    }
  })

const introductionOf = async (
  parts: Parts,
  before: Introduction,
  who: string,
): Promise<IntroductionChange> => {
  const [entries, contacts] = await Promise.all([
    parts.store.entriesOf(before.entryIds),
    wishersOf(parts, before),
  ])
  return introduce({
    before,
    entries,
    contacts,
    contactPoints: parts.contactPoints,
    who,
    now: parts.now(),
  })
}

const closing = (before: Introduction, who: string, now: string): IntroductionChange => {
  const after = takeStep(before, { deed: 'lapse', by: { as: 'officer', userId: who } }, now)
  return { before, after, notices: [], audit: deskDeed('close-introduction', after, who, now) }
}
