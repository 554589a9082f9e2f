import { GetCommand, QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb'
import { Failure } from '../failures.ts'
import type { Contact } from '../survey/contact.ts'
import { daysToConfirm } from '../survey/submission.ts'
import type { KeptAnswer, SurveyStore } from '../survey/survey-store.ts'
import { indexes } from './access-patterns.ts'
import { entryOfAuthority } from './authority-table.ts'
import { claimById } from './claim-reads.ts'
import { cancellationsOf, epochSeconds, type Tables, type Write } from './client.ts'
import { confirmationWrites } from './confirmation-writes.ts'
import { contactItem } from './contact-item.ts'
import { contactById } from './contact-reads.ts'
import { busy, isContention, written } from './contention.ts'
import { fieldsOf } from './item-fields.ts'
import { keyOf, lookupPartitionOf } from './keys.ts'
import { mailCounted, mailsCounted } from './mail-allowance.ts'
import { noticeWrite } from './notice-writes.ts'
import { proofUsed } from './proof-writes.ts'
import { registerTable } from './register-table.ts'
import { submissionItem } from './submission-item.ts'
import { submissionById } from './submission-reads.ts'
import { tokenByHash } from './token-reads.ts'

/** How many of an address's newest submissions may be the one that waits for a link. */
const looked = 3

/**
 * Stands for an id where there is none: ours are shorter and have no such beginning, so nothing ever has it. One an
 * address, since requests for several must not wait for each other.
 */
const nobodys = (addressHash: string): string => `no-such-${addressHash}`

/** What the survey asks of storage, answered by the table. */
export const surveyTable = (tables: Tables): SurveyStore => {
  const { client, main } = tables
  const answerOfKey = async (key: Parameters<typeof keyOf<'idempotency'>>[1]) => {
    const { Item } = await client.send(
      new GetCommand({ TableName: main, Key: keyOf('idempotency', key), ConsistentRead: true }),
    )
    return fieldsOf<KeptAnswer>('idempotency', Item)
  }
  const submission = submissionById(tables)
  const { entryById } = registerTable(tables)

  return {
    async store({ submission, contact, notice }, key, proof) {
      const writes: Write[] = [
        {
          Put: {
            TableName: main,
            Item: submissionItem(submission, epochSeconds(submission.receivedAt, daysToConfirm)),
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
      const counted = mailsCounted(tables, contact, submission.receivedAt)
      const firstCounted = writes.length
      writes.push(...counted)
      const proven = proof ? writes.push(proofUsed(tables, proof)) - 1 : undefined
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
        const kept = key && (await answerOfKey(key))
        if (kept) return kept
        if (!isContention(cancelled)) throw error
        if (proven !== undefined && cancelled[proven] === 'ConditionalCheckFailed') return 'used-proof'
        if (counted.some((_, at) => cancelled[firstCounted + at] === 'ConditionalCheckFailed'))
          throw new Failure('too-many', 'too-many-mails')
        // A conflict with a post of the same key at this moment: its row is there soon.
        throw new Failure('unavailable', 'try-again', { cause: error })
      }
    },

    tokenByHash: tokenByHash(tables),
    submissionById: submission,
    contactById: contactById(tables),
    claimById: claimById(tables),

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
      const waiting = Items.map((item) => fieldsOf<Contact>('contact', item))
        .sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1))
        .flatMap(({ submissionId }) => submissionId ?? [])
      // A claim's contact waits, too, but not for a link: look a little further. Always equally far, so that the
      // work says nothing of who is known.
      const newest = await Promise.all(
        Array.from({ length: looked }, (_, at) => submission(waiting[at] ?? nobodys(addressHash))),
      )
      return newest.find((each) => each?.state === 'awaiting-confirmation')
    },

    async askLink(addressHash, now, link) {
      const writes: Write[] = link
        ? [
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
          ]
        : // Writes that change nothing, as many: the time taken must not tell known addresses from unknown ones.
          [
            { Delete: { TableName: main, Key: keyOf('submission', { submissionId: nobodys(addressHash) }) } },
            { Delete: { TableName: main, Key: keyOf('notice', { noticeId: nobodys(addressHash) }) } },
          ]
      try {
        await client.send(
          new TransactWriteCommand({
            TransactItems: [mailCounted(tables, 'answers', addressHash, now), ...writes],
          }),
        )
      } catch (error) {
        const cancelled = cancellationsOf(error)
        if (!cancelled || !isContention(cancelled)) throw error
        if (cancelled.some((code) => busy.has(code)))
          throw new Failure('unavailable', 'try-again', { cause: error })
        // Somebody asked at the same moment, confirmed meanwhile, or asked too often: no mail is the right one.
      }
    },

    hasEntry: async (entryId) => (await entryById(entryId)) !== undefined,

    entryOfAuthority: entryOfAuthority(tables),

    async confirm(change) {
      const writes = await confirmationWrites(tables, change)
      return writes !== undefined && written(tables, writes)
    },
  }
}
