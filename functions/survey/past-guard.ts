import { isPageForm } from '../../shared/http/form-again.ts'
import type { HttpRequest } from '../../shared/http/request.ts'
import { type Proof, passageOf } from '../../shared/survey/form-guard.ts'
import type { SurveyParts } from './survey-parts.ts'

/**
 * Sends a page's form on with its proof of work, used up in the same transaction, or without one where the form was
 * open long enough to be read. Programs' JSON and the forms of allowed other sites have no such fields and need none.
 *
 * @param send carries it out; `used-proof` when that proof was used before, and nothing was done
 * @param onceMore the extra step for who was too quick
 */
export const pastGuard = async <T>(
  {
    site,
    addressKey,
    now,
    secondsToRead,
  }: Pick<SurveyParts, 'site' | 'addressKey' | 'now' | 'secondsToRead'>,
  request: HttpRequest,
  send: (proof?: Proof) => Promise<T | 'used-proof'>,
  onceMore: () => Promise<T>,
): Promise<T> => {
  const { origin = site.siteUrl } = request.headers
  const ours = isPageForm(request) && origin === site.siteUrl
  const { proof, tookTime } = ours
    ? await passageOf(request.body as Record<string, unknown>, {
        key: await addressKey(),
        now: now(),
        least: secondsToRead,
      })
    : { proof: undefined, tookTime: true }
  if (proof) {
    const sent = await send(proof)
    if (sent !== 'used-proof') return sent
  }
  const sent = tookTime ? await send() : await onceMore()
  if (sent === 'used-proof') throw new Error('no proof was to be used')
  return sent
}
