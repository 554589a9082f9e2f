import { Failure } from '../../shared/failures.ts'
import { orFormAgain } from '../../shared/http/form-again.ts'
import { couldBeAnId } from '../../shared/http/id-in-path.ts'
import { linksFor, toPage } from '../../shared/http/links.ts'
import { parseInput } from '../../shared/http/parse-input.ts'
import { type HttpHandler, type HttpRequest, html, json, seeOther } from '../../shared/http/request.ts'
import { type Call, isAnswerable } from '../../shared/matchmaking/calls/call.ts'
import { callAnswerSchema } from '../../shared/matchmaking/calls/call-schema.ts'
import type { CallAnswers } from '../../shared/matchmaking/calls/call-store.ts'
import { callPath, callView, shownCall } from '../../shared/matchmaking/calls/call-view.ts'
import { callPage, callsPage } from '../../shared/matchmaking/calls/calls-pages.tsx'
import { typedValues } from '../../shared/pages/form-fields.tsx'
import { pageContextOf } from '../../shared/pages/page.tsx'
import type { SiteSettings } from '../../shared/pages/site-settings.ts'
import type { Entry } from '../../shared/register/entry.ts'
import { asRespondent, respondentOf } from '../../shared/sessions/as-respondent.ts'
import type { SessionStore } from '../../shared/sessions/session-store.ts'
import { forThisViewer } from '../../shared/sessions/viewer.ts'
import type { Contact } from '../../shared/survey/contact.ts'

/** What the handlers of calls are given. */
export type CallsParts = {
  readonly site: SiteSettings
  readonly store: SessionStore &
    CallAnswers & {
      contactById(contactId: string): Promise<Contact | undefined>
      entriesOf(entryIds: readonly string[]): Promise<readonly Entry[]>
    }
  /** Now, as ISO 8601 in UTC. */
  readonly now: () => string
}

/** The list shows this many. */
const shown = 50

/** `GET /calls`: the open calls. */
export const listCalls =
  ({ site, store, now }: CallsParts): HttpHandler =>
  async (request) => {
    const at = now()
    const links = linksFor(site.siteUrl, request)
    const calls = (await store.callsIn('open', shown))
      // The day may be over before the clock has closed it.
      .filter((call) => isAnswerable(call, at))
      .map((call) => shownCall(call, request.t, links))
    return request.wants === 'html'
      ? html(200, callsPage(pageContextOf(site, request), calls))
      : json(200, { calls })
  }

/** `GET /calls/{callId}`: one call, open or over, and what its reader can do. Changes nothing. */
export const showCall =
  (parts: CallsParts): HttpHandler =>
  async (request) => {
    const call = await publishedCall(parts, request)
    const respondent = await respondentOf(parts, request)
    const view = await viewFor(parts, request, call, respondent?.contact)
    return request.wants === 'html'
      ? html(200, callPage(pageContextOf(parts.site, request), view), forThisViewer)
      : json(200, view, forThisViewer)
  }

/**
 * `POST /calls/{callId}/answer`: notes that an own public entry takes part, or takes that back. Again changes nothing.
 *
 * @throws Failure `not-found` for a call that is not published, `conflict` for one that is over and from no public entry
 */
export const answerCall = (parts: CallsParts): HttpHandler =>
  asRespondent(parts, async (request, { contact }) => {
    const call = await publishedCall(parts, request)
    const work = async () => {
      const { answer, from } = parseInput(callAnswerSchema, request.body ?? {})
      if (!isAnswerable(call, parts.now())) throw new Failure('conflict', 'call-over')
      const { entryId } = await entryFor(parts, contact, from)
      const { callId } = call
      if (answer === 'take-back') await parts.store.takeBackAnswer({ callId, entryId })
      else if (!(await parts.store.answerCall({ callId, entryId, at: parts.now() })))
        throw new Failure('conflict', 'changed-meanwhile')
      return request.wants === 'html'
        ? seeOther(toPage(parts, request)(callPath(callId)))
        : json(200, await viewFor(parts, request, call, contact))
    }
    return orFormAgain(request, work, async (failures) =>
      callPage(
        pageContextOf(parts.site, request, callPath(call.callId)),
        await viewFor(parts, request, call, contact),
        { values: typedValues(request.body), failures },
      ),
    )
  })

/** A call that was opened once: a draft, or one that was dropped, does not exist for anybody but the desk. */
const publishedCall = async ({ store }: CallsParts, { parameters }: HttpRequest): Promise<Call> => {
  const { callId = '' } = parameters
  const call = couldBeAnId(callId) ? await store.callById(callId) : undefined
  if (call?.state !== 'open' && call?.state !== 'closed') throw new Failure('not-found', 'no-such-call')
  return call
}

const viewFor = async (
  { site, store, now }: CallsParts,
  request: HttpRequest,
  call: Call,
  contact: Contact | undefined,
) => {
  const entryIds = contact?.entryIds ?? []
  const [entries, answers] = await Promise.all([
    store.entriesOf(entryIds),
    store.answersOf(call.callId, entryIds),
  ])
  const reader = { signedIn: contact !== undefined, entries, answers }
  return callView(call, reader, now(), request.t, linksFor(site.siteUrl, request))
}

/** Which own entry answers. */
const entryFor = async (
  { store }: CallsParts,
  contact: Contact,
  from: string | undefined,
): Promise<Entry> => {
  const open = (await store.entriesOf(contact.entryIds)).filter(({ state }) => state === 'public')
  if (open.length === 0) throw new Failure('conflict', 'no-public-entry')
  const entry = from ? open.find(({ entryId }) => entryId === from) : open.length === 1 ? open[0] : undefined
  if (!entry)
    throw new Failure('invalid', 'invalid', {
      fields: [{ pointer: '/from', code: from ? 'unknown-value' : 'missing' }],
    })
  return entry
}
