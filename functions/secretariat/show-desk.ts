import { parseInput } from '../../shared/http/parse-input.ts'
import { type HttpHandler, html, json } from '../../shared/http/request.ts'
import { monthOf } from '../../shared/secretariat/audit.ts'
import { auditPage } from '../../shared/secretariat/audit-page.tsx'
import { deskPage, doneAtDesk } from '../../shared/secretariat/desk-pages.tsx'
import { waitingView } from '../../shared/secretariat/desk-view.ts'
import { secretariatOperations } from '../../shared/secretariat/secretariat-operations.ts'
import { atDesk, deskPageOf } from './at-desk.ts'
import type { DeskParts } from './desk-parts.ts'

type Parts = Pick<DeskParts, 'site' | 'store' | 'now'>

/** The desk shows this many of what waits; the others come when these are done. */
const shown = 25

/** `GET /secretariat`: what waits for a person. */
export const showDesk = (parts: Parts): HttpHandler =>
  atDesk(parts, 'reader', async (request, { user }) => {
    const context = deskPageOf(parts, request)
    const view = waitingView(
      user.role,
      await parts.store.entriesAwaitingReview(shown),
      request.t,
      context.links,
    )
    const done = doneAtDesk.find((each) => each === request.query.done?.[0])
    return request.wants === 'html' ? html(200, deskPage(context, view, done)) : json(200, view)
  })

/** One page of deeds; a month of a small secretariat has fewer. */
const mostDeeds = 200

/** `GET /secretariat/audit`: what was done at the desk in a month, newest first. */
export const showAudit = (parts: Parts): HttpHandler =>
  atDesk(parts, 'administrator', async (request, { user }) => {
    const { month: schema } = secretariatOperations.showAudit.query
    const month = parseInput(schema.schema, request.query.month?.[0], '?') ?? monthOf(parts.now())
    const [deeds, users] = await Promise.all([
      parts.store.auditOfMonth(month, mostDeeds),
      parts.store.deskUsers(),
    ])
    return request.wants === 'html'
      ? html(200, auditPage(deskPageOf(parts, request), user.role, month, deeds, users))
      : json(200, {
          month,
          deeds: deeds.map(({ at, who, what, subject, outcome }) => ({ at, who, what, subject, outcome })),
        })
  })
