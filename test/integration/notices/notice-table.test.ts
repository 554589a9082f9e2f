import { TransactionCanceledException } from '@aws-sdk/client-dynamodb'
import { GetCommand } from '@aws-sdk/lib-dynamodb'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Notice } from '../../../shared/notices/notice.ts'
import type { NoticeStore } from '../../../shared/notices/notice-store.ts'
import { hashOfToken } from '../../../shared/notices/token.ts'
import type { Tables } from '../../../shared/table/client.ts'
import { keyOf } from '../../../shared/table/keys.ts'
import { noticeTable } from '../../../shared/table/notice-table.ts'
import { aConfirmation, aContact, aDigest, putContact, putNotice } from '../../support/notices.ts'
import { putItem } from '../../support/table-items.ts'
import { freshTables } from '../../support/tables.ts'

let tables: Tables
let store: NoticeStore
beforeAll(async () => {
  tables = await freshTables()
  store = noticeTable(tables)
})

const now = '2026-11-23T09:00:01.000Z'
const later = '2026-11-23T09:02:00.000Z'
const leaseOf = (notice: Notice, stated: { now?: string; holder?: string } = {}) => ({
  notice,
  holder: stated.holder ?? 'me',
  addressHash: 'hash-of-amina',
  now: stated.now ?? now,
  until: later,
})
const rawItem = async (noticeId: string) =>
  (await tables.client.send(new GetCommand({ TableName: tables.main, Key: keyOf('notice', { noticeId }) })))
    .Item ?? {}
const reread = async ({ noticeId }: Notice): Promise<Notice> => {
  const notice = await store.noticeById(noticeId)
  if (!notice) throw new Error('the notice is gone')
  return notice
}

describe('noticeById, contactById, suppressionOf', () => {
  it('find by id, and nothing where there is nothing', async () => {
    const notice = aConfirmation({ event: 'found' })
    await putNotice(tables, notice)
    await putContact(tables, aContact())
    expect(await store.noticeById(notice.noticeId)).toMatchObject(notice)
    expect(await store.noticeById('nobody')).toBeUndefined()
    expect(await store.contactById('amina')).toMatchObject({ address: 'amina@zliten.example.org' })
    expect(await store.contactById('nobody')).toBeUndefined()
    expect(await store.isSuppressed('hash-1')).toBe(false)
    await store.suppress('hash-1', 'bounce', later)
    expect(await store.isSuppressed('hash-1')).toBe(true)
  })

  it('call a notice poison that cannot be read', async () => {
    await putItem(tables, 'notice', { noticeId: 'broken' }, { noticeId: 'broken', template: 'unheard-of' })
    await expect(store.noticeById('broken')).rejects.toMatchObject({ kind: 'poison' })
  })
})

describe('dueNotices', () => {
  it('gives what is due in a lane, over all lists, oldest first, the limit respected', async () => {
    const fresh = await freshTables()
    const due = Array.from({ length: 20 }, (_, n) =>
      aDigest({ event: `due-${n}`, now: `2026-11-23T09:${String(59 - n)}:00.000Z` }),
    )
    for (const notice of [...due, aConfirmation(), aDigest({ now: '2026-11-23T11:00:00.000Z' })])
      await putNotice(fresh, notice)
    const found = await noticeTable(fresh).dueNotices('bulk', '2026-11-23T09:59:00.000Z', 50)
    expect(found.map(({ noticeId }) => noticeId)).toEqual(due.map(({ noticeId }) => noticeId).reverse())
    const few = await noticeTable(fresh).dueNotices('bulk', '2026-11-23T09:59:00.000Z', 3)
    expect(few).toEqual(found.slice(0, 3))
  })
})

