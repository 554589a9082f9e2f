import { Failure } from '../../shared/failures.ts'
import { decideAnew } from '../../shared/http/decide-anew.ts'
import { orFormAgain } from '../../shared/http/form-again.ts'
import { toPage } from '../../shared/http/links.ts'
import { parseInput } from '../../shared/http/parse-input.ts'
import { type HttpHandler, html, json, seeOther } from '../../shared/http/request.ts'
import { deskNotices } from '../../shared/notices/desk-notices.ts'
import { hashOfToken, type TokenItem } from '../../shared/notices/token.ts'
import { typedValues } from '../../shared/pages/form-fields.tsx'
import { pageContextOf } from '../../shared/pages/page.tsx'
import type { Entry } from '../../shared/register/entry.ts'
import type { Acting } from '../../shared/survey/acting.ts'
import { object } from '../../shared/survey/objection.ts'
import { objectedPage, objectionPage } from '../../shared/survey/objection-pages.tsx'
import { answeredFor, type ObjectionShown } from '../../shared/survey/objection-view.ts'
import { maskedAddress } from '../../shared/survey/people.ts'
import { objectionSchema } from '../../shared/survey/survey-operations.ts'
import type { SurveyParts } from './survey-parts.ts'

type Parts = Pick<SurveyParts, 'site' | 'acting' | 'pointsTold' | 'now' | 'pause'>
type Open = { readonly link: TokenItem; readonly acting: Acting; readonly entry: Entry }

/**
 * What a mailed link would object to.
 *
 * @throws Failure `not-found` for a token that was never ours; `gone` for one that was used or has expired, or whose entry
 *   is no more
 */
const openObjection = async ({ acting: store, now }: Parts, token: string): Promise<Open> => {
  const link = await store.tokenByHash(hashOfToken(token))
  if (link?.purpose !== 'object') throw new Failure('not-found', 'unknown-token')
  if (link.usedAt !== undefined) throw new Failure('gone', 'used-objection-link')
  // TTL deletes late, so the time is checked here.
  if (link.expiresAt <= now()) throw new Failure('gone', 'expired-objection-link')
  const [acting, entry] = await Promise.all([
    store.actingById(link.entryId, link.actingId),
    store.entryById(link.entryId),
  ])
  if (!acting || !entry || entry.state === 'erased') throw new Failure('gone', 'no-entry-to-object-to')
  return { link, acting, entry }
}

const shownOf = async (
  { acting: { contactById, submissionById } }: Parts,
  { link, acting, entry }: Open,
): Promise<ObjectionShown> => {
  const [by, submission] = await Promise.all([contactById(acting.by), submissionById(acting.actingId)])
  return {
    authority: entry.authority.name,
    ...(by && { by: maskedAddress(by.address) }),
    toldAt: acting.toldAt,
    expiresAt: link.expiresAt,
    ...answeredFor(submission),
  }
}

/** `GET /survey/objections/{token}`: what was answered in somebody's name. Changes nothing and uses nothing up, ever. */
export const showObjection =
  (parts: Parts): HttpHandler =>
  async (request) => {
    const { token = '' } = request.parameters
    const shown = await shownOf(parts, await openObjection(parts, token))
    return request.wants === 'html'
      ? html(200, objectionPage(pageContextOf(parts.site, request), token, shown))
      : json(200, shown)
  }

/**
 * `POST /survey/objections/{token}`: somebody objects to what was answered in their name. Nobody finds the entry any
 * more; the secretariat, and those behind it, are told in the same transaction.
 */
export const objectToActing =
  (parts: Parts): HttpHandler =>
  (request) => {
    const { token = '' } = request.parameters
    const { acting: store } = parts
    const work = async () => {
      const { words = '' } = parseInput(objectionSchema, request.body ?? {})
      const { entryId, state } = await decideAnew(parts.pause, async () => {
        const { link, acting, entry } = await openObjection(parts, token)
        const now = parts.now()
        const people = await store.contactsOfEntry(entry.entryId)
        const objected = object({ acting, entry, people, words, now })
        const desk = deskNotices(
          `objection:${acting.actingId}`,
          await parts.pointsTold(entry),
          entry,
          'objection',
          now,
        )
        const notices = [...objected.notices, ...desk]
        return (await store.object(link.tokenHash, { ...objected, notices }))
          ? objected.entryAfter
          : undefined
      })
      return request.wants === 'html'
        ? seeOther(toPage(parts, request)('/survey/objected'))
        : json(200, { entryId, status: state })
    }
    return orFormAgain(request, work, async (failures) =>
      objectionPage(
        pageContextOf(parts.site, request),
        token,
        await shownOf(parts, await openObjection(parts, token)),
        { values: typedValues(request.body), failures },
      ),
    )
  }

/** `GET /survey/objected`: what happens after an objection. */
export const showObjected =
  ({ site }: Pick<Parts, 'site'>): HttpHandler =>
  async (request) =>
    html(200, objectedPage(pageContextOf(site, request)))
