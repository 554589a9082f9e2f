import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  arrows,
  type ConditionName,
  conditions,
  deeds,
} from '../../../../shared/matchmaking/introductions/arrows.ts'
import { introductionStates } from '../../../../shared/matchmaking/introductions/introduction.ts'
import {
  type Deed,
  introductionDays,
  takeStep,
} from '../../../../shared/matchmaking/introductions/take-step.ts'
import { afterDeeds, introducedAt } from '../../../support/introductions.ts'

const a = { as: 'side', entryId: 'a', contactId: 'anna' } as const
const b = { as: 'side', entryId: 'b', contactId: 'boris' } as const
const officer = { as: 'officer', userId: 'olga' } as const
const clock = { as: 'clock' } as const
const about = { request: 'a.request.waste-management', offer: 'b.offer.waste-management' }
const both: readonly Deed[] = [
  { deed: 'want', by: a, about },
  { deed: 'want', by: b, about },
]
const introduced: readonly Deed[] = [...both, { deed: 'introduce', by: officer }]
const done = (...some: readonly Deed[]) => afterDeeds('a', 'b', some)
const daysLater = (days: number) => new Date(Date.parse(introducedAt) + days * 86_400_000).toISOString()

describe('the state machine of introductions', () => {
  it('reaches every state, uses every deed and condition, and leads nowhere twice', () => {
    expect(new Set(arrows.flatMap(({ from, to }) => [from, to]))).toEqual(new Set(introductionStates))
    expect(new Set(arrows.map(({ deed }) => deed))).toEqual(new Set(deeds))
    const used = new Set(arrows.flatMap(({ when }) => when ?? []))
    const idle = (Object.keys(conditions) as ConditionName[]).filter((name) => !used.has(name))
    expect(idle).toEqual([])
    for (const { deed, from, by } of arrows)
      for (const as of by) {
        const alike = arrows.filter(
          (arrow) => arrow.deed === deed && arrow.from === from && arrow.by.includes(as),
        )
        // More than one way only where conditions tell them apart.
        if (alike.length > 1)
          expect(
            alike.every(({ when }) => when),
            `${deed} from ${from} by ${as}`,
          ).toBe(true)
      }
  })

  it('introduces only by a person at the desk, and only what both want', () => {
    expect(arrows.filter(({ to, from }) => to === 'introduced' && from !== 'introduced')).toMatchObject([
      { by: ['officer'], when: 'both-want' },
      { by: ['officer'], when: 'both-want' },
    ])
    expect(() => done({ deed: 'want', by: a }, { deed: 'introduce', by: officer })).toThrow(
      'introduction-elsewhere',
    )
    expect(done(...introduced).state).toBe('introduced')
  })

  it('asks after 60 days and once more, and lapses when both are silent', () => {
    let now = introducedAt
    let one = done(...introduced)
    const days: number[] = []
    while (one.dueAt !== undefined) {
      days.push((Date.parse(one.dueAt) - Date.parse(introducedAt)) / 86_400_000)
      now = one.dueAt
      one = takeStep(one, { deed: one.asked < 2 ? 'ask' : 'lapse', by: clock }, now)
    }
    expect(days).toEqual([60, 90, 120])
    expect(one).toMatchObject({ state: 'lapsed', asked: 2 })
  })

  it('asks once more at least when somebody says that it is under way', () => {
    const asked = takeStep(
      takeStep(done(...introduced), { deed: 'ask', by: clock }, daysLater(60)),
      { deed: 'ask', by: clock },
      daysLater(90),
    )
    const going = takeStep(asked, { deed: 'begin', by: a }, daysLater(100))
    expect(going).toMatchObject({ state: 'under-way', asked: 1, dueAt: daysLater(160) })
  })

  it('lapses a wish that nobody shares after half a year, but nothing that waits for the desk', () => {
    const one = done({ deed: 'want', by: a })
    expect(one.dueAt).toBe(daysLater(introductionDays.wanted))
    expect(takeStep(one, { deed: 'lapse', by: clock }, daysLater(182))).toMatchObject({
      state: 'lapsed',
      wishes: {},
    })
    expect(done(...both).dueAt).toBeUndefined()
    expect(() => takeStep(done(...both), { deed: 'lapse', by: clock }, daysLater(400))).toThrow()
  })

  it('gives capacity back when nothing happened, and keeps it spent once something is under way', () => {
    expect(done(...introduced).spent).toEqual({ year: '2026', entryIds: ['b'] })
    const no = { deed: 'decline', by: a, reason: 'no-time' } as const
    expect(done(...introduced, no).spent).toBeUndefined()
    expect(done(...introduced, { deed: 'begin', by: b }, no).spent).toBeDefined()
  })

  it('respects a no: only who said it can want it again, and never after an introduction', () => {
    const no = { deed: 'decline', by: b, reason: 'other-topic' } as const
    const declined = done({ deed: 'want', by: a }, no)
    expect(declined).toMatchObject({
      state: 'declined',
      declined: { entryId: 'b', reason: 'other-topic' },
      wishes: {},
    })
    expect(() => takeStep(declined, { deed: 'want', by: a }, introducedAt)).toThrow()
    expect(takeStep(declined, { deed: 'want', by: b }, introducedAt).state).toBe('wanted')
    expect(() => done(...introduced, no, { deed: 'want', by: b })).toThrow()
  })

  it('forgets an erased side’s words and people, keeps what happened, and goes no further', () => {
    const before = done({ deed: 'want', by: a, hope: 'canary words' }, { deed: 'want', by: b, hope: 'of b' })
    const erased = takeStep(before, { deed: 'erase', by: { as: 'erasure', entryId: 'a' } }, introducedAt)
    expect(JSON.stringify(erased)).not.toMatch(/canary|anna/)
    expect(erased.state).toBe('lapsed')
    for (const deed of ['want', 'propose', 'introduce'] as const)
      for (const by of [a, b, officer])
        expect(() => takeStep(erased, { deed, by } as Deed, introducedAt), deed).toThrow()
  })
})

