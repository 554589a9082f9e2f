import { parseInput } from '../../shared/http/parse-input.ts'
import { type HttpHandler, html, json } from '../../shared/http/request.ts'
import { monthOf, placeOf } from '../../shared/secretariat/audit.ts'
import { auditPage } from '../../shared/secretariat/audit-page.tsx'
import { deskPage, doneAtDesk } from '../../shared/secretariat/desk-pages.tsx'
import { waitingView } from '../../shared/secretariat/desk-view.ts'
import { secretariatOperations } from '../../shared/secretariat/secretariat-operations.ts'
import { isOpenClaim } from '../../shared/survey/claim.ts'
import { atDesk, deskPageOf } from './at-desk.ts'
import type { DeskParts } from './desk-parts.ts'

type Parts = Pick<DeskParts, 'site' | 'store' | 'claims' | 'now'>

/** The desk shows this many of what waits; the others come when these are done. */
const shown = 25

/** `GET /secretariat`: what waits for a person. */
export const showDesk = (parts: Parts): HttpHandler =>
  atDesk(parts, 'reader', async (request, { user }) => {
    const context = deskPageOf(parts, request)
    const [waiting, claims] = await Promise.all([parts.store.entriesAwaitingReview(shown), openClaims(parts)])
    const view = waitingView(user.role, waiting, claims, request.t, context.links)
    const done = doneAtDesk.find((each) => each === request.query.done?.[0])
    return request.wants === 'html' ? html(200, deskPage(context, view, done)) : json(200, view)
  })

/** The oldest open claims with the entries that they are on; one whose entry is gone has nobody to decide for. */
const openClaims = async ({ claims, now }: Pick<DeskParts, 'claims' | 'now'>) => {
  const { claims: found, total } = await claims.openClaims(shown)
  const open = await Promise.all(
    found
      .filter((claim) => isOpenClaim(claim, now()))
      .map(async (claim) => ({ claim, entry: await claims.entryById(claim.entryId) })),
  )
  return { total, open: open.flatMap(({ claim, entry }) => (entry ? [{ claim, entry }] : [])) }
}

/** One page of deeds: more than a small secretariat does in most months. */
const mostDeeds = 200

/** `GET /secretariat/audit`: what was done at the desk in a month, newest first, page by page. */
export const showAudit = (parts: Parts): HttpHandler =>
  atDesk(parts, 'administrator', async (request, { user }) => {
    const { month: monthAsked, before: beforeAsked } = secretariatOperations.showAudit.query
    const thisMonth = monthOf(parts.now())
    const month = parseInput(monthAsked.schema, request.query.month?.[0], '?') ?? thisMonth
    const before = parseInput(beforeAsked.schema, request.query.before?.[0], '?')
    const [found, users] = await Promise.all([
      parts.store.auditOfMonth(month, mostDeeds + 1, before),
      parts.store.deskUsers(),
    ])
    const deeds = found.slice(0, mostDeeds)
    const last = found.length > mostDeeds ? deeds.at(-1) : undefined
    const next = last && placeOf(last)
    return request.wants === 'html'
      ? html(
          200,
          auditPage(
            deskPageOf(parts, request),
            user.role,
            { month, thisMonth, deeds, ...(next && { next }), continued: before !== undefined },
            users,
          ),
        )
      : json(200, {
          month,
          deeds: deeds.map(({ at, who, what, subject, outcome }) => ({ at, who, what, subject, outcome })),
          ...(next && { next }),
        })
  })
