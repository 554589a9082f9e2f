import { TransactionCanceledException } from '@aws-sdk/client-dynamodb'
import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb'
import { describe, expect, it } from 'vitest'
import { pairOf } from '../../../shared/digests/digest-store.ts'
import { mostSuggestions, type PlanDeps, planDigests } from '../../../shared/digests/plan-digests.ts'
import { peersOf } from '../../../shared/matchmaking/peers-index.ts'
import type { Entry } from '../../../shared/register/entry.ts'
import type { Contact } from '../../../shared/survey/contact.ts'
import type { Tables } from '../../../shared/table/client.ts'
import { digestTable, subscriptionTable } from '../../../shared/table/digest-table.ts'
import { listNames, listOf } from '../../../shared/table/keys.ts'
import { anEntry, anItem } from '../../support/builders.ts'
import { aChoice } from '../../support/consents.ts'
import { crashing, crashModes } from '../../support/crashes.ts'
import { aClock, aContact, accountingMailer, putContact } from '../../support/notices.ts'
import { registerOf } from '../../support/register-entries.ts'
import { itemsOfKind } from '../../support/table-items.ts'
import { freshTables } from '../../support/tables.ts'

const monday = '2026-11-23T05:00:00Z'
const nextMonday = '2026-11-30T05:00:00Z'
const decembersFirstMonday = '2026-12-07T05:00:00Z'

const offering = (entryId: string, stated: Partial<Entry['items'][number]> = {}): Entry =>
  anEntry({ entryId, authority: { name: entryId, country: 'NL' }, items: [anItem({ entryId, ...stated })] })
const asking = (entryId: string): Entry =>
  anEntry({
    entryId,
    authority: { name: entryId, country: 'LY' },
    items: [
      anItem({ entryId, direction: 'request', description: 'We want to learn to collect household waste' }),
    ],
  })

/** Planning over entries as the register would open them. */
const aPlan = (tables: Tables, entries: () => readonly Entry[], stated: Partial<PlanDeps> = {}) =>
  planDigests({
    store: digestTable(tables),
    peers: { open: async () => peersOf(registerOf(...entries())) },
    lists: listNames,
    now: aClock().now,
    pause: async () => {},
    random: () => 0,
    report: () => {},
    ...stated,
  })

const subscriber = (contactId: string, stated: Partial<Contact> = {}): Contact =>
  aContact({ contactId, entryIds: [contactId], ...stated })

const noticesOf = async (tables: Tables) => itemsOfKind(tables, 'notice')
// biome-ignore lint/suspicious/noExplicitAny: a test reads any attribute of an item
const peersTold = (notice: Record<string, any> | undefined): string[] => {
  const suggestions: { peerEntryId: string }[] = notice?.facts.suggestions ?? []
  return suggestions.map(({ peerEntryId }) => peerEntryId)
}

describe('subscribersOf', () => {
  it('gives everybody of a frequency once, over all lists and pages, and nobody else', async () => {
    const tables = await freshTables()
    const weekly = Array.from({ length: 40 }, (_, n) => `weekly-${n}`)
    for (const contactId of weekly) await putContact(tables, subscriber(contactId))
    await putContact(tables, subscriber('monthly', { digest: 'monthly' }))
    await putContact(tables, subscriber('never', { digest: 'never' }))
    await putContact(tables, subscriber('unconfirmed', { state: 'unconfirmed' }))
    const found: string[] = []
    for (const list of listNames)
      for await (const { contactId } of digestTable(tables).subscribersOf('weekly', list))
        found.push(contactId)
    expect(found.sort()).toEqual(weekly.sort())
  })
})

