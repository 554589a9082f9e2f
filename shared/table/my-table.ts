import { GetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb'
import { Failure } from '../failures.ts'
import type { MyStore } from '../my/my-store.ts'
import type { Notice } from '../notices/notice.ts'
import { returnNoticeIdOf } from '../secretariat/review.ts'
import { cancellationsOf, type Tables } from './client.ts'
import { consentTable } from './consent-table.ts'
import { contactById } from './contact-reads.ts'
import { isContention, refusedWrites, written } from './contention.ts'
import { entriesOf } from './entry-reads.ts'
import { entryChange } from './entry-writes.ts'
import { fieldsOf } from './item-fields.ts'
import { keyOf } from './keys.ts'
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
    ...consentTable(tables),
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

    async renew(tokenHash, before, after, now) {
      const writes = [tokenUsed(tables, tokenHash, now), ...(await entryChange(tables, before, after))]
      const refused = await refusedWrites(tables, writes)
      if (!refused) return 'renewed'
      return refused[0] === 'ConditionalCheckFailed' ? 'used' : 'again'
    },

    changeEntry: async (before, after) => written(tables, await entryChange(tables, before, after)),
  }
}
