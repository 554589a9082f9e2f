import type { Confirmed } from '../survey/confirmation.ts'
import type { Contact } from '../survey/contact.ts'
import type { Confirmation } from '../survey/survey-store.ts'
import { actingWrites } from './acting-table.ts'
import { authorityWrites } from './authority-table.ts'
import { claimItem, endOfClaim } from './claim-items.ts'
import type { Tables, Write } from './client.ts'
import { consentWrites, permissionsAsRead } from './consent-writes.ts'
import { contactItem } from './contact-item.ts'
import { entryContactItem, revisionItem } from './entry-items.ts'
import { entryItem } from './entry-writes.ts'
import { keyOf } from './keys.ts'
import { noticeWrite } from './notice-writes.ts'
import { deltaWrites, headOfList } from './register-delta.ts'
import { tokenUsed } from './token-writes.ts'

/**
 * All that a confirmation changes, for one transaction: each state it was decided upon is a condition. Reads the head of
 * the search's delta where the entry is public.
 *
 * @returns undefined where a new authority has an entry meanwhile: decide anew
 */
export const confirmationWrites = async (
  tables: Tables,
  change: Confirmation,
): Promise<Write[] | undefined> => {
  const { main } = tables
  const { submission, result, now } = change
  const notices = change.notices.map((notice) => noticeWrite(tables, notice))
  if (result.kind === 'claim')
    return [tokenUsed(tables, change.tokenHash, now), ...claimWrites(tables, change, result), ...notices]
  const { entry, contact } = result
  const found = await authorityWrites(tables, entry)
  if (result.kind === 'new' && !found) return undefined
  return [
    tokenUsed(tables, change.tokenHash, now),
    submissionWrite(tables, {
      submissionId: submission.submissionId,
      from: 'awaiting-confirmation',
      contactId: contact.contactId,
      now,
    }),
    ...(await entryWrites(tables, change, result)),
    ...(found ?? []),
    ...(result.kind === 'new'
      ? [joinWrite(tables, entry.entryId, contact.contactId, entry.role)]
      : [
          {
            ConditionCheck: {
              TableName: main,
              Key: keyOf('entryContact', { entryId: entry.entryId, contactId: contact.contactId }),
              ConditionExpression: 'attribute_exists(pk)',
            },
          },
        ]),
    ...actingWrites(tables, change.acting),
    ...notices,
  ]
}

/** A submission that becomes part of an entry: it stays for as long as the entry. */
export const submissionWrite = (
  { main }: Tables,
  given: {
    readonly submissionId: string
    readonly from: 'awaiting-confirmation' | 'claim'
    readonly contactId: string
    readonly now: string
  },
): Write => ({
  Update: {
    TableName: main,
    Key: keyOf('submission', given),
    UpdateExpression: 'SET #state = :state, contactId = :contact, confirmedAt = :now REMOVE #ttl',
    ConditionExpression: '#state = :from',
    ExpressionAttributeNames: { '#state': 'state', '#ttl': 'ttl' },
    ExpressionAttributeValues: {
      ':state': 'confirmed',
      ':contact': given.contactId,
      ':now': given.now,
      ':from': given.from,
    },
  },
})

/** That somebody joins those behind an entry. */
export const joinWrite = (
  { main }: Tables,
  entryId: string,
  contactId: string,
  role: Parameters<typeof entryContactItem>[2],
): Write => ({
  Put: {
    TableName: main,
    Item: entryContactItem(entryId, contactId, role),
    ConditionExpression: 'attribute_not_exists(pk)',
  },
})

/** The writes of an entry that a submission makes or changes: entry, revision, contact and what the search must know. */
export const entryWrites = async (
  tables: Tables,
  given: Pick<Confirmation, 'submission' | 'unconfirmed' | 'known'>,
  result: Exclude<Confirmed, { kind: 'claim' }>,
): Promise<Write[]> => {
  const { main } = tables
  const { entry, contact, consent } = result
  const { entryId } = entry
  return [
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
        Item: revisionItem(entry, given.submission.submissionId),
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    },
    contactWrite(tables, contact, given.known),
    ...(consent ? consentWrites(tables, consent) : []),
    { Delete: { TableName: main, Key: keyOf('contact', given.unconfirmed) } },
    ...(entry.state === 'public'
      ? deltaWrites(tables, { entryId, entry }, await headOfList(tables, entryId))
      : []),
  ]
}

/** A confirmed contact, on condition that it is as it was read, or that there was none. */
export const contactWrite = ({ main }: Tables, contact: Contact, known: Contact | undefined): Write => {
  const asRead = known && permissionsAsRead(known)
  return {
    Put: {
      TableName: main,
      Item: contactItem(contact),
      ...(known && asRead
        ? {
            // Another confirmation or another choice at this moment must not be undone.
            ConditionExpression: `entryIds = :entries AND ${asRead.condition}`,
            ExpressionAttributeValues: { ...asRead.values, ':entries': known.entryIds },
          }
        : { ConditionExpression: 'attribute_not_exists(pk)' }),
    },
  }
}

/** A claim: the answers and the address stay for as long as it can be decided, and nothing of the entry changes. */
const claimWrites = (
  { main }: Tables,
  { submission, unconfirmed, claimed, now }: Confirmation,
  { claim }: Extract<Confirmed, { kind: 'claim' }>,
): Write[] => {
  const ttl = endOfClaim(claim)
  const goesOn = claimed?.state === 'open' && claimed.openedAt === claim.openedAt
  return [
    {
      Update: {
        TableName: main,
        Key: keyOf('submission', submission),
        UpdateExpression: 'SET #state = :state, confirmedAt = :now, #ttl = :ttl',
        ConditionExpression: '#state = :awaiting',
        ExpressionAttributeNames: { '#state': 'state', '#ttl': 'ttl' },
        ExpressionAttributeValues: {
          ':state': 'claim',
          ':now': now,
          ':awaiting': 'awaiting-confirmation',
          ':ttl': ttl,
        },
      },
    },
    {
      Update: {
        TableName: main,
        Key: keyOf('contact', unconfirmed),
        UpdateExpression: 'SET #ttl = :ttl',
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeNames: { '#ttl': 'ttl' },
        ExpressionAttributeValues: { ':ttl': ttl },
      },
    },
    {
      Put: {
        TableName: main,
        Item: claimItem(claim),
        ...(claimed
          ? {
              ConditionExpression: '#state = :was AND submissionId = :submission',
              ExpressionAttributeNames: { '#state': 'state' },
              ExpressionAttributeValues: { ':was': claimed.state, ':submission': claimed.submissionId },
            }
          : { ConditionExpression: 'attribute_not_exists(pk)' }),
      },
    },
    // The newer answers stand in the place of the older ones: those go, with their copy of the address.
    ...(goesOn
      ? [
          { Delete: { TableName: main, Key: keyOf('submission', claimed) } },
          { Delete: { TableName: main, Key: keyOf('contact', claimed) } },
        ]
      : []),
  ]
}