describe('the digests of a week', () => {
  it('tell each person what fits, best first, once', async () => {
    const tables = await freshTables()
    await putContact(tables, subscriber('zliten'))
    const entries = [asking('zliten'), offering('utrecht'), offering('gouda', { theme: 'wastewater' })]
    const plan = aPlan(tables, () => entries)
    expect(await plan(monday)).toEqual({ subscribers: 1, planned: 1, nothingNew: 0, alreadyPlanned: 0 })
    const [notice, ...others] = await noticesOf(tables)
    expect(others).toEqual([])
    expect(notice).toMatchObject({
      lane: 'bulk',
      template: 'digest',
      state: 'due',
      contactId: 'zliten',
      language: 'en',
      facts: { frequency: 'weekly', period: '2026-W48', authority: 'zliten' },
    })
    expect(peersTold(notice)[0]).toBe('utrecht')
    expect(await plan(monday)).toEqual({ subscribers: 1, planned: 0, nothingNew: 0, alreadyPlanned: 1 })
    expect(await noticesOf(tables)).toHaveLength(1)
  })

  it('tell no pair twice to the same person: nothing new, no mail and no digest', async () => {
    const tables = await freshTables()
    await putContact(tables, subscriber('zliten'))
    await putContact(tables, subscriber('utrecht'))
    const entries = [asking('zliten'), offering('utrecht')]
    const plan = aPlan(tables, () => entries)
    expect(await plan(monday), 'both sides are told of the same pair').toMatchObject({ planned: 2 })
    const [pair] = await itemsOfKind(tables, 'pair')
    expect([...(pair?.toldTo ?? [])].sort()).toEqual(['utrecht', 'zliten'])
    expect(await plan(nextMonday)).toEqual({ subscribers: 2, planned: 0, nothingNew: 2, alreadyPlanned: 0 })
    expect(await itemsOfKind(tables, 'digest')).toHaveLength(2)

    entries.push(offering('delft'))
    expect(await plan(decembersFirstMonday)).toEqual({
      subscribers: 2,
      planned: 1,
      nothingNew: 1,
      alreadyPlanned: 0,
    })
    const newest = (await noticesOf(tables)).find(({ facts }) => facts.period === '2026-W50')
    expect(peersTold(newest)).toEqual(['delft'])
  })

  it('keep what is too much for one mail for the next', async () => {
    const tables = await freshTables()
    await putContact(tables, subscriber('zliten'))
    const peers = Array.from({ length: 15 }, (_, n) => `peer-${n}`)
    const plan = aPlan(tables, () => [asking('zliten'), ...peers.map((id) => offering(id))])
    await plan(monday)
    await plan(nextMonday)
    const told = (await noticesOf(tables)).map(peersTold).sort((a, b) => b.length - a.length)
    expect(told.map((peers) => peers.length)).toEqual([mostSuggestions, 5])
    expect(told.flat().sort()).toEqual(peers.sort())
  })

  it('merge all of a person, and never suggest one of their entries to another', async () => {
    const tables = await freshTables()
    await putContact(tables, subscriber('amina', { entryIds: ['zliten', 'zliten-port', 'not-public'] }))
    const plan = aPlan(tables, () => [
      asking('zliten'),
      offering('zliten-port'),
      offering('utrecht'),
      asking('gouda'),
    ])
    await plan(monday)
    const [notice, ...others] = await noticesOf(tables)
    expect(others).toEqual([])
    expect(peersTold(notice).sort()).toEqual(['gouda', 'utrecht'])
    expect(notice?.facts.authority).toBe('zliten · zliten-port')
  })

  it('show what respondents may see, and nothing that only the secretariat may', async () => {
    const tables = await freshTables()
    await putContact(tables, subscriber('zliten'))
    const plan = aPlan(tables, () => [
      asking('zliten'),
      offering('registered', { visibility: 'registered' }),
      offering('secret', { visibility: 'secretariat' }),
    ])
    await plan(monday)
    expect(peersTold((await noticesOf(tables))[0])).toEqual(['registered'])
  })

  it('leave alone who unsubscribed, even while the list still names them', async () => {
    const tables = await freshTables()
    const contact = subscriber('zliten')
    await putContact(tables, contact)
    const stale: PlanDeps['store'] = {
      ...digestTable(tables),
      subscribersOf: async function* (_, list) {
        if (list === '0') yield contact
      },
    }
    expect(await subscriptionTable(tables).choose('zliten', aChoice())).toBe('changed')
    const plan = aPlan(tables, () => [asking('zliten'), offering('utrecht')], { store: stale })
    expect(await plan(monday)).toMatchObject({ subscribers: 0, planned: 0 })
    expect(await noticesOf(tables)).toEqual([])
    expect(await itemsOfKind(tables, 'pair')).toEqual([])
  })

  it('are one a month for who wants them monthly, on whichever Monday something is new', async () => {
    const tables = await freshTables()
    await putContact(tables, subscriber('zliten', { digest: 'monthly' }))
    const entries = [asking('zliten')]
    const plan = aPlan(tables, () => entries)
    expect(await plan('2026-11-02T05:00:00Z')).toMatchObject({ nothingNew: 1 })
    entries.push(offering('utrecht'))
    expect(await plan('2026-11-09T05:00:00Z')).toMatchObject({ planned: 1 })
    entries.push(offering('delft'))
    expect(await plan(monday)).toMatchObject({ alreadyPlanned: 1 })
    expect(await plan(decembersFirstMonday)).toMatchObject({ planned: 1 })
    expect((await noticesOf(tables)).map(({ facts }) => facts.period).sort()).toEqual(['2026-11', '2026-12'])
  })
})

