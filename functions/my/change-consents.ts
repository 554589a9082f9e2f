import { Failure } from '../../shared/failures.ts'
import { withNumber } from '../../shared/http/form-number.ts'
import { toPage } from '../../shared/http/links.ts'
import { parseInput } from '../../shared/http/parse-input.ts'
import {
  type HttpAnswer,
  type HttpHandler,
  type HttpRequest,
  html,
  json,
  seeOther,
} from '../../shared/http/request.ts'
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
 * What comes of somebody's choice about digests on their own pages, in the words that they read.
 *
 * @param asked the version of the words in which the page asks now
 * @throws Failure `words-changed` where somebody would agree to words that they have not read; taking back needs none
 * @throws Failure `no-entry` for somebody who stands behind no entry
 * @throws Failure `signed-out` when the person was deleted at this moment
 */
export const chosenHere = async (
  parts: Parts,
  request: HttpRequest,
  { contactId, entryIds }: Contact,
  { digest, words }: Pick<Contact, 'digest'> & { readonly words?: number | undefined },
  asked: number,
): Promise<'changed' | 'same'> => {
  if (digest !== 'never' && words !== asked) throw new Failure('conflict', 'words-changed')
  const outcome = await madeChoice(parts, contactId, {
    digest,
    at: parts.now(),
    words: asked,
    language: request.language,
    by: 'own-page',
  })
  if (outcome !== 'gone') return outcome
  throw entryIds.length === 0
    ? new Failure('conflict', 'no-entry')
    : new Failure('signed-out', 'sign-in-first')
}

/** For a form, the page where the words of today are read and agreed to; every other failure stays one. */
export const toWordsOfToday = (parts: Parts, request: HttpRequest, error: unknown): HttpAnswer => {
  if (request.wants === 'html' && error instanceof Failure && error.code === 'words-changed')
    return seeOther(toPage(parts, request)('/my/consents', { done: 'words-changed' }))
  throw error
}

/** `POST /my/consents`: allows one thing or takes it back. */
export const changeConsent = (parts: Parts): HttpHandler =>
  asRespondent(parts, async (request, { contact }) => {
    const { permission, choice, words } = parseInput(consentSchema, withNumber(request, 'words'))
    try {
      const made = { digest: choice, words }
      const outcome = await chosenHere(parts, request, contact, made, wordsInForce[permission])
      const done: ConsentDone = outcome === 'same' ? 'same' : choice === 'never' ? 'stopped' : 'given'
      if (request.wants === 'html') return seeOther(toPage(parts, request)('/my/consents', { done }))
    } catch (error) {
      return toWordsOfToday(parts, request, error)
    }
    const now = await parts.store.contactById(contact.contactId)
    return json(200, await viewOf(parts, request, now ?? contact))
  })
