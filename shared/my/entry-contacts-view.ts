import * as z from 'zod/mini'
import { roles } from '../register/entry.ts'
import { maskedAddress } from '../survey/people.ts'
import { type EntryContacts, type Invitation, mostInvitationMails } from './entry-contacts.ts'

/** The two contacts of an entry, as data: who has said yes by their own mail, and who was asked to. */
export const entryContactsSchema = () =>
  z.object({
    entryId: z.string(),
    authority: z.string(),
    contacts: z.array(
      z.object({
        contactId: z.string(),
        /** In part; one's own whole. */
        address: z.string(),
        role: z.optional(z.enum(roles)),
        /** Whether it is the one who asks. */
        own: z.boolean(),
      }),
    ),
    invited: z.array(
      z.object({
        inviteId: z.string(),
        address: z.string(),
        role: z.enum(roles),
        invitedAt: z.string(),
        expiresAt: z.string(),
        maySendAgain: z.boolean(),
      }),
    ),
    /** Whether there is room for another. */
    room: z.boolean(),
  })
export type EntryContactsView = z.output<ReturnType<typeof entryContactsSchema>>

/**
 * @param addressOf the address that an invitation went to; undefined once it is gone
 * @param own the id of the contact who looks
 */
export const entryContactsView = (
  { entry, people, invitations }: EntryContacts,
  addressOf: (invitation: Invitation) => string | undefined,
  own: string,
  most: number,
): EntryContactsView => ({
  entryId: entry.entryId,
  authority: entry.authority.name,
  contacts: people.people.map(({ contact, role }) => ({
    contactId: contact.contactId,
    address: contact.contactId === own ? contact.address : maskedAddress(contact.address),
    ...(role && { role }),
    own: contact.contactId === own,
  })),
  invited: invitations.map((invitation) => ({
    inviteId: invitation.inviteId,
    address: maskedAddress(addressOf(invitation) ?? ''),
    role: invitation.role,
    invitedAt: invitation.invitedAt,
    expiresAt: invitation.expiresAt,
    maySendAgain: invitation.sent < mostInvitationMails,
  })),
  room: people.people.length + invitations.length < most,
})