describe('pairsTold', () => {
  it('asks for any number of pairs, each from either side', async () => {
    const tables = await freshTables()
    await putContact(tables, subscriber('zliten'))
    await aPlan(tables, () => [asking('zliten'), offering('utrecht')])(monday)
    const ids = [
      pairOf('utrecht.offer.waste-management', 'zliten.request.waste-management').pairId,
      ...Array.from({ length: 230 }, (_, n) => pairOf(`a-${n}`, 'b').pairId),
    ]
    expect([...(await digestTable(tables).pairsTold('zliten', ids))]).toEqual([ids[0]])
    expect((await digestTable(tables).pairsTold('somebody', ids)).size).toBe(0)
  })
})

describe('a digest whose transaction is cancelled', () => {
  /** Tables whose first `times` transactions are cancelled with this code on the first pair. */
  const cancelling = (tables: Tables, code: string, times: number) => {
    let asked = 0
    const client = new Proxy(tables.client, {
      get: (target, name) =>
        name === 'send'
          ? async (command: Parameters<typeof target.send>[0]) => {
              if (!(command instanceof TransactWriteCommand) || ++asked > times) return target.send(command)
              throw new TransactionCanceledException({
                message: 'cancelled',
                $metadata: {},
                CancellationReasons: ['None', 'None', 'None', code].map((Code) => ({ Code })),
              })
            }
          : Reflect.get(target, name),
    })
    return { tables: { ...tables, client } satisfies Tables, asked: () => asked }
  }
  const planning = async (code: string, times: number) => {
    const tables = await freshTables()
    await putContact(tables, subscriber('zliten'))
    const cancelled = cancelling(tables, code, times)
    const paused: number[] = []
    const errors: unknown[] = []
    const plan = aPlan(cancelled.tables, () => [asking('zliten'), offering('utrecht')], {
      pause: async (ms) => {
        paused.push(ms)
      },
      random: () => 0.5,
      report: (_, error) => errors.push(error),
    })
    const counts = await plan(monday).catch(() => undefined)
    return { planned: counts?.planned, asked: cancelled.asked(), paused, errors }
  }

  it('because others write the same, or the table is busy, is decided anew after growing pauses', async () => {
    for (const code of [
      'ConditionalCheckFailed',
      'TransactionConflict',
      'ThrottlingError',
      'ProvisionedThroughputExceeded',
    ])
      expect(await planning(code, 2), code).toEqual({
        planned: 1,
        asked: 3,
        paused: [75, 150],
        errors: [],
      })
  })

  it('is left to the next fire after five tries', async () => {
    const { planned, asked, paused, errors } = await planning('TransactionConflict', 100)
    expect({ planned, asked, paused }).toEqual({ planned: undefined, asked: 5, paused: [75, 150, 300, 600] })
    expect(errors).toMatchObject([{ kind: 'unavailable' }])
  })

  it('for any other cause says so at once: no repetition heals that', async () => {
    for (const code of ['ValidationError', 'ItemCollectionSizeLimitExceeded']) {
      const { asked, paused, errors } = await planning(code, 100)
      expect({ asked, paused }, code).toEqual({ asked: 1, paused: [] })
      expect(errors, code).toMatchObject([{ name: 'TransactionCanceledException' }])
    }
  })
})

