import { GetCommand, QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb'
import { Failure } from '../failures.ts'
import type { TokenItem } from '../notices/token.ts'
import type { Entry } from '../register/entry.ts'
import type { Contact } from '../survey/contact.ts'
import { daysForClaim, daysToConfirm, mostMailsADay, type Submission } from '../survey/submission.ts'
import type { Confirmation, KeptAnswer, SurveyStore } from '../survey/survey-store.ts'
import { indexes, items as itemKinds } from './access-patterns.ts'
import { cancellationsOf, epochSeconds, type Tables, type Write } from './client.ts'
import { keyOf, listOf, lookupKeyOf, lookupPartitionOf, numberKey, partitionOf, workKeyOf } from './keys.ts'
import { noticeWrite } from './notice-writes.ts'
import { deltaWrites, headOfList } from './register-delta.ts'

/** What the survey asks of storage, answered by the table. */
export const surveyTable = (tables: Tables): SurveyStore => {
  const { client, main } = tables
  const get = async <T>(Key: { pk: string; sk: string }): Promise<T | undefined> => {
    const { Item } = await client.send(new GetCommand({ TableName: main, Key, ConsistentRead: true }))
    return Item as T | undefined
  }

  const store: SurveyStore = {
    async store({ submission, contact, notice }, key) {
      const writes: Write[] = [
        {
          Put: {
            TableName: main,
            Item: {
              ...keyOf('submission', submission),
              kind: 'submission',
              v: 1,
              ...submission,
              ttl: epochSeconds(submission.receivedAt, daysToConfirm),
            },
            ConditionExpression: 'attribute_not_exists(pk)',
          },
        },
        {
          Put: {
            TableName: main,
            Item: { ...contactItem(contact), ttl: epochSeconds(contact.createdAt, daysToConfirm) },
            ConditionExpression: 'attribute_not_exists(pk)',
          },
        },
        noticeWrite(tables, notice),
      ]
      const counted = writes.push(mailCounted(tables, contact.addressHash, submission.receivedAt)) - 1
      if (key)
        writes.push({
          Put: {
            TableName: main,
            Item: {
              ...keyOf('idempotency', key),
              kind: 'idempotency',
              v: 1,
              bodyHash: key.bodyHash,
              submissionId: submission.submissionId,
            },
            ConditionExpression: 'attribute_not_exists(pk)',
          },
        })
      try {
        await client.send(new TransactWriteCommand({ TransactItems: writes }))
        return undefined
      } catch (error) {
        const cancelled = cancellationsOf(error)
        if (!cancelled) throw error
        // A repeated key gets its answer before any limit counts.
        const kept = key && (await get<KeptAnswer>(keyOf('idempotency', key)))
        if (kept) return kept
        if (cancelled[counted] === 'ConditionalCheckFailed') throw new Failure('too-many', 'too-many-mails')
        if (!cancelled.every(isRace)) throw error
        // A conflict with a post of the same key at this moment: its row is there soon.
        throw new Failure('unavailable', 'try-again', { cause: error })
      }
    },

    tokenByHash: (tokenHash) => get<TokenItem>(keyOf('token', { tokenHash })),
    submissionById: (submissionId) => get<Submission>(keyOf('submission', { submissionId })),
    contactById: (contactId) => get<Contact>(keyOf('contact', { contactId })),

    async newestAwaitingFrom(addressHash) {
      // The limit of mails a day keeps an address's waiting contacts within one page.
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: main,
          IndexName: 'lookup',
          KeyConditionExpression: '#pk = :pk',
          ExpressionAttributeNames: { '#pk': indexes.lookup.pk },
          ExpressionAttributeValues: { ':pk': lookupPartitionOf('contact', { addressHash }) },
        }),
      )
      const contacts = (Items as Contact[])
        .filter(({ submissionId }) => submissionId !== undefined)
        .sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1))
      // A claim's contact waits, too, but not for a link: look a little further.
      for (const { submissionId } of contacts.slice(0, 3)) {
        const submission = await store.submissionById(submissionId as string)
        if (submission?.state === 'awaiting-confirmation') return submission
      }
      return undefined
    },

    async askLink(addressHash, now, link) {
      const writes = [mailCounted(tables, addressHash, now)]
      if (link)
        writes.push(
          {
            Update: {
              TableName: main,
              Key: keyOf('submission', link.submission),
              UpdateExpression: 'SET linksAsked = :next',
              ConditionExpression: 'linksAsked = :asked AND #state = :awaiting',
              ExpressionAttributeNames: { '#state': 'state' },
              ExpressionAttributeValues: {
                ':asked': link.submission.linksAsked,
                ':next': link.submission.linksAsked + 1,
                ':awaiting': 'awaiting-confirmation',
              },
            },
          },
          noticeWrite(tables, link.notice),
        )
      try {
        await client.send(new TransactWriteCommand({ TransactItems: writes }))
      } catch (error) {
        // Somebody asked at the same moment, confirmed meanwhile, or asked too often: no mail is the right one.
        if (!cancellationsOf(error)?.every(isRace)) throw error
      }
    },

    hasEntry: async (entryId) => (await get<Entry>(keyOf('entry', { entryId }))) !== undefined,

    async entryOfAuthority(country, foldedName) {
      const authority = await get<{ entryId: string }>(keyOf('authority', { country, foldedName }))
      if (!authority) return undefined
      const { entryId } = authority
      const [entry, links] = await Promise.all([
        get<Entry>(keyOf('entry', { entryId })),
        client.send(
          new QueryCommand({
            TableName: main,
            ConsistentRead: true,
            KeyConditionExpression: 'pk = :pk AND begins_with(sk, :contacts)',
            ExpressionAttributeValues: {
              ':pk': partitionOf('entryContact', { entryId }),
              ':contacts': itemKinds.entryContact.sk.split('{')[0],
            },
          }),
        ),
      ])
      // Whoever erases an entry erases its authority row with it; deciding anew would never end.
      if (!entry) throw new Failure('poison', 'unexpected')
      return { entry, contactIds: (links.Items ?? []).map((link) => link.contactId as string) }
    },

    async confirm(change) {
      try {
        await client.send(
          new TransactWriteCommand({ TransactItems: await confirmationWrites(tables, change) }),
        )
        return true
      } catch (error) {
        if (cancellationsOf(error)?.every(isRace)) return false
        throw error
      }
    },
  }
  return store
}

