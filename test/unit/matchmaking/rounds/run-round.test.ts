import { describe, expect, it } from 'vitest'
import { frozenRound, roundOf } from '../../../../shared/matchmaking/rounds/freeze-round.ts'
import type { KeptRound } from '../../../../shared/matchmaking/rounds/kept-round.ts'
import { forbidden } from '../../../../shared/matchmaking/rounds/market.ts'
import type { RoundParts, RoundWork } from '../../../../shared/matchmaking/rounds/round-store.ts'
import { runRound } from '../../../../shared/matchmaking/rounds/run-round.ts'
import { shippedProgramme } from '../../../../shared/programmes/programmes.ts'
import type { Entry } from '../../../../shared/register/entry.ts'
import { registerInMemory } from '../../../../shared/register/open-register.ts'
import { anEntry, anItem } from '../../../support/builders.ts'
import { someEntries } from '../../../support/some-entries.ts'

const now = '2026-11-23T12:00:00.000Z'
const opened: KeptRound = {
  roundId: 'round-1',
  state: 'waiting',
  programme: 'cor-register',
  perRequest: 2,
  openedBy: 'officer',
  openedAt: now,
  progress: 0,
  parts: {},
  revision: 1,
}

/** A store in memory that can lose power: after so many writes each further one fails. */
const aStore = (round = opened) => {
  let row = round
  let left = Number.POSITIVE_INFINITY
  const parts = new Map<string, unknown>()
  const writes = () => {
    if (--left < 0) throw new Error('stopped')
  }
  const store: RoundWork = {
    roundById: async () => row,
    changeRound: async (before, after) => {
      writes()
      if (before.revision !== row.revision) return false
      row = after
      return true
    },
    partOf: async <P extends keyof RoundParts>(_: KeptRound, part: P) =>
      structuredClone(parts.get(part)) as RoundParts[P] | undefined,
    keepPart: async (_, part, value) => {
      writes()
      parts.set(part, structuredClone(value))
      return 1
    },
  }
  return {
    store,
    round: () => row,
    outcome: () => parts.get('outcome') as RoundParts['outcome'] | undefined,
    stopAfter: (writesLeft: number) => {
      left = writesLeft
    },
  }
}

const themes = ['waste-management', 'water-supply', 'tourism'] as const
const register = (entries: readonly Entry[]) => {
  const index = registerInMemory(entries)
  return { open: async () => index }
}
/** A clock by which every floor takes a minute, so that each is kept before the next. */
const slowClock = () => {
  let minutes = 0
  return () => 60_000 * minutes++
}
const run = (store: RoundWork, of: ReturnType<typeof register>, clock = () => 0) =>
  runRound({
    store,
    register: of,
    introductions: { introductionsOf: async () => [] },
    programmeOf: async () => shippedProgramme('cor-register'),
    now: () => now,
    clock,
  })('round-1')

describe('a round at the desk', () => {
  const entries = register(someEntries(36, 7, [...themes]))
  const grown = register([...someEntries(36, 7, [...themes]), ...someEntries(30, 8, [...themes])])

  it('is ready with its curve, and does nothing when it is called again', async () => {
    const kept = aStore()
    expect(await run(kept.store, entries)).toBe('ready')
    const outcome = kept.outcome()
    expect(outcome?.points.length).toBeGreaterThan(0)
    expect(outcome?.certificate).toBeGreaterThanOrEqual(0)
    const before = kept.round()
    expect(await run(kept.store, register([]))).toBe('ready')
    expect(kept.round()).toBe(before)
  })

  it('comes to the same wherever it was stopped and called again', async () => {
    const whole = aStore()
    await run(whole.store, entries)
    let stops = 0
    for (let writes = 0; writes < 40; writes++) {
      const kept = aStore()
      kept.stopAfter(writes)
      const first = await run(kept.store, entries, slowClock()).catch(() => 'stopped')
      if (first === 'ready') break
      stops++
      kept.stopAfter(Number.POSITIVE_INFINITY)
      // Nobody who came later takes part: the participants are frozen, once they were kept.
      expect(await run(kept.store, writes >= 3 ? grown : entries, slowClock())).toBe('ready')
      expect(kept.outcome()).toEqual(whole.outcome())
    }
    console.log(`round: stopped at ${stops} writes, the same each time`)
    expect(stops).toBeGreaterThan(5)
  })

  it('fails where its programme is gone', async () => {
    const kept = aStore()
    const work = runRound({
      store: kept.store,
      register: entries,
      introductions: { introductionsOf: async () => [] },
      programmeOf: async () => undefined,
      now: () => now,
      clock: () => 0,
    })
    expect(await work('round-1')).toBe('failed')
  })
})

