import { QueryCommand } from '@aws-sdk/lib-dynamodb'
import type { Invitation } from '../my/entry-contacts.ts'
import type { Tables, Write } from './client.ts'
import { fieldsOf } from './item-fields.ts'
import { keyOf, partitionOf, sortPrefixOf } from './keys.ts'

/** Who was asked to stand behind an entry, strongly consistent. */
export const invitationsOn =
  ({ client, main }: Tables) =>
  async (entryId: string): Promise<readonly Invitation[]> => {
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
  }

/** That it is the same invitation, and was neither sent again nor taken back meanwhile. */
export const invitationAsRead = ({ contactId, sent, expiresAt }: Invitation) => ({
  ConditionExpression: 'contactId = :contact AND sent = :sent AND expiresAt = :expires',
  ExpressionAttributeValues: { ':contact': contactId, ':sent': sent, ':expires': expiresAt },
})

/** The invitation goes, as it was read, and the address that it had. */
export const invitationEnds = ({ main }: Tables, invitation: Invitation): Write[] => [
  {
    Delete: { TableName: main, Key: keyOf('invitation', invitation), ...invitationAsRead(invitation) },
  },
  { Delete: { TableName: main, Key: keyOf('contact', invitation) } },
]

/**
 * The invitations that end with a change of the people behind an entry: whoever joins needs none any more, and whoever
 * leaves takes along their own and those they gave, so that no link of theirs leads back. To be written together with
 * `peopleChanged`, which fails when somebody was asked since.
 */
export const invitationsEnd = async (
  tables: Tables,
  entryId: string,
  { joins, leaves }: { readonly joins?: string | undefined; readonly leaves?: string | undefined },
): Promise<Write[]> => {
  const over = ({ inviteId, by }: Invitation) => inviteId === joins || inviteId === leaves || by === leaves
  const invitations = await invitationsOn(tables)(entryId)
  return invitations.filter(over).flatMap((invitation) => invitationEnds(tables, invitation))
}
