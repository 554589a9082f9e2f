import { Failure } from '../../shared/failures.ts'
import { type HttpHandler, html, json } from '../../shared/http/request.ts'
import { pageContextOf } from '../../shared/pages/page.tsx'
import { nextSteps } from '../../shared/survey/confirmation.ts'
import { confirmedPage, sentPage } from '../../shared/survey/confirmation-pages.tsx'
import type { SurveyStore } from '../../shared/survey/survey-store.ts'
import type { SurveyParts } from './survey-parts.ts'

/** `GET /survey/sent`: where a sent form leads. */
export const showSent =
  ({ site }: Pick<SurveyParts, 'site'>): HttpHandler =>
  async (request) =>
    html(200, sentPage(pageContextOf(site, request)))

/** `GET /survey/confirmed/{status}/{entryId}`: where a confirmation leads. Says nothing the person does not know. */
export const showConfirmed =
  ({ site, store }: Pick<SurveyParts, 'site'> & { store: Pick<SurveyStore, 'hasEntry'> }): HttpHandler =>
  async (request) => {
    const status = nextSteps.find((each) => each === request.parameters.status)
    const entryId = request.parameters.entryId ?? ''
    if (!status || !/^[a-z0-9]{1,40}$/.test(entryId)) throw new Failure('not-found', 'no-such-page')
    // Only this page leads on to the entry; the others say nothing that depends on it.
    if (status === 'public' && !(await store.hasEntry(entryId)))
      throw new Failure('not-found', 'no-such-entry')
    return request.wants === 'html'
      ? html(200, confirmedPage(pageContextOf(site, request), status, entryId))
      : json(200, { entryId, status })
  }