describe('who takes part in a round', () => {
  const asks = (entryId: string, stated: Partial<Entry> = {}) =>
    anEntry({ entryId, items: [anItem({ entryId, direction: 'request' })], ...stated })
  const offers = (entryId: string, stated: Partial<Entry> = {}) =>
    anEntry({ entryId, items: [anItem({ entryId })], ...stated })
  const frozen = (entries: readonly Entry[]) =>
    frozenRound(registerInMemory(entries), shippedProgramme('cor-register'), now)

  it('takes an authority with several offers once, with its own capacity and its best offer for each', () => {
    const kranj = offers('kranj', {
      capacity: 1,
      items: [anItem({ entryId: 'kranj', theme: 'water-supply' }), anItem({ entryId: 'kranj' })],
    })
    const { participants, fits } = frozen([asks('ohrid'), asks('bar'), kranj])
    expect(participants.offers).toMatchObject([{ entryId: 'kranj', capacity: 1 }])
    expect(participants.offers[0]?.itemIds[fits.choices[0] ?? 0]).toBe('kranj.offer.waste-management')
    const round = roundOf(opened, participants, fits)
    expect(round.capacity).toEqual([1])
  })

  it('keeps a request that nobody could serve, and leaves out an offer that nobody could want', () => {
    const fish = offers('split', { items: [anItem({ entryId: 'split', theme: 'fisheries' })] })
    const { participants, fits } = frozen([asks('ohrid'), fish])
    expect(participants.requests).toHaveLength(1)
    expect(participants.offers).toEqual([])
    expect(fits.weights).toHaveLength(0)
  })

  it('never takes what only the secretariat may see, what is over, or who has no capacity left', () => {
    const secret = offers('utrecht', {
      items: [anItem({ entryId: 'utrecht', visibility: 'secretariat' })],
    })
    const { participants } = frozen([
      asks('ohrid'),
      secret,
      offers('spent', { capacity: 0 }),
      offers('over', { until: '2026-11-01' }),
    ])
    expect(participants.offers).toEqual([])
  })

  it('never pairs a request with a peer who is known, and leaves out who is known to all that ask', () => {
    const entries = [asks('ohrid'), asks('bar'), offers('kranj'), offers('graz')]
    const known = new Map([
      ['ohrid', new Set(['kranj', 'graz'])],
      ['bar', new Set(['graz'])],
    ])
    const { participants, fits } = frozenRound(
      registerInMemory(entries),
      shippedProgramme('cor-register'),
      now,
      known,
    )
    expect(participants.offers).toMatchObject([{ entryId: 'kranj' }])
    const paired = participants.requests.filter((_, p) => fits.weights[p] !== forbidden)
    expect(paired).toMatchObject([{ entryId: 'bar' }])
    expect(participants.requests).toHaveLength(2)
  })

  it('never pairs an authority with itself', () => {
    const both = anEntry({
      entryId: 'kranj',
      items: [anItem({ entryId: 'kranj' }), anItem({ entryId: 'kranj', direction: 'request' })],
    })
    const { fits } = frozen([both, asks('ohrid')])
    expect([...fits.weights].filter((weight) => weight === forbidden)).toHaveLength(1)
  })
})
