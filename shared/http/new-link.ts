import { Failure } from '../failures.ts'
import { type HttpAnswer, type HttpRequest, html } from './request.ts'

/** Why a mailed link no longer works, in words. */
export type LinkGone = { readonly code: string; readonly heading: string; readonly detail: string }

/**
 * For people whose mailed link no longer works: their page (410) says so and offers a new one. Other failures, and those
 * of programs, pass through.
 *
 * @param offer the page; undefined where a new link would not help either
 */
export const orNewLink = async (
  request: HttpRequest,
  answer: () => Promise<HttpAnswer>,
  offer: (gone: LinkGone) => string | undefined,
): Promise<HttpAnswer> => {
  try {
    return await answer()
  } catch (error) {
    if (!(error instanceof Failure && error.kind === 'gone' && request.wants === 'html')) throw error
    const { code } = error
    const heading = request.t('failures.title.gone')
    const page = offer({ code, heading, detail: request.t(`failures.${code}`) })
    if (page === undefined) throw error
    return html(410, page)
  }
}
