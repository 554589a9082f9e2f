import { daysLater } from '../days-later.ts'
import { Failure } from '../failures.ts'
import type { Language } from '../messages/languages.ts'
import { type Notice, newNotice } from '../notices/notice.ts'
import { tokenDays } from '../notices/token.ts'
import type { Entry, Role } from '../register/entry.ts'
import type { Contact } from '../survey/contact.ts'
import { noRoomFor, type People, type Person } from '../survey/people.ts'

/**
 * That those behind an entry named a second contact, who has not said yes yet. Until then they have no right to the
 * entry, and get no other mail about it. The address is in a contact item of its own.
 */
export type Invitation = {
  /** The keyed hash of the address: the id that they have as a contact once they have said yes. */
  readonly inviteId: string
  readonly entryId: string
  /** The unconfirmed contact that has the address. */
  readonly contactId: string
  readonly role: Role
  /** The contact who named them. */
  readonly by: string
  /** How often the mail was sent, with earlier invitations of the same address as long as they are known. */
  readonly sent: number
  /** ISO 8601 instants in UTC. */
  readonly invitedAt: string
  /** From when nobody can say yes any more; the moment itself where it was taken back. */
  readonly expiresAt: string
}

/**
 * So many days an invitation is kept with its address, from when it was last sent: until its link has ended, and some
 * days to tell 'expired' from 'unknown'.
 */
export const daysInvitationKept = tokenDays.join + 7

/** At most so many mails that ask the same address to stand behind the same entry, taken back in between or not. */
export const mostInvitationMails = 5

/** Who stands behind an entry, and who was asked to. */
export type EntryContacts = {
  readonly entry: Entry
  readonly people: People
  /** Those that nobody has answered and whose time is not over. */
  readonly invitations: readonly Invitation[]
  /** Those whose time is over or that were taken back, as long as they are known: their mails count on. */
  readonly over: readonly Invitation[]
}

/** The invitations that still wait: neither over, nor of somebody who stands behind the entry meanwhile (by a claim). */
export const waitingInvitations = (
  invitations: readonly Invitation[],
  { people }: People,
  now: string,
): readonly Invitation[] =>
  invitations.filter(
    ({ inviteId, expiresAt }) =>
      expiresAt > now && !people.some(({ contact }) => contact.contactId === inviteId),
  )

const invitationNotice = (
  { entryId, contactId, sent }: Invitation,
  { authority }: Entry,
  language: Language,
  now: string,
): Notice<'contact-invited'> =>
  newNotice({
    event: `invitation:${contactId}:${sent}`,
    contactId,
    template: 'contact-invited',
    language,
    facts: { entryId, authority: authority.name },
    now,
  })

/** All that asking somebody adds, to be written together. */
export type NewInvitation = EntryContacts & {
  readonly invitation: Invitation
  readonly invited: Contact
  readonly notice: Notice<'contact-invited'>
}

/**
 * Asks somebody to be the second contact of an entry.
 *
 * @throws Failure `invalid` where the address is a contact's already, or was asked; `conflict`: `two-contacts`,
 *   `two-elected`, when there is no room; `too-many` after so many mails
 */
export const invite = (
  given: EntryContacts & {
    readonly person: Pick<Contact, 'address' | 'addressHash'>
    readonly role: Role
    readonly by: string
    readonly contactId: string
    readonly language: Language
    readonly now: string
  },
): NewInvitation => {
  const { person, role, by, contactId, language, now, ...standing } = given
  const { entry, people, invitations, over } = standing
  const taken = [
    ...people.people.map(({ contact }) => contact.contactId),
    ...invitations.map(({ inviteId }) => inviteId),
  ]
  if (taken.includes(person.addressHash))
    throw new Failure('invalid', 'invalid', { fields: [{ pointer: '/email', code: 'contact-already' }] })
  const full = noRoomFor(role, [...people.people, ...invitations])
  if (full) throw new Failure('conflict', full === 'contacts-full' ? 'two-contacts' : 'two-elected')
  const sent = (over.find(({ inviteId }) => inviteId === person.addressHash)?.sent ?? 0) + 1
  if (sent > mostInvitationMails) throw new Failure('too-many', 'too-many-invitations')
  const invitation: Invitation = {
    inviteId: person.addressHash,
    entryId: entry.entryId,
    contactId,
    role,
    by,
    sent,
    invitedAt: now,
    expiresAt: daysLater(now, tokenDays.join),
  }
  return {
    ...standing,
    invitation,
    invited: {
      contactId,
      address: person.address,
      addressHash: person.addressHash,
      language,
      state: 'unconfirmed',
      digest: 'never',
      entryIds: [],
      createdAt: now,
    },
    notice: invitationNotice(invitation, entry, language, now),
  }
}

