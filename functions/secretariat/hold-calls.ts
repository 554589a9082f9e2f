import { Failure } from '../../shared/failures.ts'
import { orFormAgain } from '../../shared/http/form-again.ts'
import { couldBeAnId } from '../../shared/http/id-in-path.ts'
import { toPage } from '../../shared/http/links.ts'
import { parseInput } from '../../shared/http/parse-input.ts'
import { type HttpHandler, type HttpRequest, html, json, seeOther } from '../../shared/http/request.ts'
import { type Call, type CallDeed, type CallWords, callAfter } from '../../shared/matchmaking/calls/call.ts'
import { callDecisionSchema, callSchema } from '../../shared/matchmaking/calls/call-schema.ts'
import { callPath, shownCall } from '../../shared/matchmaking/calls/call-view.ts'
import { typedValues } from '../../shared/pages/form-fields.tsx'
import { countryLabel } from '../../shared/places/countries.ts'
import type { Audit } from '../../shared/secretariat/audit.ts'
import {
  type DeskCallsView,
  type DeskCallView,
  deskCallPage,
  deskCallsPage,
} from '../../shared/secretariat/desk-calls-pages.tsx'
import type { DeskRole } from '../../shared/secretariat/desk-user.ts'
import { atDesk, deskPageOf } from './at-desk.ts'
import type { DeskMatchmakingParts } from './desk-parts.ts'

type Parts = Pick<DeskMatchmakingParts, 'site' | 'store' | 'calls' | 'now' | 'newId'>

/** The list shows this many of each state. */
const shown = 50

/** What an address can fill into the form: 'ask all who might' leads here from a question that nobody fits. */
const prefilled = ['direction', 'theme', 'programme', 'text'] as const

/** `GET /secretariat/calls`: the calls, and the form that drafts one. */
export const showDeskCalls = (parts: Parts): HttpHandler =>
  atDesk(parts, 'reader', async (request, { user }) => {
    const view = await listView(parts, request, user.role)
    const values = Object.fromEntries(
      prefilled.flatMap((name) => (request.query[name]?.[0] ? [[name, request.query[name][0]]] : [])),
    )
    return request.wants === 'html'
      ? html(200, deskCallsPage(deskPageOf(parts, request), view, { values }))
      : json(200, view)
  })

/** `POST /secretariat/calls`: drafts a call. */
export const draftCall = (parts: Parts): HttpHandler =>
  atDesk(
    parts,
    'officer',
    async (request, { user }) => {
      const work = async () => {
        const at = parts.now()
        const call: Call = {
          callId: parts.newId(),
          state: 'draft',
          revision: 1,
          ...wordsIn(request),
          draftedBy: user.userId,
          draftedAt: at,
        }
        await parts.calls.draftCall(call, deed('draft-call', call, user.userId, at))
        return answered(parts, request, call, user.role, 201)
      }
      return orFormAgain(request, work, async (failures) =>
        deskCallsPage(
          deskPageOf(parts, request, '/secretariat/calls'),
          await listView(parts, request, user.role),
          { values: typedValues(request.body), failures },
        ),
      )
    },
    ['title', 'text'],
  )

/** `GET /secretariat/calls/{callId}`: a draft to review, or who takes part. */
export const showDeskCall = (parts: Parts): HttpHandler =>
  atDesk(parts, 'reader', async (request, { user }) => {
    const view = await viewOf(parts, request, await callIn(parts, request), user.role)
    return request.wants === 'html'
      ? html(200, deskCallPage(deskPageOf(parts, request), view))
      : json(200, view)
  })

/**
 * `POST /secretariat/calls/{callId}/opening`: opens a draft with the words as they were reviewed.
 *
 * @throws Failure `invalid` for a day that is over, `conflict` for what is no draft any more
 */
