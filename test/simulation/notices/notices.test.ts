import { describe, expect, it } from 'vitest'
import { sendFromStream } from '../../../functions/notices/send-from-stream.ts'
import { streamFunction } from '../../../shared/lambda/stream-function.ts'
import type { MailAnswer, Mailer } from '../../../shared/notices/mailer.ts'
import { mostAttempts } from '../../../shared/notices/notice.ts'
import { type DueDeps, sendBulkNotices, sweepNotices } from '../../../shared/notices/send-due-notices.ts'
import { sendNotice } from '../../../shared/notices/send-notice.ts'
import { settleNotice } from '../../../shared/notices/settle-notice.ts'
import type { Tables } from '../../../shared/table/client.ts'
import { interleaving, randomFrom } from '../../support/interleaving.ts'
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
import { itemsOfKind } from '../../support/table-items.ts'
import { freshTables } from '../../support/tables.ts'

/** `SEED=7` replays one history, `SEEDS=10000` runs so many; a few by default. */
const only = process.env.SEED
const seeds = only ? [Number(only)] : Array.from({ length: Number(process.env.SEEDS ?? 5) }, (_, n) => n + 1)

/** One call at a time, so that the order of calls is the seed's alone. */
const pace = { perSecond: 1, mostPerRun: 20, stopAfterMs: 60 * 60_000 }

const simulate = async (seed: number) => {
  const random = randomFrom(seed)
  const oneOf = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)] as T
  const tables = await freshTables()
  const clock = aClock()
  const account = accountingMailer()
  const notices = [aConfirmation, aConfirmation, aClaim, aDigest, aDigest].map((make, at) =>
    make({ event: `event:${at}`, contactId: `person-${at}` }),
  )
  for (const notice of notices) {
    await putContact(tables, aContact({ contactId: notice.contactId }))
    await putNotice(tables, notice)
  }
  const records = notices
    .filter(({ lane }) => lane === 'prompt')
    .map((notice, at) => insertOf(notice, `${at + 1}`))

  const moody: Mailer = {
    send: async (mail): Promise<MailAnswer> => {
      const mood = random()
      if (mood < 0.1) return { kind: 'ambiguous', code: 'TimeoutError' }
      if (mood < 0.25) {
        await account.mailer.send(mail)
        return { kind: 'ambiguous', code: 'ECONNRESET' }
      }
      if (mood < 0.35) return { kind: 'throttled', code: 'Throttling' }
      if (mood < 0.4) return { kind: 'stopped', code: 'AccountSendingPausedException' }
      return account.mailer.send(mail)
    },
  }

  /** The functions of one process, whose every SDK call waits for its turn. */
  const process = (turn: <T>(call: () => Promise<T>) => Promise<T>, mailer: Mailer = moody) => {
    const client = new Proxy(tables.client, {
      get: (target, name) =>
        name === 'send'
          ? (command: Parameters<typeof target.send>[0]) => turn(() => target.send(command))
          : Reflect.get(target, name),
    })
    const own: Tables = { ...tables, client }
    const sender = aSender(own, { send: (mail) => turn(() => mailer.send(mail)) }, clock)
    const deps: DueDeps = {
      store: sender.store,
      send: sendNotice(sender),
      now: clock.now,
      pause: async () => {},
      report: () => {},
    }
    return {
      stream: (batch: typeof records) =>
        streamFunction('send-notice', sendFromStream(deps))({ Records: batch }),
      bulk: sendBulkNotices(deps, pace),
      sweep: sweepNotices(deps, pace),
      event: (noticeId: string) =>
        settleNotice(sender.store)(
          throughSns(aMailEvent(noticeId, oneOf(['Send', 'Delivery', 'DeliveryDelay']))),
        ),
    }
  }

  const world = interleaving()
  for (let steps = 0; steps < 150; steps++) {
    const choice = random()
    if (world.running() < 4 && choice < 0.25) {
      const what = oneOf(['stream', 'stream', 'bulk', 'sweep', 'event'] as const)
      world.start(async (turn) => {
        const functions = process(turn)
        if (what === 'stream') return functions.stream([oneOf(records), oneOf(records), oneOf(records)])
        if (what !== 'event') return functions[what]()
        const accepted = account.accepted.length > 0 ? oneOf(account.accepted) : undefined
        return accepted && functions.event(accepted.noticeId)
      })
    } else if (choice < 0.3) clock.passMinutes(oneOf([0.1, 1, 3, 20]))
    else if (world.running() > 0)
      await world.step(random, choice < 0.32 ? 'die-before' : choice < 0.34 ? 'die-after' : 'carry-out')
  }
  while (world.running() > 0) await world.step(random)

  // From here on all goes well: whatever is left is completed by the jobs and the events.
  const healthy = process((call) => call(), account.mailer)
  for (const minutes of [3, 20, 70, 70]) {
    clock.passMinutes(minutes)
    await healthy.sweep()
    await healthy.bulk()
  }
  for (const { noticeId } of account.accepted) await healthy.event(noticeId)

  const ends = new Map((await itemsOfKind(tables, 'notice')).map((item) => [item.noticeId as string, item]))
  let twice = 0
  let unsent = 0
  for (const { noticeId, template } of notices) {
    const end = ends.get(noticeId)
    const accepted = account.acceptedOf(noticeId)
    const story = `${template} ended ${end?.state} after ${accepted} accepted`
    expect(accepted, story).toBeLessThanOrEqual(mostAttempts(template))
    expect(end?.workPk, `${story}: nothing stays in the queue`).toBeUndefined()
    expect(end?.state, story).toBe(accepted > 0 ? 'accepted' : 'unknown')
    if (accepted === 2) twice++
    if (accepted === 0) unsent++
  }
  return { twice, unsent, accepted: account.accepted.length }
}

describe('notices, in any order of every call of every process', () => {
  it(`end well in ${seeds.length} histories`, { timeout: 60_000 + seeds.length * 20_000 }, async () => {
    const sum = { twice: 0, unsent: 0, accepted: 0 }
    for (const seed of seeds) {
      try {
        const { twice, unsent, accepted } = await simulate(seed)
        sum.twice += twice
        sum.unsent += unsent
        sum.accepted += accepted
      } catch (error) {
        console.error(
          `seed ${seed} failed; replay it: SEED=${seed} npx vitest run --project simulation test/simulation/notices`,
        )
        throw error
      }
    }
    console.info(
      `simulated ${seeds.length} histories: ${sum.accepted} mails accepted, ${sum.twice} confirmations twice, ${sum.unsent} given up in doubt`,
    )
  })
})
