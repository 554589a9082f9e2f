import { withNumber } from '../../shared/http/form-number.ts'
import { toPage } from '../../shared/http/links.ts'
import { parseInput } from '../../shared/http/parse-input.ts'
import { type HttpHandler, json, seeOther } from '../../shared/http/request.ts'
import { preferencesSchema } from '../../shared/my/my-operations.ts'
import { asRespondent } from '../../shared/sessions/as-respondent.ts'
import { wordsAsked } from '../../shared/survey/consent.ts'
import { chosenHere, toWordsOfToday } from './change-consents.ts'
import type { MyParts } from './my-parts.ts'

/** `POST /my/preferences`: how often new suggestions are mailed. */
export const setPreferences = (parts: Pick<MyParts, 'site' | 'store' | 'now' | 'pause'>): HttpHandler =>
  asRespondent(parts, async (request, { contact }) => {
    const made = parseInput(preferencesSchema, withNumber(request, 'words'))
    try {
      await chosenHere(parts, request, contact, made, wordsAsked(contact))
    } catch (error) {
      return toWordsOfToday(parts, request, error)
    }
    return request.wants === 'html'
      ? seeOther(toPage(parts, request)('/my', { done: 'preferences' }))
      : json(200, { digest: made.digest })
  })