export const openCall = (parts: Parts): HttpHandler =>
  atDesk(
    parts,
    'officer',
    async (request, { user }) => {
      const draft = await callIn(parts, request)
      const work = async () => {
        const words = wordsIn(request)
        const at = parts.now()
        if (words.until < at.slice(0, 10))
          throw new Failure('invalid', 'invalid', { fields: [{ pointer: '/until', code: 'day-over' }] })
        return step(parts, request, user, { ...draft, ...words }, 'open')
      }
      return orFormAgain(request, work, async (failures) =>
        deskCallPage(
          deskPageOf(parts, request, `/secretariat/calls/${encodeURIComponent(draft.callId)}`),
          await viewOf(parts, request, draft, user.role),
          { values: typedValues(request.body), failures },
        ),
      )
    },
    ['title', 'text'],
  )

/** `POST /secretariat/calls/{callId}/decision`: drops a draft, or closes an open call before its day. */
export const decideCall = (parts: Parts): HttpHandler =>
  atDesk(parts, 'officer', async (request, { user }) => {
    const { decision } = parseInput(callDecisionSchema, request.body ?? {})
    return step(parts, request, user, await callIn(parts, request), decision)
  })

/** Takes a step, on condition that the call is as it was read. */
const step = async (
  parts: Parts,
  request: HttpRequest,
  { userId, role }: { readonly userId: string; readonly role: DeskRole },
  before: Call,
  what: CallDeed,
) => {
  const at = parts.now()
  const after = callAfter(before, what, { as: 'officer', userId }, at)
  if (!after) throw new Failure('conflict', 'call-elsewhere')
  if (!(await parts.calls.changeCall(before, after, deed(`${what}-call`, after, userId, at))))
    throw new Failure('conflict', 'changed-meanwhile')
  return answered(parts, request, after, role, 200)
}

const wordsIn = (request: HttpRequest): CallWords => {
  const { language = request.language, ...words } = parseInput(callSchema, request.body ?? {})
  return { ...words, language }
}

const callIn = async ({ calls }: Parts, { parameters }: HttpRequest): Promise<Call> => {
  const { callId = '' } = parameters
  const call = couldBeAnId(callId) ? await calls.callById(callId) : undefined
  if (!call) throw new Failure('not-found', 'no-such-call')
  return call
}

const deed = (
  what: Audit['what'],
  { callId, programme, revision }: Call,
  who: string,
  at: string,
): Audit => ({ auditId: `${what}:${callId}:${revision}`, at, who, what, subject: callId, outcome: programme })

const deskUrl = (parts: Parts, request: HttpRequest, callId: string): string =>
  toPage(parts, request)(`/secretariat/calls/${encodeURIComponent(callId)}`)

const listView = async (parts: Parts, request: HttpRequest, role: DeskRole): Promise<DeskCallsView> => {
  const { links } = deskPageOf(parts, request)
  const [drafts, open, closed] = await Promise.all(
    (['draft', 'open', 'closed'] as const).map((state) => parts.calls.callsIn(state, shown)),
  )
  return {
    role,
    calls: [...(drafts ?? []), ...(open ?? []), ...(closed ?? [])].map((call) => ({
      ...shownCall(call, request.t, links),
      url: deskUrl(parts, request, call.callId),
    })),
  }
}

const viewOf = async (
  parts: Parts,
  request: HttpRequest,
  call: Call,
  role: DeskRole,
): Promise<DeskCallView> => {
  const { links } = deskPageOf(parts, request)
  const answers = await parts.calls.takingPart(call.callId)
  const entries = await parts.store.entriesOf(answers.map(({ entryId }) => entryId))
  return {
    ...shownCall(call, request.t, links),
    url: deskUrl(parts, request, call.callId),
    role,
    draftedAt: call.draftedAt,
    ...(call.toldAt !== undefined && { toldAt: call.toldAt, told: call.told ?? 0 }),
    takingPart: entries.map(({ entryId, authority }) => ({
      entryId,
      authority: authority.name,
      country: countryLabel(authority.country, request.language),
      at: answers.find((answer) => answer.entryId === entryId)?.at ?? call.draftedAt,
    })),
    publicUrl: links.to(callPath(call.callId)),
  }
}

const answered = async (parts: Parts, request: HttpRequest, call: Call, role: DeskRole, status: 200 | 201) =>
  request.wants === 'html'
    ? seeOther(deskUrl(parts, request, call.callId))
    : json(status, await viewOf(parts, request, call, role))
