import { Failure } from '../../shared/failures.ts'
import { decideAnew } from '../../shared/http/decide-anew.ts'
import { toPage } from '../../shared/http/links.ts'
import { parseInput } from '../../shared/http/parse-input.ts'
import { type HttpHandler, html, json, seeOther } from '../../shared/http/request.ts'
import { type Invitation, join } from '../../shared/my/entry-contacts.ts'
import { joinSchema } from '../../shared/my/entry-contacts-operations.ts'
import { invitationPage, joinedPage } from '../../shared/my/entry-contacts-pages.tsx'
import { hashOfToken, type TokenItem } from '../../shared/notices/token.ts'
import { pageContextOf } from '../../shared/pages/page.tsx'
import type { Entry } from '../../shared/register/entry.ts'
import type { Contact } from '../../shared/survey/contact.ts'
import { maskedAddress } from '../../shared/survey/people.ts'
import type { MyParts } from './my-parts.ts'

type Parts = Pick<MyParts, 'site' | 'entryContacts' | 'now' | 'pause'>
type Open = {
  readonly link: TokenItem
  readonly invitation: Invitation
  readonly invited: Contact
  readonly entry: Entry
}

/** @throws Failure `not-found` for a token that was never ours; `gone` for one that was used */
const unusedLink = async (store: Parts['entryContacts'], token: string) => {
  const link = await store.tokenByHash(hashOfToken(token))
  if (link?.purpose !== 'join') throw new Failure('not-found', 'unknown-token')
  if (link.usedAt !== undefined) throw new Failure('gone', 'used-invitation')
  return link
}

/**
 * What a mailed link would join.
 *
 * @throws Failure `not-found` for a token that was never ours; `gone` for one that was used or has expired, or whose
 *   invitation was taken back
 */
const openInvitation = async ({ entryContacts: store, now }: Parts, token: string): Promise<Open> => {
  const link = await unusedLink(store, token)
  const [entry, invitations] = await Promise.all([
    store.entryById(link.entryId),
    store.invitationsOn(link.entryId),
  ])
  const invitation = invitations.find(({ contactId }) => contactId === link.contactId)
  const invited = invitation && (await store.contactById(invitation.contactId))
  // TTL deletes late, so the time is checked here.
  if (!entry || entry.state === 'erased' || !invited || link.expiresAt <= now()) {
    // Of two presses at once the other may have used link and invitation up since the link was read.
    await unusedLink(store, token)
    throw new Failure('gone', 'expired-invitation')
  }
  return { link, invitation, invited, entry }
}

/** `GET /my/invitations/{token}`: behind which entry somebody was asked to stand. Changes nothing, ever. */
export const showInvitation =
  (parts: Parts): HttpHandler =>
  async (request) => {
    const { token = '' } = request.parameters
    const { entry, invitation, link } = await openInvitation(parts, token)
    const asking = await parts.entryContacts.contactById(invitation.by)
    const { role } = invitation
    const { expiresAt } = link
    const by = asking && maskedAddress(asking.address)
    const authority = entry.authority.name
    return request.wants === 'html'
      ? html(
          200,
          invitationPage(pageContextOf(parts.site, request), token, { authority, role, by, expiresAt }),
        )
      : json(200, { authority, role, ...(by && { by }), expiresAt })
  }

/**
 * `POST /my/invitations/{token}`: says yes. From now on they stand behind the entry like whoever asked them.
 *
 * @throws Failure `conflict` when others took the place meanwhile; the link stays
 */
export const joinEntry =
  (parts: Parts): HttpHandler =>
  async (request) => {
    const { entryContacts: store } = parts
    parseInput(joinSchema, request.body ?? {})
    const { entryId } = await decideAnew(parts.pause, async () => {
      const { link, invitation, invited, entry } = await openInvitation(parts, request.parameters.token ?? '')
      const people = await store.peopleOf(entry.entryId)
      const now = parts.now()
      // By a claim of their own: nothing is left to do but that the link must not let them in once more.
      if (people.people.some(({ contact }) => contact.contactId === invitation.inviteId))
        return (await store.alreadyJoined(link.tokenHash, invitation, now)) ? entry : undefined
      const known = await store.contactById(invited.addressHash)
      const joined = join({ entry, people, invitation, invited, known, language: request.language, now })
      return (await store.join(link.tokenHash, joined, now)) ? entry : undefined
    })
    return request.wants === 'html'
      ? seeOther(toPage(parts, request)('/my/joined'))
      : json(200, { entryId, status: 'joined' })
  }

/** `GET /my/joined`: what can be done now. */
export const showJoined =
  ({ site }: Pick<Parts, 'site'>): HttpHandler =>
  async (request) =>
    html(200, joinedPage(pageContextOf(site, request)))
