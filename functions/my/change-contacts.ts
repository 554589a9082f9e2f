import { Failure } from '../../shared/failures.ts'
import { decideAnew } from '../../shared/http/decide-anew.ts'
import { orPageAgain } from '../../shared/http/form-again.ts'
import { toPage } from '../../shared/http/links.ts'
import { parseInput } from '../../shared/http/parse-input.ts'
import { type HttpHandler, type HttpRequest, html, json, seeOther } from '../../shared/http/request.ts'
import {
  type EntryContacts,
  invite,
  invitedAgain,
  leaving,
  waitingInvitations,
} from '../../shared/my/entry-contacts.ts'
import { contactDeedSchema, invitationSchema } from '../../shared/my/entry-contacts-operations.ts'
import { contactsDone, entryContactsPage } from '../../shared/my/entry-contacts-pages.tsx'
import { type EntryContactsView, entryContactsView } from '../../shared/my/entry-contacts-view.ts'
import { typedValues } from '../../shared/pages/form-fields.tsx'
import { type PageContext, pageContextOf } from '../../shared/pages/page.tsx'
import { asRespondent, type Respondent } from '../../shared/sessions/as-respondent.ts'
import { mostContacts } from '../../shared/survey/claim.ts'
import { addressed } from '../../shared/survey/submission.ts'
import type { MyParts } from './my-parts.ts'

type Parts = Pick<MyParts, 'site' | 'store' | 'entryContacts' | 'addressKey' | 'now' | 'newId' | 'pause'>

/** `GET /my/entries/{entryId}/contacts`: who stands behind one's entry, and who was asked to. */
export const showEntryContacts = (parts: Parts): HttpHandler =>
  asRespondent(parts, async (request, respondent) => {
    const view = await viewOf(parts, request, respondent)
    const done = contactsDone.find((each) => each === request.query.done?.[0])
    return request.wants === 'html'
      ? html(200, entryContactsPage(contextOf(parts, request), view, { done }))
      : json(200, view)
  })

/** `POST /my/entries/{entryId}/contacts`: asks somebody by mail to be the second contact. */
export const inviteContact = (parts: Parts): HttpHandler =>
  asRespondent(parts, (request, respondent) => {
    const { entryContacts: store } = parts
    const work = async () => {
      const { email, role } = parseInput(invitationSchema, request.body ?? {})
      const person = addressed(await parts.addressKey(), email)
      const { entryId } = await decideAnew(parts.pause, async () => {
        const standing = await contactsOfOwn(parts, request, respondent)
        const added = invite({
          ...standing,
          person,
          role,
          by: respondent.contact.contactId,
          contactId: parts.newId(),
          language: request.language,
          now: parts.now(),
        })
        return (await store.invite(added)) ? added.invitation : undefined
      })
      return request.wants === 'html'
        ? seeOther(toPage(parts, request)(`/my/entries/${entryId}/contacts`, { done: 'invited' }))
        : json(200, await viewOf(parts, request, respondent))
    }
    return orPageAgain(request, work, placesOfInvitation, async (failures, changed) =>
      entryContactsPage(contextOf(parts, request), await viewOf(parts, request, respondent), {
        values: typedValues(request.body),
        failures,
        changed,
      }),
    )
  })

/** Which conflicts the page can put right, and where on it. */
const placesOfInvitation = { 'two-contacts': '', 'two-elected': '/role' } as const

/** `POST /my/entries/{entryId}/contacts/{contactId}`: sends the mail once more, or removes somebody. */
export const changeContact = (parts: Parts): HttpHandler =>
  asRespondent(parts, (request, respondent) => {
    const { contactId = '' } = request.parameters
    const own = respondent.contact.contactId
    const work = async () => {
      const { action } = parseInput(contactDeedSchema, request.body ?? {})
      const entryId = await decideAnew(parts.pause, async () => {
        const standing = await contactsOfOwn(parts, request, respondent)
        return (await carriedOut(parts, request, standing, { action, contactId, own }))
          ? standing.entry.entryId
          : undefined
      })
      const status = action === 'remove' ? 'removed' : 'sent-again'
      if (request.wants !== 'html') return json(200, { entryId, status })
      const to = toPage(parts, request)
      return seeOther(
        contactId === own
          ? to('/my', { done: 'left' })
          : to(`/my/entries/${entryId}/contacts`, { done: status }),
      )
    }
    return orPageAgain(request, work, { 'last-contact': '' }, async (failures, changed) =>
      entryContactsPage(contextOf(parts, request), await viewOf(parts, request, respondent), {
        failures,
        changed,
      }),
    )
  })

/** False when something changed since it was read. */
const carriedOut = async (
  { entryContacts: store, now }: Parts,
  { language }: HttpRequest,
  { entry, people, invitations }: EntryContacts,
  { action, contactId, own }: { readonly action: string; readonly contactId: string; readonly own: string },
): Promise<boolean> => {
  const invitation = invitations.find(({ inviteId }) => inviteId === contactId)
  if (invitation && action === 'send-again')
    return store.inviteAgain(invitedAgain(invitation, entry, language, now()), invitation.inviteId)
  if (invitation) return store.withdraw(invitation, now())
  // A mail is sent again to somebody who was asked, and to nobody else.
  if (action === 'send-again') throw new Failure('not-found', 'no-such-contact')
  return store.leave(leaving({ entry, people }, contactId, own, now()), now())
}

/**
 * The contacts of one's own entry.
 *
 * @throws Failure `not-found` for an entry that is somebody else's or nobody's: the two are told alike
 */
const contactsOfOwn = async (
  { entryContacts: store, now }: Parts,
  { parameters }: HttpRequest,
  { contact }: Respondent,
): Promise<EntryContacts> => {
  const entryId = contact.entryIds.find((each) => each === parameters.entryId)
  if (entryId === undefined) throw new Failure('not-found', 'not-your-entry')
  // The people with their count first: whoever is asked, joins or leaves after it makes a change fail.
  const people = await store.peopleOf(entryId)
  const [entry, invitations] = await Promise.all([store.entryById(entryId), store.invitationsOn(entryId)])
  const isTheirs = people.people.some((person) => person.contact.contactId === contact.contactId)
  if (!entry || entry.state === 'erased' || !isTheirs) throw new Failure('not-found', 'not-your-entry')
  const waiting = waitingInvitations(invitations, people, now())
  const over = invitations.filter((invitation) => !waiting.includes(invitation))
  return { entry, people, invitations: waiting, over }
}

const viewOf = async (
  parts: Parts,
  request: HttpRequest,
  respondent: Respondent,
): Promise<EntryContactsView> => {
  const standing = await contactsOfOwn(parts, request, respondent)
  const addresses = new Map(
    await Promise.all(
      standing.invitations.map(
        async ({ contactId }) =>
          [contactId, (await parts.entryContacts.contactById(contactId))?.address] as const,
      ),
    ),
  )
  return entryContactsView(
    standing,
    ({ contactId }) => addresses.get(contactId),
    respondent.contact.contactId,
    mostContacts,
  )
}

/** The page's own address: a form that comes again stands at the list, and what was done is no part of it. */
const contextOf = ({ site }: Parts, request: HttpRequest): PageContext => {
  const { done: _, ...query } = request.query
  const { entryId = '' } = request.parameters
  return pageContextOf(site, { ...request, query }, `/my/entries/${encodeURIComponent(entryId)}/contacts`)
}
