import { Failure } from '../../shared/failures.ts'
import { orPageAgain } from '../../shared/http/form-again.ts'
import { couldBeAnId } from '../../shared/http/id-in-path.ts'
import { toPage } from '../../shared/http/links.ts'
import { parseInput } from '../../shared/http/parse-input.ts'
import { type HttpHandler, type HttpRequest, html, json, seeOther } from '../../shared/http/request.ts'
import { typedValues } from '../../shared/pages/form-fields.tsx'
import type { PageContext } from '../../shared/pages/page.tsx'
import { DeskNavigation } from '../../shared/secretariat/desk-pages.tsx'
import { type DeskRole, mayAct } from '../../shared/secretariat/desk-user.ts'
import { claimDone, claimPage, claimsPage } from '../../shared/survey/claim-pages.tsx'
import { type ClaimsView, type ClaimView, claimsOn } from '../../shared/survey/claim-view.ts'
import { claimDecisionSchema, placesOfClaim, settleClaim } from '../../shared/survey/settle-claim.ts'
import { atDesk, deskPageOf } from './at-desk.ts'
import type { DeskParts } from './desk-parts.ts'

type Parts = Pick<DeskParts, 'site' | 'store' | 'claims' | 'now' | 'pause'>

/** `GET /secretariat/entries/{entryId}/claims`: who else answered for an entry's authority. */
export const showDeskClaims = (parts: Parts): HttpHandler =>
  atDesk(parts, 'reader', async (request, { user }) => {
    const view = await claimsAtDesk(parts, request)
    const context = deskPageOf(parts, request)
    const done = claimDone.find((each) => each === request.query.done?.[0])
    return request.wants === 'html'
      ? html(200, claimsPage(context, view, placeOf(context, view, user.role), done))
      : json(200, view)
  })

/** `GET /secretariat/entries/{entryId}/claims/{claimId}`: one of them, with the decision. */
export const showDeskClaim = (parts: Parts): HttpHandler =>
  atDesk(parts, 'reader', async (request, { user }) => {
    const { view, claim } = await claimAtDesk(parts, request)
    const context = deskPageOf(parts, request)
    return request.wants === 'html'
      ? html(200, claimPage(context, view, claim, placeOf(context, view, user.role)))
      : json(200, claim)
  })

/** `POST /secretariat/entries/{entryId}/claims/{claimId}`: accepts somebody as a contact, or refuses them with words. */
export const decideDeskClaim = (parts: Parts): HttpHandler =>
  atDesk(
    parts,
    'officer',
    (request, { user }) => {
      const { entryId, claimId } = idsIn(request)
      const work = async () => {
        const body = parseInput(claimDecisionSchema, request.body ?? {})
        const { after } = await settleClaim(
          { ...parts, store: parts.claims },
          {
            entryId,
            claimId,
            body,
            audit: ({ after }, at) => ({
              auditId: `claim:${entryId}:${after.submissionId}`,
              at,
              who: user.userId,
              what: after.state === 'accepted' ? 'accept-claim' : 'refuse-claim',
              subject: entryId,
              outcome: after.state,
            }),
          },
        )
        const status = after.state
        return request.wants === 'html'
          ? seeOther(toPage(parts, request)(`/secretariat/entries/${entryId}/claims`, { done: status }))
          : json(200, { entryId, claimId, status })
      }
      return orPageAgain(request, work, placesOfClaim, async (failures, changed) => {
        const { view, claim } = await claimAtDesk(parts, request)
        const context = deskPageOf(parts, request)
        return claimPage(context, view, claim, placeOf(context, view, user.role), {
          values: typedValues(request.body),
          failures,
          ...(changed !== undefined && { changed }),
        })
      })
    },
    ['words'],
  )

const idsIn = ({ parameters }: HttpRequest) => ({
  entryId: parameters.entryId ?? '',
  claimId: parameters.claimId ?? '',
})

const claimsAtDesk = async ({ claims, now }: Parts, request: HttpRequest): Promise<ClaimsView> => {
  const { entryId } = idsIn(request)
  const view = couldBeAnId(entryId) ? await claimsOn(claims, entryId, 'desk', request.t, now()) : undefined
  if (!view) throw new Failure('not-found', 'no-such-entry-at-desk')
  return view
}

const claimAtDesk = async (
  parts: Parts,
  request: HttpRequest,
): Promise<{ readonly view: ClaimsView; readonly claim: ClaimView }> => {
  const view = await claimsAtDesk(parts, request)
  const claim = view.claims.find(({ claimId }) => claimId === request.parameters.claimId)
  if (!claim) throw new Failure('not-found', 'no-such-claim')
  return { view, claim }
}

const placeOf = (context: PageContext, { entryId }: ClaimsView, role: DeskRole) => ({
  at: `/secretariat/entries/${encodeURIComponent(entryId)}/claims`,
  navigation: DeskNavigation({ context, may: role }),
  back: {
    path: `/secretariat/entries/${encodeURIComponent(entryId)}`,
    label: context.t('secretariat.claims.back'),
  },
  mayDecide: mayAct(role, 'officer'),
})
