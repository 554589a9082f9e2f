import * as z from 'zod/mini'
import type { Operation } from '../http/operation.ts'
import { roles } from '../register/entry.ts'
import { emailSchema } from '../survey/field-schemas.ts'
import { entryContactsSchema } from './entry-contacts-view.ts'

/** The body that asks somebody to be the second contact. */
export const invitationSchema = z.strictObject({ email: emailSchema, role: z.enum(roles) })

/** What can be done about a contact, or somebody who was asked. */
const contactDeeds = ['send-again', 'remove'] as const
/** The body that does it. */
export const contactDeedSchema = z.strictObject({ action: z.enum(contactDeeds) })

/** A body that says nothing beyond its address. */
export const joinSchema = z.strictObject({})

const posted = [400, 401, 403, 404, 409, 413, 415, 422, 429, 503]
const toPage = { description: 'The same for a form: to the page that shows it.' }

/** The contract of the two contacts that an entry may have, each confirmed by their own mail. */
export const entryContactsOperations = {
  showEntryContacts: {
    id: 'show-entry-contacts',
    method: 'GET',
    path: '/my/entries/{entryId}/contacts',
    access: 'respondent',
    summary: 'The two contacts of one’s entry: who has confirmed, and who was asked to.',
    answers: {
      200: { description: 'The contacts.', schema: entryContactsSchema },
      303: { description: 'For a browser that is not signed in: to the page that asks for a link.' },
    },
    problems: [401, 404],
  },
  inviteContact: {
    id: 'invite-contact',
    method: 'POST',
    path: '/my/entries/{entryId}/contacts',
    access: 'respondent',
    summary:
      'Asks somebody by mail to be the second contact; until they say yes nothing else is mailed to them.',
    body: {
      schema: () => invitationSchema,
      formAgain: true,
      example: { email: 'second@utrecht.example.org', role: 'officer' },
    },
    answers: {
      200: { description: 'The contacts as they are now.', schema: entryContactsSchema },
      303: toPage,
    },
    problems: posted,
  },
  changeContact: {
    id: 'change-contact',
    method: 'POST',
    path: '/my/entries/{entryId}/contacts/{contactId}',
    access: 'respondent',
    summary:
      'Sends the mail to somebody who was asked once more, or removes a contact (also oneself, but not the last).',
    body: { schema: () => contactDeedSchema, example: { action: 'remove' } },
    answers: {
      200: {
        description: 'Done.',
        schema: () => z.object({ entryId: z.string(), status: z.enum(['sent-again', 'removed']) }),
      },
      303: toPage,
    },
    problems: posted,
  },
  showInvitation: {
    id: 'show-invitation',
    method: 'GET',
    path: '/my/invitations/{token}',
    access: 'link',
    summary: 'Behind which entry somebody was asked to stand; changes nothing.',
    answers: {
      200: {
        description: 'The authority, who asks in part, and for HTML a button.',
        schema: () =>
          z.object({
            authority: z.string(),
            role: z.enum(roles),
            by: z.optional(z.string()),
            expiresAt: z.string(),
          }),
      },
    },
    problems: [404, 410],
  },
  joinEntry: {
    id: 'join-entry',
    method: 'POST',
    path: '/my/invitations/{token}',
    access: 'link',
    summary: 'Says yes: from now on one stands behind the entry. Works once.',
    body: { schema: () => joinSchema, example: {} },
    answers: {
      200: {
        description: 'Joined.',
        schema: () => z.object({ entryId: z.string(), status: z.literal('joined') }),
      },
      303: { description: 'The same for a form: to a page that says what can be done now.' },
    },
    problems: [400, 403, 404, 409, 410, 413, 415, 422, 503],
  },
  showJoined: {
    id: 'show-joined',
    method: 'GET',
    path: '/my/joined',
    access: 'everybody',
    summary: 'The page after saying yes.',
    answers: { 200: { description: 'The page.' } },
  },
} as const satisfies Record<string, Operation>