/** Reasons of a cancelled transaction that reading again can heal; others are defects, or for the SDK to repeat. */
const isRace = (reason: string): boolean =>
  ['None', 'ConditionalCheckFailed', 'TransactionConflict'].includes(reason)

/** Counts a mail that anybody can cause; fails when the address had its mails of the day. */
const mailCounted = (tables: Tables, addressHash: string, now: string): Write => ({
  Update: {
    TableName: tables.main,
    Key: keyOf('mailAllowance', { addressHash, day: now.slice(0, 10) }),
    UpdateExpression: 'SET kind = :kind, v = :v, #ttl = :ttl ADD mails :one',
    ConditionExpression: 'attribute_not_exists(mails) OR mails < :most',
    ExpressionAttributeNames: { '#ttl': 'ttl' },
    ExpressionAttributeValues: {
      ':kind': 'mailAllowance',
      ':v': 1,
      ':ttl': epochSeconds(now, 2),
      ':one': 1,
      ':most': mostMailsADay,
    },
  },
})

/** A contact as its item: found by its address and, while it wants digests, in its frequency's list. */
export const contactItem = (contact: Contact): Record<string, unknown> => ({
  ...keyOf('contact', contact),
  ...lookupKeyOf('contact', contact),
  ...(contact.state === 'confirmed' &&
    contact.digest !== 'never' &&
    workKeyOf('contact', {
      frequency: contact.digest,
      list: listOf(contact.contactId),
      contactId: contact.contactId,
    })),
  kind: 'contact',
  v: 1,
  ...contact,
})

/** An entry as its item, in its list of all entries. */
const entryItem = (entry: Entry): Record<string, unknown> => ({
  ...keyOf('entry', entry),
  ...workKeyOf('entry', { list: listOf(entry.entryId), entryId: entry.entryId }),
  kind: 'entry',
  v: 1,
  ...entry,
})

const confirmationWrites = async (tables: Tables, change: Confirmation): Promise<Write[]> => {
  const { main } = tables
  const { submission, result, now } = change
  const isClaim = result.kind === 'claim'
  const used: Write[] = [
    {
      Update: {
        TableName: main,
        Key: keyOf('token', { tokenHash: change.tokenHash }),
        UpdateExpression: 'SET usedAt = :now',
        ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(usedAt)',
        ExpressionAttributeValues: { ':now': now },
      },
    },
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
              // The states from which answering again makes a revision; the state itself stays.
              ConditionExpression: '#revision = :before AND #state = :state',
              ExpressionAttributeNames: { '#revision': 'revision', '#state': 'state' },
              ExpressionAttributeValues: { ':before': entry.revision - 1, ':state': entry.state },
            }),
      },
    },
    {
      Put: {
        TableName: main,
        Item: {
          ...keyOf('revision', { entryId, revision: numberKey(entry.revision) }),
          kind: 'revision',
          v: 1,
          entry,
          submissionId: submission.submissionId,
          confirmedAt: now,
        },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    },
    ...(result.kind === 'new'
      ? [
          {
            Put: {
              TableName: main,
              Item: {
                ...keyOf('authority', { country: entry.authority.country, foldedName: change.foldedName }),
                kind: 'authority',
                v: 1,
                entryId,
              },
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
              ConditionExpression: 'entryIds = :entries AND digest = :digest',
              ExpressionAttributeValues: { ':entries': known.entryIds, ':digest': known.digest },
            }
          : { ConditionExpression: 'attribute_not_exists(pk)' }),
      },
    },
    {
      Put: {
        TableName: main,
        Item: {
          ...keyOf('entryContact', { entryId, contactId: contact.contactId }),
          kind: 'entryContact',
          v: 1,
          entryId,
          contactId: contact.contactId,
        },
      },
    },
    { Delete: { TableName: main, Key: keyOf('contact', change.unconfirmed) } },
    ...(entry.state === 'public'
      ? deltaWrites(tables, { entryId, entry }, await headOfList(tables, entryId))
      : []),
  ]
}