describe('a lease', () => {
  it('is taken by one of ten who read the same', async () => {
    const notice = aConfirmation({ event: 'ten' })
    await putNotice(tables, notice)
    const takers = await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        store.lease(leaseOf(notice, { holder: `holder-${n}` })).catch(() => false),
      ),
    )
    expect(takers.filter(Boolean)).toHaveLength(1)
    expect(await reread(notice)).toMatchObject({ state: 'sending', fence: 1, attempts: 1, leaseUntil: later })
  })

  it("comes with the mail's token, of which only the hash is stored, to stay past its expiry", async () => {
    const notice = aConfirmation({ event: 'with-token' })
    await putNotice(tables, notice)
    const tokenHash = hashOfToken('secret')
    const expiresAt = '2026-11-30T09:00:00.000Z'
    await store.lease({
      ...leaseOf(notice),
      token: { tokenHash, purpose: 'confirm-submission', submissionId: 's1', expiresAt },
    })
    const { Item = {} } = await tables.client.send(
      new GetCommand({ TableName: tables.main, Key: keyOf('token', { tokenHash }) }),
    )
    expect(Item).toMatchObject({ purpose: 'confirm-submission', submissionId: 's1', expiresAt })
    expect(Number(Item.ttl) * 1000).toBeGreaterThan(Date.parse(expiresAt) + 60 * 86_400_000)
    expect(JSON.stringify(Item)).not.toContain('secret')
  })

  it('is not taken before another one is over, nor from a notice at its end', async () => {
    const notice = aConfirmation({ event: 'held' })
    await putNotice(tables, notice)
    await store.lease(leaseOf(notice))
    const held = await reread(notice)
    expect(await store.lease(leaseOf(held, { now: '2026-11-23T09:01:59.000Z' }))).toBe(false)
    expect(await store.lease(leaseOf(held, { now: later }))).toBe(true)
    const again = await reread(notice)
    expect(await store.leave(again, again.fence, { state: 'accepted', messageId: 'm' }, now)).toBe(true)
    expect(await store.lease(leaseOf(await reread(notice), { now: '2027-01-01T00:00:00.000Z' }))).toBe(false)
  })

  it('is taken as often as the template allows: a confirmation twice, a digest once', async () => {
    for (const [notice, most] of [
      [aConfirmation({ event: 'twice' }), 2],
      [aDigest({ event: 'once' }), 1],
    ] as const) {
      await putNotice(tables, notice)
      let taken = 0
      for (let tries = 0; tries < 4; tries++)
        if (await store.lease(leaseOf(await reread(notice), { now: later }))) taken++
      expect(taken).toBe(most)
    }
  })

  it('that was lost cannot be left: only the last fence may write', async () => {
    const notice = aConfirmation({ event: 'fenced' })
    await putNotice(tables, notice)
    await store.lease(leaseOf(notice))
    await store.lease(leaseOf(await reread(notice), { now: later }))
    expect(await store.leave(notice, 1, { state: 'accepted', messageId: 'late' }, now)).toBe(false)
    expect(await store.leave(notice, 2, { state: 'accepted', messageId: 'm2' }, now)).toBe(true)
    expect(await reread(notice)).toMatchObject({ state: 'accepted', messageId: 'm2' })
  })
})

describe('a lease on a stale reading', () => {
  it('is not taken when another one took the notice and put it back meanwhile', async () => {
    const read = aDigest({ event: 'put-back' })
    await putNotice(tables, read)
    await store.lease(leaseOf(read, { holder: 'other' }))
    await store.leave(read, 1, { state: 'due', why: 'Throttling', dueAt: later }, now)
    expect(await store.lease(leaseOf(read, { holder: 'stale' }))).toBe(false)
    expect(await reread(read)).toMatchObject({ state: 'due', fence: 1, attempts: 0, holder: 'other' })
  })
})

describe('a lease whose transaction is cancelled', () => {
  const cancelledBy = (Code: string): NoticeStore => {
    const client = new Proxy(tables.client, {
      get: (target, name) =>
        name === 'send'
          ? async () => {
              const CancellationReasons = [{ Code }, { Code: 'None' }]
              throw new TransactionCanceledException({ message: '', $metadata: {}, CancellationReasons })
            }
          : Reflect.get(target, name),
    })
    return noticeTable({ ...tables, client })
  }

  it('by contention may be asked for again; by anything else it is a defect, and says so', async () => {
    const lease = leaseOf(aConfirmation({ event: 'cancelled' }))
    for (const code of ['TransactionConflict', 'ThrottlingError'])
      await expect(cancelledBy(code).lease(lease), code).rejects.toMatchObject({ kind: 'unavailable' })
    await expect(cancelledBy('ValidationError').lease(lease)).rejects.toMatchObject({
      name: 'TransactionCanceledException',
    })
  })
})

describe('parking', () => {
  const sending = async (event: string) => {
    const notice = aConfirmation({ event })
    await putNotice(tables, notice)
    await store.lease(leaseOf(notice))
    return notice
  }

  it('leaves a notice alone while a lease on it holds, and takes it out of the queue afterwards', async () => {
    const notice = await sending('parked-late')
    await store.park(notice.noticeId, 'defect', '2026-11-23T09:01:59.999Z')
    expect(await rawItem(notice.noticeId)).toMatchObject({ state: 'sending', workPk: expect.any(String) })
    await store.park(notice.noticeId, 'defect', later)
    expect(await rawItem(notice.noticeId)).toMatchObject({ state: 'rejected', why: 'defect' })
    expect(await rawItem(notice.noticeId)).not.toHaveProperty('workPk')
  })

  it('does not change a notice at its end', async () => {
    const notice = await sending('parked-never')
    await store.leave(notice, 1, { state: 'accepted', messageId: 'm' }, now)
    await store.park(notice.noticeId, 'defect', '2027-01-01T00:00:00.000Z')
    expect(await reread(notice)).toMatchObject({ state: 'accepted' })
  })
})

