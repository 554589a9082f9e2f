import { type HttpHandler, html, json } from '../../shared/http/request.ts'
import { doneHere, myPage } from '../../shared/my/my-page.tsx'
import { myView } from '../../shared/my/my-view.ts'
import { pageContextOf } from '../../shared/pages/page.tsx'
import { asRespondent } from '../../shared/sessions/as-respondent.ts'
import { actingsShown } from '../../shared/survey/acting-view.ts'
import { isOpenClaim } from '../../shared/survey/claim.ts'
import type { MyParts } from './my-parts.ts'

/** `GET /my`: what is held for the person who is signed in, and what they can do about it. */
export const showMy = (parts: Pick<MyParts, 'site' | 'store' | 'claims' | 'acting' | 'now'>): HttpHandler =>
  asRespondent(parts, async (request, { contact, session }) => {
    const entries = await Promise.all(
      (await parts.store.entriesOf(contact.entryIds)).map(async (entry) => {
        const claims = await parts.claims.claimsOnEntry(entry.entryId)
        return {
          ...entry,
          actings: await actingsShown(parts.acting, entry.entryId, 'contacts'),
          claims: claims.filter((claim) => isOpenClaim(claim, parts.now())).length,
          words:
            entry.state === 'returned'
              ? await parts.store.wordsOfReturn(entry, contact.contactId)
              : undefined,
        }
      }),
    )
    const view = myView(contact, entries, session, request.t)
    const done = doneHere.find((each) => each === request.query.done?.[0])
    const { done: _, ...query } = request.query
    return request.wants === 'html'
      ? html(200, myPage(pageContextOf(parts.site, { ...request, query }), view, done))
      : json(200, view)
  })
