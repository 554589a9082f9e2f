import { simpleParser } from 'mailparser'
import { expect, it } from 'vitest'
import { openUnsubscribe } from '../../../functions/digests/open-unsubscribe.ts'
import { planDigests } from '../../../shared/digests/plan-digests.ts'
import { peersOf } from '../../../shared/matchmaking/peers-index.ts'
import { sendBulkNotices } from '../../../shared/notices/send-due-notices.ts'
import { sendNotice } from '../../../shared/notices/send-notice.ts'
import type { Entry } from '../../../shared/register/entry.ts'
import { digestTable, subscriptionTable } from '../../../shared/table/digest-table.ts'
import { listNames } from '../../../shared/table/keys.ts'
import { anEntry, anItem } from '../../support/builders.ts'
import { aChoice } from '../../support/consents.ts'
import { aClock, aContact, accountingMailer, aSender, putContact } from '../../support/notices.ts'
import { registerOf } from '../../support/register-entries.ts'
import { freshTables } from '../../support/tables.ts'

it('a planned digest is mailed with reasons, its one click stops the next, and no more comes', async () => {
  const tables = await freshTables()
  await putContact(tables, aContact({ language: 'ar' }))
  const zliten = anEntry({
    entryId: 'zliten',
    authority: { name: 'بلدية زليتن', country: 'LY' },
    items: [anItem({ entryId: 'zliten', direction: 'request' })],
  })
  const clock = aClock()
  const account = accountingMailer()
  const sender = aSender(tables, account.mailer, clock)
  const plan = (...entries: readonly Entry[]) =>
    planDigests({
      store: digestTable(tables),
      peers: { open: async () => peersOf(registerOf(...entries)) },
      lists: listNames,
      now: clock.now,
      pause: async () => {},
      random: () => 0,
      report: () => {},
    })
  const send = sendBulkNotices(
    {
      store: sender.store,
      send: sendNotice(sender),
      now: clock.now,
      pause: async () => {},
      report: () => {},
    },
    { perSecond: 10, mostPerRun: 100, stopAfterMs: 30_000 },
  )

  expect(await plan(zliten, anEntry())('2026-11-23T05:00:00Z')).toMatchObject({ planned: 1 })
  expect(await send()).toMatchObject({ accepted: 1 })
  const mail = await simpleParser(Buffer.from(account.accepted[0]?.raw ?? []))
  expect(mail.subject).toBe('نظير جديد لـ بلدية زليتن')
  expect(mail.text).toContain('Gemeente Utrecht')
  expect(mail.text?.match(/^- /gm)?.length).toBeGreaterThanOrEqual(2)

  const link = /<https:\/\/register\.example\.org\/mail\/unsubscribe\/([^?>]+)/
  const source = Buffer.from(account.accepted[0]?.raw ?? []).toString()
  const token = link.exec(source)?.[1]
  const store = subscriptionTable(tables)
  const { contactId } = await openUnsubscribe({ store, now: () => clock.now().toISOString() }, token)
  await store.choose(contactId, aChoice())
  expect(await plan(zliten, anEntry(), anEntry({ entryId: 'delft' }))('2026-11-30T05:00:00Z')).toEqual({
    subscribers: 0,
    planned: 0,
    nothingNew: 0,
    alreadyPlanned: 0,
  })
})
