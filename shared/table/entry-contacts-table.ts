import { QueryCommand } from '@aws-sdk/lib-dynamodb'
import { Failure } from '../failures.ts'
import { daysInvitationKept, type Invitation } from '../my/entry-contacts.ts'
import type { EntryContactsStore } from '../my/entry-contacts-store.ts'
import { tokenDays } from '../notices/token.ts'
import { epochSeconds, type Tables, type Write } from './client.ts'
import { contactWrite, joinWrite } from './confirmation-writes.ts'
import { contactItem } from './contact-item.ts'
import { contactById } from './contact-reads.ts'
import { refusedWrites, written } from './contention.ts'
import { fieldsOf } from './item-fields.ts'
import { keyOf, partitionOf, sortPrefixOf } from './keys.ts'
import { mailCounted } from './mail-allowance.ts'
import { noticeWrite } from './notice-writes.ts'
import { leavingWrites, peopleChanged, peopleTable } from './people-table.ts'
import { registerTable } from './register-table.ts'
import { tokenByHash } from './token-reads.ts'
import { tokenUsed } from './token-writes.ts'

/** What the two contacts of an entry ask of storage, answered by the table. */
export const entryContactsTable = (tables: Tables): EntryContactsStore => {
  const { client, main } = tables
  return {
    ...peopleTable(tables),
    tokenByHash: tokenByHash(tables),
    entryById: registerTable(tables).entryById,
    contactById: contactById(tables),

    async invitationsOn(entryId) {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: main,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :invitations)',
          ExpressionAttributeValues: {
            ':pk': partitionOf('invitation', { entryId }),
            ':invitations': sortPrefixOf('invitation'),
          },
        }),
      )
      return Items.map((item) => fieldsOf<Invitation>('invitation', item))
    },

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
        noticeWrite(tables, notice),
      ]),

    inviteAgain: ({ before, after, notice }, addressHash) =>
      counted(tables, mailCounted(tables, 'answers', addressHash, notice.createdAt), [
        { Put: { TableName: main, Item: invitationItem(after), ...asRead(before) } },
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

    withdraw: (invitation) => written(tables, invitationEnds(tables, invitation)),

    leave: ({ entryId, people, person, notices }, now) =>
      written(tables, [
        ...leavingWrites(tables, entryId, person.contact, now),
        peopleChanged(tables, entryId, people.version),
        ...notices.map((notice) => noticeWrite(tables, notice)),
      ]),

    join: (tokenHash, { invitation, entryId, people, contact, known, notices }, now) =>
      written(tables, [
        tokenUsed(tables, tokenHash, now),
        ...invitationEnds(tables, invitation),
        contactWrite(tables, contact, known),
        joinWrite(tables, entryId, contact.contactId, invitation.role),
        peopleChanged(tables, entryId, people.version),
        {
          ConditionCheck: {
            TableName: main,
            Key: keyOf('entry', { entryId }),
            ConditionExpression: '#state <> :erased',
            ExpressionAttributeNames: { '#state': 'state' },
            ExpressionAttributeValues: { ':erased': 'erased' },
          },
        },
        ...notices.map((notice) => noticeWrite(tables, notice)),
      ]),
  }
}

/** When TTL takes it, in seconds since 1970. */
const keptUntil = ({ expiresAt }: Invitation): number =>
  epochSeconds(expiresAt, daysInvitationKept - tokenDays.join)

const invitationItem = (invitation: Invitation): Record<string, unknown> => ({
  ...keyOf('invitation', invitation),
  kind: 'invitation',
  v: 1,
  ...invitation,
  ttl: keptUntil(invitation),
})

/** That it is the same invitation, and was not sent again meanwhile. */
const asRead = ({ contactId, sent }: Invitation) => ({
  ConditionExpression: 'contactId = :contact AND sent = :sent',
  ExpressionAttributeValues: { ':contact': contactId, ':sent': sent },
})

/** The invitation goes, as it was read, and the address that it had. */
const invitationEnds = ({ main }: Tables, invitation: Invitation): Write[] => [
  { Delete: { TableName: main, Key: keyOf('invitation', invitation), ...asRead(invitation) } },
  { Delete: { TableName: main, Key: keyOf('contact', invitation) } },
]

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
