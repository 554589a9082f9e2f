import { type FieldFailure, invalid } from '../../shared/failures.ts'
import { decideAnew } from '../../shared/http/decide-anew.ts'
import { isPageForm, orFormAgain } from '../../shared/http/form-again.ts'
import { linksFor } from '../../shared/http/links.ts'
import {
  type HttpAnswer,
  type HttpHandler,
  type HttpRequest,
  html,
  json,
  seeOther,
} from '../../shared/http/request.ts'
import { pageContextOf } from '../../shared/pages/page.tsx'
import { directions } from '../../shared/register/entry.ts'
import {
  type Draft,
  type DraftPage,
  nextPage,
  pageOf,
  rowsOf,
  strangersTo,
  withoutEmptyRows,
  withPage,
} from '../../shared/survey/draft.ts'
import { draftWarnings, failuresOf } from '../../shared/survey/draft-answers.ts'
import { draftPage, draftPath } from '../../shared/survey/draft-page.tsx'
import { valuesOfForm } from '../../shared/survey/survey-form.ts'
import { statedWarnings } from '../../shared/survey/warnings.ts'
import { openDraft, pageNamed } from './open-draft.ts'
import { sendDraft } from './send-draft.ts'
import type { SurveyParts } from './survey-parts.ts'

type Parts = Pick<SurveyParts, 'site' | 'store' | 'drafts' | 'addressKey' | 'now' | 'newId' | 'pause'>

/**
 * `POST /survey/drafts/{token}/{page}`: keeps a page's answers, whatever they are, then does what its button says: goes
 * on, adds or takes out a row, or sends. What breaks a rule is kept and shown at its field. A program's answers are
 * kept only when they keep to the rules.
 */
export const saveDraft =
  (parts: Parts): HttpHandler =>
  async (request) => {
    const { token = '' } = request.parameters
    const page = pageNamed(await openDraft(parts, request), request.parameters.page)
    const { action, ...posted } = (request.body ?? {}) as Record<string, unknown>
    if (page === 'check')
      return sendDraft(parts, request, {
        token,
        action,
        strangers: Object.keys(posted).map((name) => `/${name}`),
      })
    const strangers: FieldFailure[] = strangersTo(page, posted).map((pointer) => ({
      pointer,
      code: 'unknown-field',
    }))
    const work = async () => {
      if (strangers.length > 0) throw invalid(strangers)
      return saved(parts, request, { token, page, posted, action })
    }
    const draft = await openDraft(parts, request)
    return orFormAgain(request, work, (failures) =>
      draftPage(pageContextOf(parts.site, request), {
        draft: { ...draft, answers: withPage(draft.answers, page, valuesOfForm(posted)) },
        token,
        failures,
        page,
      }),
    )
  }

type Posted = {
  readonly token: string
  readonly page: Exclude<DraftPage, 'check'>
  readonly posted: Readonly<Record<string, unknown>>
  readonly action: unknown
}

const saved = async (parts: Parts, request: HttpRequest, given: Posted): Promise<HttpAnswer> => {
  const { token, page, action } = given
  const posted = request.sentAs === 'form' ? valuesOfForm(given.posted) : given.posted
  return decideAnew(parts.pause, async () => {
    const before = await openDraft(parts, request)
    const { draft, row } = changed(before, page, posted, action)
    const failures = failuresOf(draft).filter(({ pointer }) => pageOf(pointer) === page)
    if (failures.length > 0 && request.sentAs !== 'form') throw invalid(failures)
    if (!(await parts.drafts.save(draft, parts.now()))) return undefined
    if (!isPageForm(request))
      return json(200, { answers: draft.answers, ...statedWarnings(draftWarnings(draft), request.t) })
    if (row === undefined && failures.length > 0)
      return html(
        422,
        draftPage(pageContextOf(parts.site, request), { draft, token, failures, page, kept: true }),
      )
    return onward(parts, request, given, draft, row)
  })
}

/** The draft after a button was pressed; `row` is where the page opens when rows came or went. */
const changed = (
  before: Draft,
  page: DraftPage,
  posted: Readonly<Record<string, unknown>>,
  action: unknown,
): { draft: Draft; row?: number } => {
  const answers = withPage(before.answers, page, posted)
  if (page !== 'items') return { draft: { ...before, answers } }
  const rows = rowsOf(answers)
  const added = directions.find((direction) => action === `add-${direction}`)
  if (added)
    return {
      draft: { ...before, answers: { ...answers, items: [...rows, { direction: added }] } },
      row: rows.length,
    }
  const [, removed] = /^remove-(\d{1,2})$/.exec(String(action)) ?? []
  if (removed !== undefined) {
    const items = rows.filter((_, at) => at !== Number(removed))
    return { draft: { ...before, answers: { ...answers, items } }, row: Math.max(0, Number(removed) - 1) }
  }
  return { draft: { ...before, answers: withoutEmptyRows(answers) } }
}

const onward = (
  { site }: Parts,
  request: HttpRequest,
  { token, page, action }: Posted,
  { answers }: Draft,
  row: number | undefined,
): HttpAnswer => {
  const links = linksFor(site.siteUrl, request)
  if (row !== undefined) return seeOther(`${links.to(draftPath(token, page))}#items-${row}-theme`)
  return seeOther(links.to(draftPath(token, action === 'check' ? 'check' : nextPage(page, answers))))
}
