import { Failure } from '../../shared/failures.ts'
import { orPageAgain } from '../../shared/http/form-again.ts'
import { toPage } from '../../shared/http/links.ts'
import { parseInput } from '../../shared/http/parse-input.ts'
import { type HttpHandler, type HttpRequest, html, json, seeOther } from '../../shared/http/request.ts'
import { typedValues } from '../../shared/pages/form-fields.tsx'
import { type PageContext, pageContextOf } from '../../shared/pages/page.tsx'
import { asRespondent, type Respondent } from '../../shared/sessions/as-respondent.ts'
import { claimDone, claimPage, claimsPage } from '../../shared/survey/claim-pages.tsx'
import { type ClaimsView, type ClaimView, claimsOn } from '../../shared/survey/claim-view.ts'
import { claimDecisionSchema, placesOfClaim, settleClaim } from '../../shared/survey/settle-claim.ts'
import type { MyParts } from './my-parts.ts'

type Parts = Pick<MyParts, 'site' | 'store' | 'claims' | 'now' | 'pause'>

/** `GET /my/entries/{entryId}/claims`: who else answered for the authority of one's entry. */
export const showClaims = (parts: Parts): HttpHandler =>
  asRespondent(parts, async (request, respondent) => {
    const view = await claimsOfOwn(parts, request, respondent)
    const done = claimDone.find((each) => each === request.query.done?.[0])
    return request.wants === 'html'
      ? html(200, claimsPage(contextOf(parts, request), view, placeOf(request, view), done))
      : json(200, view)
  })

/** `GET /my/entries/{entryId}/claims/{claimId}`: one of them, with the decision. */
export const showClaim = (parts: Parts): HttpHandler =>
  asRespondent(parts, async (request, respondent) => {
    const { view, claim } = await claimOfOwn(parts, request, respondent)
    return request.wants === 'html'
      ? html(200, claimPage(contextOf(parts, request), view, claim, placeOf(request, view)))
      : json(200, claim)
  })

/**
 * `POST /my/entries/{entryId}/claims/{claimId}`: accepts somebody beside oneself, or refuses them with words.
 *
 * @throws Failure `not-found` for an entry or claim that is somebody else's or nobody's: all are told alike
 */
export const decideOwnClaim = (parts: Parts): HttpHandler =>
  asRespondent(parts, async (request, respondent) => {
    const { entryId, claimId } = idsIn(request)
    if (!respondent.contact.entryIds.includes(entryId)) throw new Failure('not-found', 'no-such-claim')
    const work = async () => {
      const body = parseInput(claimDecisionSchema, request.body ?? {})
      const { after } = await settleClaim(
        { ...parts, store: parts.claims },
        { entryId, claimId, body, by: respondent.contact.contactId },
      )
      const status = after.state
      return request.wants === 'html'
        ? seeOther(toPage(parts, request)(`/my/entries/${entryId}/claims`, { done: status }))
        : json(200, { entryId, claimId, status })
    }
    return orPageAgain(request, work, placesOfClaim, async (failures, changed) => {
      const { view, claim } = await claimOfOwn(parts, request, respondent)
      return claimPage(contextOf(parts, request), view, claim, placeOf(request, view), {
        values: typedValues(request.body),
        failures,
        ...(changed !== undefined && { changed }),
      })
    })
  })

const idsIn = ({ parameters }: HttpRequest) => ({
  entryId: parameters.entryId ?? '',
  claimId: parameters.claimId ?? '',
})

const claimsOfOwn = async (
  { claims, now }: Parts,
  request: HttpRequest,
  { contact }: Respondent,
): Promise<ClaimsView> => {
  const { entryId } = idsIn(request)
  const view = contact.entryIds.includes(entryId)
    ? await claimsOn(claims, entryId, 'contacts', request.t, now())
    : undefined
  if (!view) throw new Failure('not-found', 'not-your-entry')
  return view
}

const claimOfOwn = async (
  parts: Parts,
  request: HttpRequest,
  respondent: Respondent,
): Promise<{ readonly view: ClaimsView; readonly claim: ClaimView }> => {
  const view = await claimsOfOwn(parts, request, respondent)
  const claim = view.claims.find(({ claimId }) => claimId === request.parameters.claimId)
  if (!claim) throw new Failure('not-found', 'no-such-claim')
  return { view, claim }
}

const contextOf = ({ site }: Parts, request: HttpRequest): PageContext => {
  const { done: _, ...query } = request.query
  return pageContextOf(site, { ...request, query })
}

const placeOf = ({ t }: HttpRequest, { entryId }: ClaimsView) => ({
  at: `/my/entries/${encodeURIComponent(entryId)}/claims`,
  back: { path: '/my', label: t('my.session.back') },
  mayDecide: true,
})
