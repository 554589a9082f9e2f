import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { Failure } from '../failures.ts'
import { type Draft, daysForDraft } from '../survey/draft.ts'
import type { DraftStore } from '../survey/draft-store.ts'
import { daysToConfirm } from '../survey/submission.ts'
import { authorityWrites } from './authority-table.ts'
import { epochSeconds, isFailedCondition, type Tables, type Write } from './client.ts'
import { contactItem } from './contact-item.ts'
import { refusedWrites, written } from './contention.ts'
import { revisionItem } from './entry-items.ts'
import { entryChange } from './entry-writes.ts'
import { fieldsOf } from './item-fields.ts'
import { keyOf } from './keys.ts'
import { mailCounted, mailsCounted } from './mail-allowance.ts'
import { noticeWrite } from './notice-writes.ts'
import { proofUsed } from './proof-writes.ts'
import { registerTable } from './register-table.ts'
import { sessionReads } from './session-table.ts'
import { submissionItem } from './submission-item.ts'

/** What drafts ask of storage, answered by the table. */
export const draftTable = (tables: Tables): DraftStore => {
  const { client, main } = tables
  /** Carries out a transaction; false when one of its conditions failed, or others wrote at the same moment. */
  const tried = async (writes: readonly Write[]): Promise<boolean | 'used-proof'> => {
    const codes = await refusedWrites(tables, writes)
    if (!codes) return true
    const refused = writes.filter((_, at) => codes[at] === 'ConditionalCheckFailed')
    if (refused.some(({ Put }) => Put?.Item?.kind === 'proof')) return 'used-proof'
    if (refused.some(({ Update }) => Update?.ExpressionAttributeValues?.[':kind'] === 'mailAllowance'))
      throw new Failure('too-many', 'too-many-mails')
    return false
  }
  return {
    ...sessionReads(tables),

    async begin({ draft, contact, token, notice }, proof) {
      const writes = [
        { Put: { TableName: main, Item: draftItem(draft), ConditionExpression: 'attribute_not_exists(pk)' } },
        {
          Put: {
            TableName: main,
            Item: { ...contactItem(contact), ttl: epochSeconds(contact.createdAt, daysForDraft) },
            ConditionExpression: 'attribute_not_exists(pk)',
          },
        },
        {
          Put: {
            TableName: main,
            Item: {
              ...keyOf('token', token),
              kind: 'token',
              v: 1,
              ...token,
              ttl: epochSeconds(token.expiresAt, daysForDraft),
            },
            ConditionExpression: 'attribute_not_exists(pk)',
          },
        },
        ...(notice
          ? [
              noticeWrite(tables, notice),
              mailCounted(tables, 'answers', contact.addressHash, draft.createdAt),
            ]
          : []),
        ...(proof ? [proofUsed(tables, proof)] : []),
      ]
      const kept = await tried(writes)
      if (kept === 'used-proof') return kept
      if (!kept) throw new Failure('unavailable', 'try-again')
      return undefined
    },

    async draftById(draftId) {
      const { Item } = await client.send(
        new GetCommand({ TableName: main, Key: keyOf('draft', { draftId }), ConsistentRead: true }),
      )
      return fieldsOf<Draft>('draft', Item)
    },

    entryById: registerTable(tables).entryById,

    async save({ draftId, contactId, version, answers, basis }, now) {
      try {
        await client.send(
          new UpdateCommand({
            TableName: main,
            Key: keyOf('draft', { draftId }),
            UpdateExpression: `SET answers = :answers, version = :next, updatedAt = :now, #ttl = :ttl${basis ? ', basis = :basis' : ''}`,
            ConditionExpression: 'version = :version',
            ExpressionAttributeNames: { '#ttl': 'ttl' },
            ExpressionAttributeValues: {
              ':answers': answers,
              ':version': version,
              ':next': version + 1,
              ':now': now,
              ':ttl': epochSeconds(now, daysForDraft),
              ...(basis && { ':basis': basis }),
            },
          }),
        )
      } catch (error) {
        if (isFailedCondition(error)) return false
        throw error
      }
      // The address must be there for as long as the draft.
      await client.send(
        new UpdateCommand({
          TableName: main,
          Key: keyOf('contact', { contactId }),
          UpdateExpression: 'SET #ttl = :ttl',
          ConditionExpression: 'attribute_exists(pk)',
          ExpressionAttributeNames: { '#ttl': 'ttl' },
          ExpressionAttributeValues: { ':ttl': epochSeconds(now, daysForDraft) },
        }),
      )
      return true
    },

    send: async (draft, { submission, contact, notice }) =>
      (await tried([
        leaving(tables, draft),
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
            Item: { ...contactItem(contact), ttl: epochSeconds(submission.receivedAt, daysToConfirm) },
            ConditionExpression: 'attribute_exists(pk)',
          },
        },
        noticeWrite(tables, notice),
        ...mailsCounted(tables, contact, submission.receivedAt),
      ])) === true,

    revise: async (draft, { submission, before, after }) =>
      written(tables, [
        leaving(tables, draft),
        { Delete: { TableName: main, Key: keyOf('contact', draft) } },
        {
          Put: {
            TableName: main,
            Item: submissionItem(submission),
            ConditionExpression: 'attribute_not_exists(pk)',
          },
        },
        {
          Put: {
            TableName: main,
            Item: revisionItem(after, submission.submissionId),
            ConditionExpression: 'attribute_not_exists(pk)',
          },
        },
        {
          ConditionCheck: {
            TableName: main,
            Key: keyOf('entryContact', { entryId: after.entryId, contactId: submission.contactId }),
            ConditionExpression: 'attribute_exists(pk)',
          },
        },
        ...(await entryChange(tables, before, after)),
        ...((await authorityWrites(tables, after)) ?? []),
      ]),
  }
}

/** The draft goes, as it was read. */
const leaving = ({ main }: Tables, draft: Draft): Write => ({
  Delete: {
    TableName: main,
    Key: keyOf('draft', draft),
    ConditionExpression: 'version = :version',
    ExpressionAttributeValues: { ':version': draft.version },
  },
})

const draftItem = (draft: Draft): Record<string, unknown> => ({
  ...keyOf('draft', draft),
  kind: 'draft',
  v: 1,
  ...draft,
  ttl: epochSeconds(draft.updatedAt, daysForDraft),
})