/**
 * The same mail once more, with a link that works for as long again.
 *
 * @throws Failure `too-many` after so many mails
 */
export const invitedAgain = (
  before: Invitation,
  entry: Entry,
  language: Language,
  now: string,
): {
  readonly before: Invitation
  readonly after: Invitation
  readonly notice: Notice<'contact-invited'>
} => {
  if (before.sent >= mostInvitationMails) throw new Failure('too-many', 'too-many-invitations')
  const after = { ...before, sent: before.sent + 1, expiresAt: daysLater(now, tokenDays.join) }
  return { before, after, notice: invitationNotice(after, entry, language, now) }
}

/** Who leaves an entry, and who is told. */
export type Leaving = {
  readonly entryId: string
  readonly people: People
  readonly person: Person
  readonly notices: readonly Notice[]
}

/**
 * Takes somebody out of those behind an entry; they are told, unless it is they who leave.
 *
 * @throws Failure `not-found` for nobody who stands behind it; `conflict` for the last one: somebody must answer for it
 */
export const leaving = (
  { entry, people }: Pick<EntryContacts, 'entry' | 'people'>,
  contactId: string,
  by: string,
  now: string,
): Leaving => {
  const person = people.people.find(({ contact }) => contact.contactId === contactId)
  if (!person) throw new Failure('not-found', 'no-such-contact')
  if (people.people.length === 1) throw new Failure('conflict', 'last-contact')
  const { entryId, authority } = entry
  return {
    entryId,
    people,
    person,
    notices:
      contactId === by
        ? []
        : [changeNotice(person.contact, 'removed', { entryId, authority, version: people.version, now })],
  }
}

const changeNotice = (
  { contactId, language }: Contact,
  change: 'removed' | 'accepted-invitation',
  given: Pick<Entry, 'entryId' | 'authority'> & { readonly version: number; readonly now: string },
): Notice =>
  newNotice({
    event: `people:${given.entryId}:${given.version}:${change}`,
    contactId,
    template: 'people-changed',
    language,
    facts: { entryId: given.entryId, authority: given.authority.name, change },
    now: given.now,
  })

/** All that saying yes to an invitation changes, to be written together. */
export type Joined = {
  readonly invitation: Invitation
  readonly entryId: string
  readonly people: People
  readonly contact: Contact
  readonly known: Contact | undefined
  readonly notices: readonly Notice[]
}

/**
 * Somebody who was asked says yes: they stand behind the entry like whoever asked them.
 *
 * @param given.invited the unconfirmed contact with their address
 * @param given.known the confirmed contact with that address, if there is one
 * @throws Failure `conflict` when others took the place meanwhile
 */
export const join = (
  given: Pick<EntryContacts, 'entry' | 'people'> & {
    readonly invitation: Invitation
    readonly invited: Contact
    readonly known: Contact | undefined
    readonly language: Language
    readonly now: string
  },
): Joined => {
  const { entry, people, invitation, invited, known, language, now } = given
  if (noRoomFor(invitation.role, people.people)) throw new Failure('conflict', 'no-room-for-you')
  const { entryId, authority } = entry
  return {
    invitation,
    entryId,
    people,
    known,
    contact: known
      ? { ...known, language, entryIds: [...new Set([...known.entryIds, entryId])] }
      : {
          contactId: invited.addressHash,
          address: invited.address,
          addressHash: invited.addressHash,
          language,
          state: 'confirmed',
          // Digests are a permission of its own, asked for elsewhere.
          digest: 'never',
          entryIds: [entryId],
          createdAt: now,
        },
    notices: people.people.map(({ contact }) =>
      changeNotice(contact, 'accepted-invitation', { entryId, authority, version: people.version, now }),
    ),
  }
}
