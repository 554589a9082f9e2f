import { GetCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { Failure } from '../failures.ts'
import type { MyStore } from '../my/my-store.ts'
import type { Notice } from '../notices/notice.ts'
import { returnNoticeIdOf } from '../secretariat/review.ts'
import { indexes } from './access-patterns.ts'
import { cancellationsOf, isFailedCondition, type Tables } from './client.ts'
import { contactById } from './contact-reads.ts'
import { isContention, refusedWrites, written } from './contention.ts'
import { entriesOf } from './entry-reads.ts'
import { entryChange } from './entry-writes.ts'
import { fieldsOf } from './item-fields.ts'
import { keyOf, listOf, workKeyOf } from './keys.ts'
import { mailCounted } from './mail-allowance.ts'
import { noticeWrite } from './notice-writes.ts'
import { endedSessionWrite, sessionTable, sessionWrite } from './session-table.ts'
import { tokenByHash } from './token-reads.ts'
import { tokenUsed } from './token-writes.ts'

/** What a respondent's own pages ask of storage, answered by the table. */
export const myTable = (tables: Tables): MyStore => {
  const { client, main } = tables
  return {
    ...sessionTable(tables),
    tokenByHash: tokenByHash(tables),
    contactById: contactById(tables),
    entriesOf: entriesOf(tables),

    async wordsOfReturn(entry, contactId) {
      const Key = keyOf('notice', { noticeId: returnNoticeIdOf(entry, contactId) })
      const { Item } = await client.send(new GetCommand({ TableName: main, Key, ConsistentRead: true }))
      return fieldsOf<Notice<'entry-returned'>>('notice', Item)?.facts.words
    },

    async askSignInLink(addressHash, notice, now) {
      try {
        await client.send(
          new TransactWriteCommand({
            TransactItems: [mailCounted(tables, 'sign-in', addressHash, now), noticeWrite(tables, notice)],
          }),
        )
      } catch (error) {
        const cancelled = cancellationsOf(error)
        if (!cancelled || !isContention(cancelled)) throw error
        const [counted, written] = cancelled
        if (counted === 'ConditionalCheckFailed') throw new Failure('too-many', 'too-many-links')
        // The link of this minute is on its way.
        if (written !== 'ConditionalCheckFailed')
          throw new Failure('unavailable', 'try-again', { cause: error })
      }
    },

    async signIn(tokenHash, session, replaced) {
      try {
        await client.send(
          new TransactWriteCommand({
            TransactItems: [
              tokenUsed(tables, tokenHash, session.createdAt),
              sessionWrite(tables, session),
              ...(replaced === undefined ? [] : [endedSessionWrite(tables, replaced)]),
            ],
          }),
        )
        return true
      } catch (error) {
        const cancelled = cancellationsOf(error)
        if (!cancelled || !isContention(cancelled)) throw error
        if (cancelled[0] === 'ConditionalCheckFailed') return false
        throw new Failure('unavailable', 'try-again', { cause: error })
      }
    },

    async setDigest(contactId, digest, now) {
      const { pk, sk } = indexes.work
      const subscribed =
        digest !== 'never' && workKeyOf('contact', { frequency: digest, list: listOf(contactId), contactId })
      try {
        await client.send(
          new UpdateCommand({
            TableName: main,
            Key: keyOf('contact', { contactId }),
            UpdateExpression: subscribed
              ? `SET digest = :digest, digestChosenAt = :now, ${pk} = :pk, ${sk} = :sk`
              : `SET digest = :digest, digestChosenAt = :now REMOVE ${pk}, ${sk}`,
            ConditionExpression: '#state = :confirmed',
            ExpressionAttributeNames: { '#state': 'state' },
            ExpressionAttributeValues: {
              ':digest': digest,
              ':now': now,
              ':confirmed': 'confirmed',
              ...(subscribed && { ':pk': subscribed[pk], ':sk': subscribed[sk] }),
            },
          }),
        )
        return true
      } catch (error) {
        if (isFailedCondition(error)) return false
        throw error
      }
    },

    async renew(tokenHash, before, after, now) {
      const writes = [tokenUsed(tables, tokenHash, now), ...(await entryChange(tables, before, after))]
      const refused = await refusedWrites(tables, writes)
      if (!refused) return 'renewed'
      return refused[0] === 'ConditionalCheckFailed' ? 'used' : 'again'
    },

    changeEntry: async (before, after) => written(tables, await entryChange(tables, before, after)),
  }
}
