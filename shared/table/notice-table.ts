import { GetCommand, QueryCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod/mini'
import { Failure } from '../failures.ts'
import { peerIn } from '../matchmaking/introductions/introduction.ts'
import { languages } from '../messages/languages.ts'
import {
  lanes,
  mostAttempts,
  type Notice,
  type NoticeState,
  type NoticeTemplate,
  noticeStates,
  noticeTemplates,
} from '../notices/notice.ts'
import { damagedNoticeDaysKept, noticeDaysKept } from '../notices/notice-days.ts'
import type { NoticeStore } from '../notices/notice-store.ts'
import type { TokenItem } from '../notices/token.ts'
import { type Entry, isRenewable } from '../register/entry.ts'
import { indexes } from './access-patterns.ts'
import { callById } from './call-table.ts'
import { cancellationsOf, epochSeconds, isFailedCondition, type Tables, type Write } from './client.ts'
import { consentTable } from './consent-table.ts'
import { contactById } from './contact-reads.ts'
import { isContention } from './contention.ts'
import { introductionById } from './introduction-reads.ts'
import { fieldsOf } from './item-fields.ts'
import { keyOf, listNames, listOf, workKeyOf, workPartitionOf } from './keys.ts'
import { registerTable } from './register-table.ts'

/** What every notice must have to be sent; its facts are checked by composing it. */
const readable = z.looseObject({
  noticeId: z.string(),
  lane: z.enum(lanes),
  template: z.enum(noticeTemplates),
  contactId: z.string().check(z.minLength(1)),
  language: z.enum(languages),
  facts: z.looseObject({}),
  state: z.enum(noticeStates),
  fence: z.number(),
  dueAt: z.string(),
})

/** How long a token's item stays after its expiry, so that 'expired' can be told from 'unknown'. */
const tokenStaysDays = 90

/** The write that makes a mailed link work; only the token's hash is in it. */
const tokenWrite = (tables: Tables, token: TokenItem): Write => ({
  Put: {
    TableName: tables.main,
    Item: {
      ...keyOf('token', token),
      kind: 'token',
      v: 1,
      ...token,
      ttl: epochSeconds(token.expiresAt, tokenStaysDays),
    },
    ConditionExpression: 'attribute_not_exists(pk)',
  },
})

const { pk: workPk, sk: workSk } = indexes.work
const outOfQueue = `${workPk}, ${workSk}, leaseUntil`
const names = { '#state': 'state' }
const endNames = { ...names, '#ttl': 'ttl' }

/** Where a notice stands in the queue when it is to be looked at again at `dueAt`. */
const workSkAt = ({ lane, noticeId }: Notice, dueAt: string): string | undefined =>
  workKeyOf('notice', { lane, list: listOf(noticeId), dueAt, noticeId })[workSk]

/** How a notice ends: its last state, and the parts of the update beyond those of every end. */
type End = { readonly state: NoticeState; readonly at: string; readonly set: string; readonly drop?: string }

/** What sending asks of storage, answered by the table. */
export const noticeTable = (tables: Tables): NoticeStore => {
  const { client, main } = tables
  const get = async (Key: { pk: string; sk: string }) =>
    (await client.send(new GetCommand({ TableName: main, Key, ConsistentRead: true }))).Item

  const { entryById } = registerTable(tables)

  const noticeById: NoticeStore['noticeById'] = async (noticeId) => {
    const notice = fieldsOf<Notice>('notice', await get(keyOf('notice', { noticeId })))
    if (notice && !z.safeParse(readable, notice).success) throw new Failure('poison', 'unexpected')
    return notice
  }

  /** A transition; false when its condition, the valid prior states, does not hold. */
  const move = async (
    noticeId: string,
    change: string,
    condition: string,
    values: Readonly<Record<string, unknown>>,
    attributes: Readonly<Record<string, string>> = names,
  ): Promise<boolean> => {
    try {
      await client.send(
        new UpdateCommand({
          TableName: main,
          Key: keyOf('notice', { noticeId }),
          UpdateExpression: change,
          ConditionExpression: condition,
          ExpressionAttributeNames: attributes,
          ExpressionAttributeValues: values,
        }),
      )
      return true
    } catch (error) {
      if (isFailedCondition(error)) return false
      throw error
    }
  }
  /** Which mail a notice is, for those who have its id alone; undefined for one that is gone or damaged. */
  const templateOf = async (noticeId: string): Promise<NoticeTemplate | undefined> => {
    const item = await get(keyOf('notice', { noticeId }))
    return noticeTemplates.find((template) => template === item?.template)
  }
  /** A transition to an end at `at`: out of the queue, and kept for its template's days only. */
  const moveToEnd = async (
    { noticeId, template }: Partial<Pick<Notice, 'template'>> & Pick<Notice, 'noticeId'>,
    { state, at, set, drop = '' }: End,
    condition: string,
    values: Readonly<Record<string, unknown>>,
  ): Promise<boolean> => {
    const known = template ?? (await templateOf(noticeId))
    const days = known ? noticeDaysKept[known] : damagedNoticeDaysKept
    return move(
      noticeId,
      `SET #state = :state, #ttl = :ttl, ${set} REMOVE ${outOfQueue} ${drop}`,
      condition,
      { ...values, ':state': state, ':ttl': epochSeconds(at, days) },
      endNames,
    )
  }
  const open = { ':due': 'due', ':sending': 'sending', ':unknown': 'unknown' }
  const isOpen = '#state IN (:due, :sending, :unknown)'

  return {
    noticeById,

    contactById: contactById(tables),
    choose: consentTable(tables).choose,

    async untilOf(entryId) {
      const entry = fieldsOf<Entry>('entry', await get(keyOf('entry', { entryId })))
      return entry && isRenewable(entry) ? entry.until : undefined
    },

    callById: callById(tables),

    async pairAsRead(introductionId, entryId) {
      const introduction = await introductionById(tables)(introductionId)
      if (!introduction) return undefined
      const peerId = peerIn(introduction, entryId)
      const peerContactId = introduction.wishes[peerId]?.contactId
      const [own, peer, peerContact] = await Promise.all([
        entryById(entryId),
        entryById(peerId),
        peerContactId === undefined ? undefined : contactById(tables)(peerContactId),
      ])
      return own && peer && { introduction, own, peer, peerContact }
    },

    isSuppressed: async (addressHash) => (await get(keyOf('suppression', { addressHash }))) !== undefined,

    async dueNotices(lane, until, most) {
      const found = await Promise.all(
        listNames.map(async (list) => {
          const { Items = [] } = await client.send(
            new QueryCommand({
              TableName: main,
              IndexName: 'work',
              KeyConditionExpression: '#pk = :pk AND #sk < :until',
              ExpressionAttributeNames: { '#pk': workPk, '#sk': workSk },
              ExpressionAttributeValues: {
                ':pk': workPartitionOf('notice', { lane, list }),
                // '$' follows '#', the sign between time and id: everything due at `until` is included.
                ':until': `${until}$`,
              },
              Limit: most,
            }),
          )
          return Items
        }),
      )
      return (
        found
          .flat()
          .map((item) => item as Notice)
          // An item without an id cannot be named to anybody; the stream has reported it.
          .filter(({ noticeId }) => typeof noticeId === 'string')
          .map(({ noticeId, state, dueAt }) => ({ noticeId, state, dueAt }))
          .sort((a, b) => (a.dueAt < b.dueAt ? -1 : a.dueAt > b.dueAt ? 1 : 0))
          .slice(0, most)
      )
    },

    async lease({ notice, holder, addressHash, token, now, until }) {
      const writes: Write[] = [
        {
          Update: {
            TableName: main,
            Key: keyOf('notice', notice),
            UpdateExpression: `SET #state = :sending, fence = fence + :one, attempts = if_not_exists(attempts, :none) + :one, holder = :holder, addressHash = :address, leaseUntil = :until, dueAt = :until, ${workSk} = :workSk`,
            // From `due`, or from a lease or a doubt whose time is over; and while a hand-over is left.
            ConditionExpression:
              'fence = :fence AND (attribute_not_exists(attempts) OR attempts < :most) AND (#state = :due OR (#state IN (:sending, :unknown) AND dueAt <= :now))',
            ExpressionAttributeNames: names,
            ExpressionAttributeValues: {
              ...open,
              ':one': 1,
              ':none': 0,
              ':holder': holder,
              ':address': addressHash,
              ':until': until,
              ':workSk': workSkAt(notice, until),
              ':fence': notice.fence,
              ':most': mostAttempts(notice.template),
              ':now': now,
            },
          },
        },
        ...(token ? [tokenWrite(tables, token)] : []),
      ]
      try {
        await client.send(new TransactWriteCommand({ TransactItems: writes }))
        return true
      } catch (error) {
        const cancelled = cancellationsOf(error)
        if (cancelled && !isContention(cancelled)) throw error
        if (cancelled?.includes('ConditionalCheckFailed')) return false
        // Another write at this moment: nothing was changed, the caller's retry decides anew.
        if (cancelled) throw new Failure('unavailable', 'try-again', { cause: error })
        // The answer was lost. If the lease is ours, going on is right; giving up would cost a hand-over.
        const now = await noticeById(notice.noticeId)
        if (now?.state === 'sending' && now.holder === holder) return true
        throw error
      }
    },

    async leave(notice, fence, sent, now) {
      const mine = '#state = :sending AND fence = :fence'
      const values = { ':sending': 'sending', ':fence': fence }
      const { noticeId } = notice
      switch (sent.state) {
        case 'accepted':
          return moveToEnd(
            notice,
            { state: sent.state, at: now, set: 'messageId = :message', drop: ', why' },
            mine,
            { ...values, ':message': sent.messageId },
          )
        case 'unknown':
          return move(
            noticeId,
            `SET #state = :state, why = :why, dueAt = :dueAt, ${workSk} = :workSk REMOVE leaseUntil`,
            mine,
            {
              ...values,
              ':state': sent.state,
              ':why': sent.why,
              ':dueAt': sent.dueAt,
              ':workSk': workSkAt(notice, sent.dueAt),
            },
          )
        case 'due':
          return move(
            noticeId,
            `SET #state = :state, why = :why, dueAt = :dueAt, ${workSk} = :workSk, attempts = attempts - :one REMOVE leaseUntil`,
            mine,
            {
              ...values,
              ':state': sent.state,
              ':why': sent.why,
              ':dueAt': sent.dueAt,
              ':workSk': workSkAt(notice, sent.dueAt),
              ':one': 1,
            },
          )
        case 'rejected':
          return moveToEnd(
            notice,
            { state: sent.state, at: now, set: 'why = :why, attempts = attempts - :one' },
            mine,
            { ...values, ':why': sent.why, ':one': 1 },
          )
      }
    },

    end: (notice, state, why, now) =>
      moveToEnd(
        notice,
        { state, at: now, set: 'why = :why' },
        `${isOpen} AND #state = :before AND fence = :fence`,
        { ...open, ':why': why, ':before': notice.state, ':fence': notice.fence },
      ),

    async park(noticeId, why, now) {
      await moveToEnd(
        { noticeId },
        { state: 'rejected', at: now, set: 'why = :why' },
        // Whatever it is, if it stands in the queue it must leave it; a notice at its end stays as it is, and
        // so does one that a sender holds. Said so that a damaged lease, too, holds nothing.
        `attribute_exists(${workPk}) AND NOT (#state = :sending AND leaseUntil > :now)`,
        { ':why': why, ':sending': 'sending', ':now': now },
      )
    },

    async settleAccepted(noticeId, messageId, at) {
      await moveToEnd(
        { noticeId },
        { state: 'accepted', at, set: 'messageId = :message', drop: ', why' },
        isOpen,
        { ...open, ':message': messageId },
      )
    },

    async settleRejected(noticeId, messageId, at) {
      await moveToEnd(
        { noticeId },
        { state: 'rejected', at, set: 'messageId = :message, why = :why' },
        `${isOpen} OR #state = :accepted`,
        {
          ...open,
          ':accepted': 'accepted',
          ':message': messageId,
          ':why': 'rejected-by-ses',
        },
      )
    },

    async suppress(addressHash, reason, at) {
      await client.send(
        new UpdateCommand({
          TableName: main,
          Key: keyOf('suppression', { addressHash }),
          UpdateExpression:
            'SET kind = :kind, v = :v, addressHash = :address, suppressedAt = if_not_exists(suppressedAt, :at) ADD reasons :reason',
          ExpressionAttributeValues: {
            ':kind': 'suppression',
            ':v': 1,
            ':address': addressHash,
            ':at': at,
            ':reason': new Set([reason]),
          },
        }),
      )
    },
  }
}