describe('a notice at its end', () => {
  const ends: readonly [string, (notice: Notice) => Promise<unknown>][] = [
    ['accepted', (notice) => store.leave(notice, 1, { state: 'accepted', messageId: 'm' }, now)],
    ['rejected', (notice) => store.leave(notice, 1, { state: 'rejected', why: 'MessageRejected' }, now)],
    ['suppressed', async (notice) => store.end(await reread(notice), 'suppressed', 'no-contact', now)],
    ['unknown', async (notice) => store.end(await reread(notice), 'unknown', 'given-up', now)],
    ['rejected', ({ noticeId }) => store.park(noticeId, 'defect', later)],
    ['accepted', ({ noticeId }) => store.settleAccepted(noticeId, 'm', now)],
    ['rejected', ({ noticeId }) => store.settleRejected(noticeId, 'm', now)],
  ]

  it('is kept for its template’s days, whichever way it came there', async () => {
    for (const [at, [state, end]] of ends.entries()) {
      const notice = aConfirmation({ event: `end-${at}` })
      await putNotice(tables, notice)
      await store.lease(leaseOf(notice))
      await end(notice)
      const { ttl, ...item } = await rawItem(notice.noticeId)
      expect(item, `end ${at}`).toMatchObject({ state })
      expect(new Date(ttl * 1000).toISOString().slice(0, 10), `end ${at}`).toBe('2026-12-23')
    }
  })

  it('about a sign-in is gone after a week, a digest once its links no longer work', async () => {
    const days = { 'sign-in': 7, digest: 400 }
    for (const [template, kept] of Object.entries(days)) {
      for (const [at, [, end]] of ends.entries()) {
        const notice = { ...aDigest({ event: `kept-${template}-${at}` }), template } as Notice
        await putNotice(tables, notice)
        await store.lease(leaseOf(notice))
        await end(notice)
        const { ttl } = await rawItem(notice.noticeId)
        expect(Math.floor((ttl - Date.parse(now) / 1000) / 86_400), `${template}, end ${at}`).toBe(kept)
      }
    }
  })

  it('whose item is damaged goes, too', async () => {
    const notice = aConfirmation({ event: 'damaged' })
    await putNotice(tables, { ...notice, template: 'unheard-of' } as unknown as Notice)
    await store.park(notice.noticeId, 'defect', now)
    expect(await rawItem(notice.noticeId)).toMatchObject({ state: 'rejected', ttl: expect.any(Number) })
  })

  it('and as long again from the day on which SES says what became of one given up', async () => {
    const notice = aDigest({ event: 'late-event' })
    await putNotice(tables, notice)
    await store.end(notice, 'unknown', 'given-up', now)
    await store.settleAccepted(notice.noticeId, 'm', '2026-12-23T09:00:00.000Z')
    const { ttl } = await rawItem(notice.noticeId)
    expect(new Date(ttl * 1000).toISOString()).toBe('2028-01-27T09:00:00.000Z')
  })

  it('and no other: what may still become a mail stays', async () => {
    const [due, unknown] = [aConfirmation({ event: 'stays-due' }), aConfirmation({ event: 'stays-unknown' })]
    for (const notice of [due, unknown]) {
      await putNotice(tables, notice)
      expect(await rawItem(notice.noticeId)).not.toHaveProperty('ttl')
      await store.lease(leaseOf(notice))
      expect(await rawItem(notice.noticeId)).not.toHaveProperty('ttl')
    }
    await store.leave(due, 1, { state: 'due', why: 'Throttling', dueAt: later }, now)
    await store.leave(unknown, 1, { state: 'unknown', why: 'TimeoutError', dueAt: later }, now)
    for (const { noticeId } of [due, unknown]) expect(await rawItem(noticeId)).not.toHaveProperty('ttl')
  })
})

describe('what a sender leaves', () => {
  const leased = async (event: string) => {
    const notice = aConfirmation({ event })
    await putNotice(tables, notice)
    await store.lease(leaseOf(notice))
    return notice
  }
  const dueAt = '2026-11-23T09:05:00.000Z'

  it('leaves the queue when accepted or rejected, and stays in it otherwise, at its new time', async () => {
    const [accepted, rejected, unknown, due] = await Promise.all(['ac', 're', 'un', 'du'].map(leased))
    if (!accepted || !rejected || !unknown || !due) throw new Error('four were made')
    await store.leave(accepted, 1, { state: 'accepted', messageId: 'm' }, now)
    await store.leave(rejected, 1, { state: 'rejected', why: 'MessageRejected' }, now)
    await store.leave(unknown, 1, { state: 'unknown', why: 'TimeoutError', dueAt }, now)
    await store.leave(due, 1, { state: 'due', why: 'Throttling', dueAt }, now)
    expect(await rawItem(accepted.noticeId)).not.toHaveProperty('workPk')
    expect(await rawItem(rejected.noticeId)).not.toHaveProperty('workPk')
    for (const notice of [unknown, due])
      expect(await rawItem(notice.noticeId)).toMatchObject({ dueAt, workSk: `${dueAt}#${notice.noticeId}` })
    expect((await reread(unknown)).attempts).toBe(1)
    expect((await reread(due)).attempts, 'a refused hand-over does not count').toBe(0)
  })

  it('gives way to an event of SES that was faster', async () => {
    const notice = await leased('faster')
    await store.settleAccepted(notice.noticeId, 'from-event', now)
    expect(await store.leave(notice, 1, { state: 'unknown', why: 'x', dueAt }, now)).toBe(false)
    expect(await reread(notice)).toMatchObject({ state: 'accepted', messageId: 'from-event' })
  })
})
