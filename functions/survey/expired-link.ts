import { orNewLink } from '../../shared/http/new-link.ts'
import type { HttpAnswer, HttpRequest } from '../../shared/http/request.ts'
import { pageContextOf } from '../../shared/pages/page.tsx'
import { linksPage } from '../../shared/survey/confirmation-pages.tsx'
import type { SurveyParts } from './survey-parts.ts'

/** For people whose link has expired: the page says so and offers a new one. One that was used has done its work. */
export const orNewConfirmationLink = (
  { site }: Pick<SurveyParts, 'site'>,
  request: HttpRequest,
  answer: () => Promise<HttpAnswer>,
): Promise<HttpAnswer> =>
  orNewLink(request, answer, ({ code, ...told }) =>
    code === 'expired-token' ? linksPage(pageContextOf(site, request), told) : undefined,
  )
