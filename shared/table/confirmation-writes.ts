import { daysForClaim } from '../survey/submission.ts'
import type { Confirmation } from '../survey/survey-store.ts'
import { epochSeconds, type Tables, type Write } from './client.ts'
import { contactItem } from './contact-item.ts'
import { authorityItem, entryContactItem, revisionItem } from './entry-items.ts'
import { entryItem } from './entry-writes.ts'
import { keyOf } from './keys.ts'
import { noticeWrite } from './notice-writes.ts'
import { deltaWrites, headOfList } from './register-delta.ts'
import { tokenUsed } from './token-writes.ts'

/**
 * All that a confirmation changes, for one transaction: each state it was decided upon is a condition. Reads the head of
 * the search's delta where the entry is public.
 */
export const confirmationWrites = async (tables: Tables, change: Confirmation): Promise<Write[]> => {
  const { main } = tables
  const { submission, result, now } = change
  const isClaim = result.kind === 'claim'
  const used: Write[] = [
    tokenUsed(tables, change.tokenHash, now),
    {
      Update: {
        TableName: main,
        Key: keyOf('submission', submission),
        UpdateExpression: `SET #state = :state, contactId = :contact, confirmedAt = :now${isClaim ? ', #ttl = :ttl' : ' REMOVE #ttl'}`,
        ConditionExpression: '#state = :awaiting',
        ExpressionAttributeNames: { '#state': 'state', '#ttl': 'ttl' },
        ExpressionAttributeValues: {
          ':state': result.kind === 'claim' ? 'claim' : 'confirmed',
          ':contact': result.kind === 'claim' ? submission.contactId : result.contact.contactId,
          ':now': now,
          ':awaiting': 'awaiting-confirmation',
          ...(isClaim && { ':ttl': epochSeconds(now, daysForClaim) }),
        },
      },
    },
  ]
  if (result.kind === 'claim')
    return [
      ...used,
      {
        Update: {
          TableName: main,
          Key: keyOf('contact', change.unconfirmed),
          UpdateExpression: 'SET #ttl = :ttl',
          ConditionExpression: 'attribute_exists(pk)',
          ExpressionAttributeNames: { '#ttl': 'ttl' },
          ExpressionAttributeValues: { ':ttl': epochSeconds(now, daysForClaim) },
        },
      },
      ...change.notices.map((notice) => noticeWrite(tables, notice)),
    ]

  const { entry, contact } = result
  const { entryId } = entry
  const known = change.known
  return [
    ...used,
    {
      Put: {
        TableName: main,
        Item: entryItem(entry),
        ...(result.kind === 'new'
          ? { ConditionExpression: 'attribute_not_exists(pk)' }
          : {
              // The state that the next one was decided from.
              ConditionExpression: '#revision = :before AND #state = :state',
              ExpressionAttributeNames: { '#revision': 'revision', '#state': 'state' },
              ExpressionAttributeValues: { ':before': entry.revision - 1, ':state': result.stateBefore },
            }),
      },
    },
    {
      Put: {
        TableName: main,
        Item: revisionItem(entry, submission.submissionId),
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    },
    ...(result.kind === 'new'
      ? [
          {
            Put: {
              TableName: main,
              Item: authorityItem(entry, change.foldedName),
              ConditionExpression: 'attribute_not_exists(pk)',
            },
          },
        ]
      : []),
    {
      Put: {
        TableName: main,
        Item: contactItem(contact),
        ...(known
          ? {
              // Another confirmation or an unsubscription at this moment must not be undone.
              ConditionExpression: `entryIds = :entries AND digest = :digest AND ${
                known.digestChosenAt === undefined
                  ? 'attribute_not_exists(digestChosenAt)'
                  : 'digestChosenAt = :chosen'
              }`,
              ExpressionAttributeValues: {
                ':entries': known.entryIds,
                ':digest': known.digest,
                ...(known.digestChosenAt !== undefined && { ':chosen': known.digestChosenAt }),
              },
            }
          : { ConditionExpression: 'attribute_not_exists(pk)' }),
      },
    },
    {
      Put: {
        TableName: main,
        Item: entryContactItem(entryId, contact.contactId),
      },
    },
    { Delete: { TableName: main, Key: keyOf('contact', change.unconfirmed) } },
    ...(entry.state === 'public'
      ? deltaWrites(tables, { entryId, entry }, await headOfList(tables, entryId))
      : []),
  ]
}
