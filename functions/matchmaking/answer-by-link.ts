import { Failure } from '../../shared/failures.ts'
import { decideAnew } from '../../shared/http/decide-anew.ts'
import { orFormAgain } from '../../shared/http/form-again.ts'
import { toPage } from '../../shared/http/links.ts'
import { parseInput } from '../../shared/http/parse-input.ts'
import { type HttpHandler, html, json, seeOther } from '../../shared/http/request.ts'
import { answeredBy } from '../../shared/matchmaking/introductions/answer.ts'
import { answeredPage, answerPage } from '../../shared/matchmaking/introductions/answer-pages.tsx'
import { answerSchema } from '../../shared/matchmaking/introductions/introductions-operations.ts'
import type { Messages } from '../../shared/messages/messages.ts'
import { hashOfToken } from '../../shared/notices/token.ts'
import { typedValues } from '../../shared/pages/form-fields.tsx'
import { pageContextOf } from '../../shared/pages/page.tsx'
import type { IntroductionsParts } from './introductions-parts.ts'
import { viewFor, withoutEmpty } from './own-introductions.ts'

/**
 * The introduction that a mailed link answers about, for its person.
 *
 * @throws Failure `not-found` for a token that was never ours, `gone` for one that was used or has expired, or whose
 *   person is no longer there or no longer behind the entry
 */
const openAnswer = async ({ store, now }: IntroductionsParts, token: string, t: Messages) => {
  const link = await store.tokenByHash(hashOfToken(token))
  if (link?.purpose !== 'answer-introduction') throw new Failure('not-found', 'unknown-token')
  if (link.usedAt !== undefined) throw new Failure('gone', 'used-token')
  // TTL deletes late, so the time is checked here.
  if (link.expiresAt <= now()) throw new Failure('gone', 'expired-answer-link')
  const [contact, introduction] = await Promise.all([
    store.contactById(link.contactId),
    store.introductionById(link.introductionId),
  ])
  const isTheirs = contact?.state === 'confirmed' && contact.entryIds.includes(link.entryId)
  const view = isTheirs && introduction && (await viewFor({ store }, introduction, link.entryId, t))
  if (!view) throw new Failure('gone', 'expired-answer-link')
  return { link, introduction, view }
}

/** `GET /answers/{token}`: what can be answered. Changes nothing and uses nothing up, ever. */
export const showAnswer =
  (parts: IntroductionsParts): HttpHandler =>
  async (request) => {
    const token = request.parameters.token ?? ''
    const { view } = await openAnswer(parts, token, request.t)
    return request.wants === 'html'
      ? html(200, answerPage(pageContextOf(parts.site, request), token, view))
      : json(200, view)
  }

/** `POST /answers/{token}`: the answer, which uses the link up, in one transaction. */
export const giveAnswer =
  (parts: IntroductionsParts): HttpHandler =>
  async (request) => {
    const token = request.parameters.token ?? ''
    const shown = await openAnswer(parts, token, request.t)
    const work = async () => {
      const answer = parseInput(answerSchema, withoutEmpty(request.body))
      const { after, entryId } = await decideAnew(parts.pause, async () => {
        const { link, introduction: before } = await openAnswer(parts, token, request.t)
        const { entryId, contactId, tokenHash } = link
        const after = answeredBy(before, entryId, contactId, answer, parts.now())
        if (after === before) return { after, entryId }
        const outcome = await parts.store.change({ before, after, notices: [], link: { tokenHash } })
        return outcome === 'written' ? { after, entryId } : undefined
      })
      if (request.wants === 'html') return seeOther(toPage(parts, request)('/answers/thanks'))
      return json(200, (await viewFor(parts, after, entryId, request.t)) ?? shown.view)
    }
    return orFormAgain(request, work, (failures) =>
      answerPage(
        pageContextOf(parts.site, request, `/answers/${encodeURIComponent(token)}`),
        token,
        shown.view,
        {
          values: typedValues(request.body),
          failures,
        },
      ),
    )
  }

/** `GET /answers/thanks`: that all is done. */
export const showAnswered =
  ({ site }: Pick<IntroductionsParts, 'site'>): HttpHandler =>
  async (request) =>
    html(200, answeredPage(pageContextOf(site, request)))
