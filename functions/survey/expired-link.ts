import { Failure } from '../../shared/failures.ts'
import { type HttpAnswer, type HttpRequest, html } from '../../shared/http/request.ts'
import { pageContextOf } from '../../shared/pages/page.tsx'
import { linksPage } from '../../shared/survey/confirmation-pages.tsx'
import type { SurveyParts } from './survey-parts.ts'

/** For people whose link has expired: the page says so and offers a new one. Other failures pass through. */
export const offeringNewLink = async (
  { site }: Pick<SurveyParts, 'site'>,
  request: HttpRequest,
  answer: () => Promise<HttpAnswer>,
): Promise<HttpAnswer> => {
  try {
    return await answer()
  } catch (error) {
    if (!(error instanceof Failure && error.code === 'expired-token' && request.wants === 'html')) throw error
    const { t } = request
    const heading = t('failures.title.gone')
    return html(
      410,
      linksPage(pageContextOf(site, request), { heading, detail: t('failures.expired-token') }),
    )
  }
}
