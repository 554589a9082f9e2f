import { Failure } from '../../shared/failures.ts'
import { decideAnew } from '../../shared/http/decide-anew.ts'
import { toPage } from '../../shared/http/links.ts'
import { parseInput } from '../../shared/http/parse-input.ts'
import { type HttpHandler, html, json, seeOther } from '../../shared/http/request.ts'
import { reconfirmed } from '../../shared/my/entry-changes.ts'
import { nothingSchema } from '../../shared/my/my-operations.ts'
import { ownEntryView } from '../../shared/my/my-view.ts'
import { renewalPage, renewedPage } from '../../shared/my/renewal-pages.tsx'
import { hashOfToken, type TokenItem } from '../../shared/notices/token.ts'
import { pageContextOf } from '../../shared/pages/page.tsx'
import { type Entry, isRenewable } from '../../shared/register/entry.ts'
import type { MyParts } from './my-parts.ts'

type Parts = Pick<MyParts, 'site' | 'store' | 'now' | 'pause'>
type Renewal = { readonly link: TokenItem & { purpose: 'renew' }; readonly entry: Entry }

/**
 * The entry that a mailed link would renew.
 *
 * @throws Failure `not-found` for a token that was never ours, `gone` for one that was used or has expired, or whose
 *   entry is deleted or no longer this person's; `conflict` for an entry that is not published
 */
const openRenewal = async ({ store, now }: Parts, token: string): Promise<Renewal> => {
  const link = await store.tokenByHash(hashOfToken(token))
  if (link?.purpose !== 'renew') throw new Failure('not-found', 'unknown-token')
  if (link.usedAt !== undefined) throw new Failure('gone', 'used-renewal-link')
  // TTL deletes late, so the time is checked here.
  if (link.expiresAt <= now()) throw new Failure('gone', 'expired-renewal-link')
  const [contact, [entry]] = await Promise.all([
    store.contactById(link.contactId),
    store.entriesOf([link.entryId]),
  ])
  const isTheirs = contact?.state === 'confirmed' && contact.entryIds.includes(link.entryId)
  if (!isTheirs || !entry || entry.state === 'erased') throw new Failure('gone', 'no-entry-to-renew')
  if (!isRenewable(entry)) throw new Failure('conflict', 'entry-not-published')
  return { link, entry }
}

/** Whether the year that the link was mailed for is still to be renewed. */
const isDue = ({ link, entry }: Renewal): boolean => entry.until === link.until

/** `GET /my/renewals/{token}`: what the entry says, with a button. Changes nothing and uses nothing up, ever. */
export const showRenewal =
  (parts: Parts): HttpHandler =>
  async (request) => {
    const token = request.parameters.token ?? ''
    const renewal = await openRenewal(parts, token)
    const { entry, link } = renewal
    const due = isDue(renewal)
    const view = ownEntryView(entry, request.t)
    if (request.wants !== 'html')
      return json(200, { status: due ? 'due' : 'renewed', entry: view, expiresAt: link.expiresAt })
    const context = pageContextOf(parts.site, request)
    return html(200, due ? renewalPage(context, token, view, parts.now()) : renewedPage(context, entry))
  }

/**
 * `POST /my/renewals/{token}`: all is still right, for another year. Where the entry was renewed otherwise meanwhile, it
 * stays as it is and the link is not used up.
 */
export const renewEntry =
  (parts: Parts): HttpHandler =>
  async (request) => {
    parseInput(nothingSchema, request.body ?? {})
    const { entryId, state, until } = await decideAnew(parts.pause, async () => {
      const renewal = await openRenewal(parts, request.parameters.token ?? '')
      const { link, entry } = renewal
      if (!isDue(renewal)) return entry
      const after = reconfirmed(entry, parts.now())
      const outcome = await parts.store.renew(link.tokenHash, entry, after, parts.now())
      if (outcome === 'used') throw new Failure('gone', 'used-renewal-link')
      return outcome === 'renewed' ? after : undefined
    })
    return request.wants === 'html'
      ? seeOther(toPage(parts, request)('/my/renewed'))
      : json(200, { entryId, state, until })
  }

/** `GET /my/renewed`: that all is done. */
export const showRenewed =
  ({ site }: Pick<MyParts, 'site'>): HttpHandler =>
  async (request) =>
    html(200, renewedPage(pageContextOf(site, request), undefined))