const anyDeed: fc.Arbitrary<Deed> = fc.oneof(
  ...[a, b].flatMap((by) => [
    fc.constant<Deed>({ deed: 'want', by, about, hope: `hope of ${by.entryId}` }),
    fc.constant<Deed>({ deed: 'withdraw', by }),
    fc.constant<Deed>({ deed: 'decline', by, reason: 'other' }),
    fc.constant<Deed>({ deed: 'begin', by }),
    fc.constant<Deed>({ deed: 'complete', by, outcome: { useful: 'very', line: `line of ${by.entryId}` } }),
    fc.constant<Deed>({ deed: 'erase', by: { as: 'erasure', entryId: by.entryId } }),
  ]),
  fc.constant<Deed>({ deed: 'propose', by: officer, about }),
  fc.constant<Deed>({ deed: 'introduce', by: officer }),
  fc.constant<Deed>({ deed: 'lapse', by: officer }),
  fc.constant<Deed>({ deed: 'ask', by: clock }),
  fc.constant<Deed>({ deed: 'lapse', by: clock }),
)

describe('any order of deeds', () => {
  it('never reaches an invalid state, loses capacity or introduces a second time', () => {
    const runs = 20_000
    const reached = new Set<string>()
    fc.assert(
      fc.property(fc.array(anyDeed, { maxLength: 24 }), (tried) => {
        let one = afterDeeds('a', 'b', [])
        let introductions = 0
        let balance = 0
        tried.forEach((deed, n) => {
          const before = one
          try {
            one = takeStep(one, deed, daysLater(n))
          } catch {
            // Refused: nothing changed.
            return
          }
          if (one.state === 'introduced' && before.state !== 'introduced') introductions++
          if (one.spent && !before.spent) balance++
          if (!one.spent && before.spent) balance--
          reached.add(one.state)

          expect(one.revision).toBe(before.revision + 1)
          expect(one.history).toHaveLength(one.revision)
          expect(introductions).toBeLessThanOrEqual(1)
          expect(introductions === 1).toBe(one.introducedAt !== undefined)
          expect(balance).toBe(one.spent ? 1 : 0)
          // Nothing is introduced, under way or completed that not both wanted and a person confirmed.
          if (['introduced', 'under-way', 'completed'].includes(one.state)) {
            expect(Object.keys(one.wishes).sort()).toEqual(['a', 'b'])
            expect(one.history.some((step) => step.deed === 'introduce' && step.by.as === 'officer')).toBe(
              true,
            )
          }
          if (one.state === 'introduced' || one.state === 'completed') expect(one.spent).toBeDefined()
          // The clock looks again at all that only it could end.
          const waits = ['introduced', 'under-way'].includes(one.state)
          if (waits) expect(one.dueAt).toBeDefined()
          if (['suggested', 'completed', 'declined', 'lapsed'].includes(one.state))
            expect(one.dueAt).toBeUndefined()
          for (const entryId of one.erased) {
            expect(JSON.stringify(one)).not.toContain(`of ${entryId}`)
            expect(JSON.stringify(one)).not.toContain(entryId === 'a' ? 'anna' : 'boris')
          }
        })
      }),
      { numRuns: runs },
    )
    console.info(
      `introductions: ${runs} random histories, ${reached.size} of ${introductionStates.length} states reached`,
    )
    expect(reached.size).toBe(introductionStates.length)
  })
})