describe('what is kept of digests', () => {
  const dayOf = (ttl: number) => new Date(ttl * 1000).toISOString().slice(0, 10)

  it('is the digest for 400 days, and its pairs for three years from the last telling', async () => {
    const tables = await freshTables()
    const entries = [asking('zliten'), offering('utrecht')]
    await putContact(tables, subscriber('zliten'))
    await aPlan(tables, () => entries)(monday)
    expect((await itemsOfKind(tables, 'digest')).map(({ ttl }) => dayOf(ttl))).toEqual(['2027-12-28'])
    expect((await itemsOfKind(tables, 'pair')).map(({ ttl }) => dayOf(ttl))).toEqual(['2029-11-22'])

    await putContact(tables, subscriber('utrecht'))
    await aPlan(tables, () => entries, { now: aClock('2027-01-04T05:00:00.000Z').now })(
      '2027-01-04T05:00:00Z',
    )
    const pairs = await itemsOfKind(tables, 'pair')
    expect(pairs.map(({ ttl, toldTo }) => [dayOf(ttl), toldTo.size])).toEqual([['2030-01-03', 2]])
  })
})

describe('once a person and period', () => {
  /** Everybody has something new; the pairs are shared, so that people's transactions meet. */
  const people = ['a', 'b', 'c', 'd', 'e', 'f']
  const entries = [...people.slice(0, 3).map(asking), ...people.slice(3).map((id) => offering(id))]
  const aTown = async (of: readonly string[] = people) => {
    const tables = await freshTables()
    for (const id of of) await putContact(tables, subscriber(id))
    return tables
  }
  const plannedFor = async (tables: Tables) =>
    (await noticesOf(tables)).map(({ contactId }) => contactId as string).sort()

  it('across ten concurrent fires (digestOfPeriod)', async () => {
    const tables = await aTown()
    const fires = await Promise.allSettled(
      Array.from({ length: 10 }, () => aPlan(tables, () => entries)(monday)),
    )
    await aPlan(tables, () => entries)(monday)
    expect(await plannedFor(tables)).toEqual(people)
    const planned = fires.map((fire) => (fire.status === 'fulfilled' ? fire.value.planned : 0))
    expect(planned.reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(people.length)
    console.info(`digests: ten concurrent fires, ${people.length} of ${people.length} planned once`)
  })

  it('and across a crash at any SDK call, none skipped', { timeout: 240_000 }, async () => {
    const { mailer } = accountingMailer()
    const few = ['a', 'b', 'd']
    const lists = [...new Set(few.map(listOf))]
    const plan = (tables: Tables) => aPlan(tables, () => entries, { lists })(monday)
    const counted = crashing(await aTown(few), mailer, 0, 'refused')
    await plan(counted.tables)
    const calls = counted.calls()
    let recovered = 0
    let histories = 0
    for (const mode of crashModes)
      for (let at = 1; at <= calls; at++) {
        const tables = await aTown(few)
        await plan(crashing(tables, mailer, at, mode).tables).catch(() => {})
        await plan(tables)
        histories++
        expect(await plannedFor(tables), `${mode} ${at} of ${calls}`).toEqual(few)
        expect(await itemsOfKind(tables, 'digest')).toHaveLength(few.length)
        recovered++
      }
    expect(recovered).toBe(histories)
    console.info(`planning digests: recovered ${recovered} of ${histories} (${calls} SDK calls)`)
  })

  it("one person's trouble does not keep the others back, and the job says that it must run again", async () => {
    const tables = await aTown()
    const store = digestTable(tables)
    const failed: string[] = []
    const plan = aPlan(tables, () => entries, {
      store: {
        ...store,
        plan: async (digest) => {
          if (digest.contactId === 'c') throw new Error('broken')
          return store.plan(digest)
        },
      },
      report: (contactId) => failed.push(contactId),
    })
    await expect(plan(monday)).rejects.toMatchObject({ kind: 'unavailable' })
    expect(failed).toEqual(['c'])
    expect(await plannedFor(tables)).toEqual(people.filter((id) => id !== 'c'))
  })
})
