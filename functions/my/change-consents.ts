import { Failure } from '../../shared/failures.ts'
import { withNumber } from '../../shared/http/form-number.ts'
import { toPage } from '../../shared/http/links.ts'
import { parseInput } from '../../shared/http/parse-input.ts'
import { type HttpHandler, type HttpRequest, html, json, seeOther } from '../../shared/http/request.ts'
import { consentSchema } from '../../shared/my/consents-operations.ts'
import { type ConsentDone, consentDone, consentsPage } from '../../shared/my/consents-page.tsx'
import { consentsView } from '../../shared/my/consents-view.ts'
import { pageContextOf } from '../../shared/pages/page.tsx'
import { asRespondent } from '../../shared/sessions/as-respondent.ts'
import { wordsInForce } from '../../shared/survey/consent.ts'
import { madeChoice } from '../../shared/survey/consent-store.ts'
import type { Contact } from '../../shared/survey/contact.ts'
import type { MyParts } from './my-parts.ts'

type Parts = Pick<MyParts, 'site' | 'store' | 'now' | 'pause'>

const viewOf = async ({ store }: Pick<Parts, 'store'>, request: HttpRequest, contact: Contact) =>
  consentsView(contact, await store.consentsOf(contact.contactId), request.t)

/** `GET /my/consents`: what somebody allowed, in which words and when. */
export const showConsents = (parts: Omit<Parts, 'pause'>): HttpHandler =>
  asRespondent(parts, async (request, { contact }) => {
    const view = await viewOf(parts, request, contact)
    const done = consentDone.find((each) => each === request.query.done?.[0])
    const { done: _, ...query } = request.query
    return request.wants === 'html'
      ? html(200, consentsPage(pageContextOf(parts.site, { ...request, query }), view, done))
      : json(200, view)
  })

/**
 * What comes of somebody's choice about digests on their own pages, in the words in force.
 *
 * @throws Failure `signed-out` when the person was deleted at this moment
 */
export const chosenHere = async (
  parts: Parts,
  request: HttpRequest,
  { contactId }: Contact,
  digest: Contact['digest'],
): Promise<'changed' | 'same'> => {
  const outcome = await madeChoice(parts, contactId, {
    digest,
    at: parts.now(),
    words: wordsInForce.digest,
    language: request.language,
    by: 'own-page',
  })
  if (outcome === 'gone') throw new Failure('signed-out', 'sign-in-first')
  return outcome
}

/** `POST /my/consents`: allows one thing or takes it back. */
export const changeConsent = (parts: Parts): HttpHandler =>
  asRespondent(parts, async (request, { contact }) => {
    const { permission, choice, words } = parseInput(consentSchema, withNumber(request, 'words'))
    // Nobody agrees to words that they have not read.
    const outdated = choice !== 'never' && words !== undefined && words !== wordsInForce[permission]
    const back = (done: ConsentDone) => seeOther(toPage(parts, request)('/my/consents', { done }))
    if (outdated) {
      if (request.wants === 'html') return back('words-changed')
      throw new Failure('conflict', 'words-changed')
    }
    const outcome = await chosenHere(parts, request, contact, choice)
    if (request.wants === 'html')
      return back(outcome === 'same' ? 'same' : choice === 'never' ? 'stopped' : 'given')
    const now = await parts.store.contactById(contact.contactId)
    return json(200, await viewOf(parts, request, now ?? contact))
  })
