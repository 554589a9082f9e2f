import { Failure } from '../../shared/failures.ts'
import { decideAnew } from '../../shared/http/decide-anew.ts'
import { orFormAgain } from '../../shared/http/form-again.ts'
import { couldBeAnId } from '../../shared/http/id-in-path.ts'
import { toPage } from '../../shared/http/links.ts'
import { parseInput } from '../../shared/http/parse-input.ts'
import { type HttpHandler, type HttpRequest, html, json, seeOther } from '../../shared/http/request.ts'
import { type Answer, answeredBy } from '../../shared/matchmaking/introductions/answer.ts'
import {
  answerSchema,
  outcomeSchema,
} from '../../shared/matchmaking/introductions/introductions-operations.ts'
import {
  doneHere,
  myIntroductionPage,
  myIntroductionsPage,
} from '../../shared/matchmaking/introductions/my-introductions-page.tsx'
import { typedValues } from '../../shared/pages/form-fields.tsx'
import { pageContextOf } from '../../shared/pages/page.tsx'
import { asRespondent } from '../../shared/sessions/as-respondent.ts'
import type { Contact } from '../../shared/survey/contact.ts'
import type { IntroductionsParts } from './introductions-parts.ts'
import { viewFor, viewsFor, withoutEmpty } from './own-introductions.ts'

/** The context of a page without what was done a moment ago in the addresses it leads to. */
const contextOf = ({ site }: IntroductionsParts, request: HttpRequest, path?: string) => {
  const { done: _, ...query } = request.query
  return pageContextOf(site, { ...request, query }, path)
}
const doneIn = ({ query }: HttpRequest) => doneHere.find((each) => each === query.done?.[0])

/** `GET /my/introductions`: every introduction of one's entries, as far as one may know of it. */
export const showMyIntroductions = (parts: IntroductionsParts): HttpHandler =>
  asRespondent(parts, async (request, { contact }) => {
    const introductions = await viewsFor(parts, contact.entryIds, request.t)
    return request.wants === 'html'
      ? html(200, myIntroductionsPage(contextOf(parts, request), introductions, doneIn(request)))
      : json(200, { introductions })
  })

/**
 * The introduction that a path names, with the own entry in it, as the person may know of it.
 *
 * @throws Failure `not-found` where there is none, it is others', or they may not know of it: all told alike
 */
const ownIntroduction = async (
  parts: IntroductionsParts,
  { parameters, t }: HttpRequest,
  contact: Contact,
) => {
  const { introductionId = '' } = parameters
  const found = couldBeAnId(introductionId) ? await parts.store.introductionById(introductionId) : undefined
  const entryId = found?.entryIds.find((each) => contact.entryIds.includes(each))
  const view = found && entryId !== undefined && (await viewFor(parts, found, entryId, t))
  if (!found || entryId === undefined || !view) throw new Failure('not-found', 'no-such-introduction')
  return { introduction: found, entryId, view }
}

/** `GET /my/introductions/{introductionId}`: where one introduction stands, and what one can do. */
export const showMyIntroduction = (parts: IntroductionsParts): HttpHandler =>
  asRespondent(parts, async (request, { contact }) => {
    const { view } = await ownIntroduction(parts, request, contact)
    return request.wants === 'html'
      ? html(200, myIntroductionPage(contextOf(parts, request), view, { done: doneIn(request) }))
      : json(200, view)
  })

/** `POST /my/introductions/{introductionId}/answer`: yes, a yes taken back, or no with its reason. */
export const answerIntroduction = (parts: IntroductionsParts): HttpHandler =>
  answering(parts, (body) => parseInput(answerSchema, body))

/** `POST /my/introductions/{introductionId}/outcome`: what came of it. */
export const tellOutcome = (parts: IntroductionsParts): HttpHandler =>
  answering(parts, (body) => parseInput(outcomeSchema, body))

const answering = (parts: IntroductionsParts, read: (body: unknown) => Answer): HttpHandler =>
  asRespondent(parts, async (request, { contact }) => {
    const shown = await ownIntroduction(parts, request, contact)
    const at = `/my/introductions/${encodeURIComponent(shown.introduction.introductionId)}`
    const work = async () => {
      const answer = read(withoutEmpty(request.body))
      const { after, entryId } = await decideAnew(parts.pause, async () => {
        const { introduction: before, entryId } = await ownIntroduction(parts, request, contact)
        const after = answeredBy(before, entryId, contact.contactId, answer, parts.now())
        if (after === before) return { after, entryId }
        return (await parts.store.change({ before, after, notices: [] })) === 'written'
          ? { after, entryId }
          : undefined
      })
      const view = await viewFor(parts, after, entryId, request.t)
      if (request.wants === 'html')
        return seeOther(toPage(parts, request)(view ? at : '/my/introductions', { done: answer.answer }))
      return json(200, view ?? shown.view)
    }
    return orFormAgain(request, work, (failures) =>
      myIntroductionPage(contextOf(parts, request, at), shown.view, {
        form: { values: typedValues(request.body), failures },
      }),
    )
  })
