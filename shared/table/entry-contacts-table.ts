import { Failure } from '../failures.ts'
import { daysInvitationKept, type Invitation } from '../my/entry-contacts.ts'
import type { EntryContactsStore } from '../my/entry-contacts-store.ts'
import { tokenDays } from '../notices/token.ts'
import { epochSeconds, type Tables, type Write } from './client.ts'
import { contactWrite, joinWrite } from './confirmation-writes.ts'
import { contactItem } from './contact-item.ts'
import { contactById } from './contact-reads.ts'
import { refusedWrites, written } from './contention.ts'
import { invitationAsRead, invitationEnds, invitationsEnd, invitationsOn } from './invitation-items.ts'
import { keyOf } from './keys.ts'
import { mailCounted } from './mail-allowance.ts'
import { noticeWrite } from './notice-writes.ts'
import { leavingWrites, peopleChanged, peopleTable } from './people-table.ts'
import { registerTable } from './register-table.ts'
import { tokenByHash } from './token-reads.ts'
import { tokenUsed } from './token-writes.ts'

/** What the two contacts of an entry ask of storage, answered by the table. */
export const entryContactsTable = (tables: Tables): EntryContactsStore => {
  const { main } = tables
  return {
    ...peopleTable(tables),
    tokenByHash: tokenByHash(tables),
    entryById: registerTable(tables).entryById,
    contactById: contactById(tables),

    invitationsOn: invitationsOn(tables),

    invite: ({ entry, people, invitation, invited, notice }) =>
      counted(tables, mailCounted(tables, 'answers', invited.addressHash, notice.createdAt), [
        { Put: { TableName: main, Item: invitationItem(invitation) } },
        {
          Put: {
            TableName: main,
            Item: { ...contactItem(invited), ttl: keptUntil(invitation) },
            ConditionExpression: 'attribute_not_exists(pk)',
          },
        },
        // Of two who are asked at once, one is asked anew: there may be no room for both.
        peopleChanged(tables, entry.entryId, people.version),
        entryStands(tables, entry.entryId),
        noticeWrite(tables, notice),
      ]),

    inviteAgain: ({ before, after, notice }, addressHash) =>
      counted(tables, mailCounted(tables, 'answers', addressHash, notice.createdAt), [
        { Put: { TableName: main, Item: invitationItem(after), ...invitationAsRead(before) } },
        {
          Update: {
            TableName: main,
            Key: keyOf('contact', { contactId: before.contactId }),
            UpdateExpression: 'SET #ttl = :ttl',
            ConditionExpression: 'attribute_exists(pk)',
            ExpressionAttributeNames: { '#ttl': 'ttl' },
            ExpressionAttributeValues: { ':ttl': keptUntil(after) },
          },
        },
        noticeWrite(tables, notice),
      ]),

    withdraw: (invitation, now) => {
      const asRead = invitationAsRead(invitation)
      return written(tables, [
        {
          Update: {
            TableName: main,
            Key: keyOf('invitation', invitation),
            UpdateExpression: 'SET expiresAt = :now',
            ...asRead,
            ExpressionAttributeValues: { ...asRead.ExpressionAttributeValues, ':now': now },
          },
        },
        { Delete: { TableName: main, Key: keyOf('contact', invitation) } },
      ])
    },

    leave: async ({ entryId, people, person, notices }, now) =>
      written(tables, [
        ...leavingWrites(tables, entryId, person.contact, now),
        ...(await invitationsEnd(tables, entryId, { leaves: person.contact.contactId })),
        peopleChanged(tables, entryId, people.version),
        ...notices.map((notice) => noticeWrite(tables, notice)),
      ]),

    alreadyJoined: (tokenHash, invitation, now) =>
      written(tables, [tokenUsed(tables, tokenHash, now), ...invitationEnds(tables, invitation)]),

    join: (tokenHash, { invitation, entryId, people, contact, known, notices }, now) =>
      written(tables, [
        tokenUsed(tables, tokenHash, now),
        ...invitationEnds(tables, invitation),
        contactWrite(tables, contact, known),
        joinWrite(tables, entryId, contact.contactId, invitation.role),
        peopleChanged(tables, entryId, people.version),
        entryStands(tables, entryId),
        ...notices.map((notice) => noticeWrite(tables, notice)),
      ]),
  }
}

/** When TTL takes it, in seconds since 1970. */
const keptUntil = ({ expiresAt }: Invitation): number =>
  epochSeconds(expiresAt, daysInvitationKept - tokenDays.join)

/** That the entry is still there, not erased: nothing of a person is written that would outlive it. */
const entryStands = ({ main }: Tables, entryId: string): Write => ({
  ConditionCheck: {
    TableName: main,
    Key: keyOf('entry', { entryId }),
    ConditionExpression: 'attribute_exists(pk) AND #state <> :erased',
    ExpressionAttributeNames: { '#state': 'state' },
    ExpressionAttributeValues: { ':erased': 'erased' },
  },
})

const invitationItem = (invitation: Invitation): Record<string, unknown> => ({
  ...keyOf('invitation', invitation),
  kind: 'invitation',
  v: 1,
  ...invitation,
  ttl: keptUntil(invitation),
})

/**
 * As `written`, with a mail counted.
 *
 * @throws Failure `too-many` when the address had its mails of the day
 */
const counted = async (tables: Tables, count: Write, writes: readonly Write[]): Promise<boolean> => {
  const refused = await refusedWrites(tables, [count, ...writes])
  if (refused?.[0] === 'ConditionalCheckFailed') throw new Failure('too-many', 'too-many-mails')
  return refused === undefined
}
