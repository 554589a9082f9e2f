import { describe, expect, it } from 'vitest'
import { sendFromStream } from '../../../functions/notices/send-from-stream.ts'
import { streamFunction } from '../../../shared/lambda/stream-function.ts'
import { mostAttempts, type Notice } from '../../../shared/notices/notice.ts'
import { type DueDeps, sendBulkNotices, sweepNotices } from '../../../shared/notices/send-due-notices.ts'
import { sendNotice } from '../../../shared/notices/send-notice.ts'
import { settleNotice } from '../../../shared/notices/settle-notice.ts'
import type { Tables } from '../../../shared/table/client.ts'
import { type CrashMode, crashing, crashModes } from '../../support/crashes.ts'
import { aMailEvent, throughSns } from '../../support/mail-events.ts'
import {
  aClaim,
  aClock,
  aConfirmation,
  aContact,
  accountingMailer,
  aDigest,
  aSender,
  insertOf,
  putContact,
  putNotice,
} from '../../support/notices.ts'
import { freshTables } from '../../support/tables.ts'

const pace = { perSecond: 10, mostPerRun: 100, stopAfterMs: 30_000 }

/** One notice whose first sender meets a crash; then everything that the system does by itself, in its time. */
const historyOf = async (
  tables: Tables,
  notice: Notice,
  crash: { at: number; mode: CrashMode } | undefined,
  eventsArrive: boolean,
) => {
  await putContact(tables, aContact({ contactId: notice.contactId }))
  await putNotice(tables, notice)
  const clock = aClock()
  const account = accountingMailer()

  const sending = (tables: Tables, mailer = account.mailer) => {
    const sender = aSender(tables, mailer, clock)
    const deps: DueDeps = {
      store: sender.store,
      send: sendNotice(sender),
      now: clock.now,
      pause: async () => {},
      report: () => {},
    }
    return {
      store: sender.store,
      byStream: () => streamFunction('send-notice', sendFromStream(deps))({ Records: [insertOf(notice)] }),
      byBulk: sendBulkNotices(deps, pace),
      bySweep: sweepNotices(deps, pace),
    }
  }
  const first = crashing(tables, account.mailer, crash?.at ?? 0, crash?.mode ?? 'refused')
  const crashed = sending(first.tables, first.mailer)
  if (notice.lane === 'prompt') await crashed.byStream()
  else await crashed.byBulk().catch(() => {})

  const healthy = sending(tables)
  const settleAll = async () => {
    if (!eventsArrive) return
    for (const mail of account.accepted)
      await settleNotice(healthy.store)(throughSns(aMailEvent(mail.noticeId, 'Delivery')))
  }
  // Lambda's retry, the events, and the jobs for as long as anything can be left to do.
  if (notice.lane === 'prompt') await healthy.byStream()
  await settleAll()
  for (const minutes of [3, 3, 70]) {
    clock.passMinutes(minutes)
    await (notice.lane === 'prompt' ? healthy.bySweep() : healthy.byBulk())
    await settleAll()
  }
  const end = await healthy.store.noticeById(notice.noticeId)
  const left = await healthy.store.dueNotices(notice.lane, '2030-01-01T00:00:00.000Z', 100)
  return { calls: first.calls(), accepted: account.accepted.length, state: end?.state, left: left.length }
}

describe('a crash at any SDK call of sending', () => {
  for (const [what, make] of [
    ['a confirmation', aConfirmation],
    ['a claim', aClaim],
    ['a digest', aDigest],
  ] as const)
    it(`recovers ${what}, with no mail too many`, { timeout: 240_000 }, async () => {
      const tables = await freshTables()
      let made = 0
      const next = () => make({ event: `event:${made}`, contactId: `person-${made++}` })
      const clean = await historyOf(tables, next(), undefined, false)
      expect(clean).toMatchObject({ accepted: 1, state: 'accepted', left: 0 })

      let histories = 0
      let recovered = 0
      let twice = 0
      const unsent: string[] = []
      for (const eventsArrive of [true, false])
        for (const mode of crashModes)
          for (let at = 1; at <= clean.calls; at++) {
            const notice = next()
            const end = await historyOf(tables, notice, { at, mode }, eventsArrive)
            histories++
            const where = `${mode} ${at} of ${clean.calls}`
            expect(end.accepted, where).toBeLessThanOrEqual(mostAttempts(notice.template))
            expect(end.left, `${where}: nothing stays in the queue`).toBe(0)
            if (end.accepted === 2) twice++
            if (end.accepted === 0) unsent.push(where)
            if (eventsArrive && end.accepted > 0) expect(end.state, where).toBe('accepted')
            if (end.state === 'accepted' || end.state === 'unknown') recovered++
          }
      // The one place where a mail that must not go twice may not go at all: the process ended, or the answer
      // was lost, between its lease and SES, and nobody can tell that from after SES.
      const mayBeUnsent =
        make === aConfirmation ? [] : unsent.filter((where) => /dies-after|dies-before|refused/.test(where))
      expect(unsent).toEqual(mayBeUnsent)
      expect(unsent.length).toBeLessThanOrEqual(6)
      expect(recovered).toBe(histories)
      console.info(
        `sending ${what}: recovered ${recovered} of ${histories}; accepted twice: ${twice}; given up unsent: ${unsent.length} (${[...new Set(unsent)].join(', ')})`,
      )
    })
})
