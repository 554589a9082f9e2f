import { Failure, type FieldFailure, invalid } from '../failures.ts'
import { type HttpAnswer, type HttpRequest, html, type htmlWithScript } from './request.ts'

/** Whether a page's form was sent, so that the answer is a page, too. */
export const isPageForm = (request: HttpRequest): boolean =>
  request.sentAs === 'form' && request.wants === 'html'

/**
 * Carries out what a form asks for or, when its fields break rules, answers 422 with the form as it was and
 * each message at its field. Other failures, and those of JSON clients, pass through.
 *
 * @param asPage `htmlWithScript` where the form has a script of ours
 */
export const orFormAgain = async (
  request: HttpRequest,
  work: () => Promise<HttpAnswer>,
  again: (failures: readonly FieldFailure[]) => string | Promise<string>,
  asPage: typeof html | typeof htmlWithScript = html,
): Promise<HttpAnswer> => {
  try {
    if (request.bodyFailures) throw invalid(request.bodyFailures)
    return await work()
  } catch (error) {
    if (!(isPageForm(request) && error instanceof Failure && error.kind === 'invalid')) throw error
    return asPage(422, await again(error.fields))
  }
}

/**
 * The same for a decision: who wrote words does not lose them to a change meanwhile either. A conflict that the page
 * can put right comes with the page, at the field that it is about or above all; any other passes through.
 *
 * @param places which conflicts those are, by code: the pointer at a field, or '' for the top of the page
 */
export const orPageAgain = async (
  request: HttpRequest,
  work: () => Promise<HttpAnswer>,
  places: Readonly<Record<string, string>>,
  again: (failures: readonly FieldFailure[], changed?: string) => Promise<string>,
): Promise<HttpAnswer> => {
  try {
    if (request.bodyFailures) throw invalid(request.bodyFailures)
    return await work()
  } catch (error) {
    if (!(isPageForm(request) && error instanceof Failure)) throw error
    if (error.kind === 'invalid') return html(422, await again(error.fields))
    const pointer = error.kind === 'conflict' ? places[error.code] : undefined
    if (pointer === undefined) throw error
    return html(
      409,
      pointer === '' ? await again([], error.code) : await again([{ pointer, code: error.code }]),
    )
  }
}
