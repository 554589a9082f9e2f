import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expressInterest } from '../../../functions/matchmaking/express-interest.ts'
import { answerIntroduction, tellOutcome } from '../../../functions/matchmaking/my-introductions.ts'
import { decideIntroduction } from '../../../functions/secretariat/decide-introduction.ts'
import { Failure } from '../../../shared/failures.ts'
import {
  type Introduction,
  introductionIdOf,
  introductionStates,
} from '../../../shared/matchmaking/introductions/introduction.ts'
import { planFollowUps } from '../../../shared/matchmaking/introductions/plan-follow-ups.ts'
import { takeStep } from '../../../shared/matchmaking/introductions/take-step.ts'
import type { Tables } from '../../../shared/table/client.ts'
import { followUpTable } from '../../../shared/table/introduction-table.ts'
import { listNames } from '../../../shared/table/keys.ts'
import { crashing, crashModes } from '../../support/crashes.ts'
import { atDeskAs, deskPartsOn } from '../../support/desk.ts'
import {
  introducedAt,
  introductionsPartsOn,
  type Side,
  storedAfter,
  twoSidesIn,
} from '../../support/introductions.ts'
import { accountingMailer } from '../../support/notices.ts'
import { aRequest } from '../../support/requests.ts'
import { itemsOfKind } from '../../support/table-items.ts'
import { freshTables } from '../../support/tables.ts'

/** What can be tried: by whom of two who ask the same helper, or by the desk, the clock or an erasure. */
const tries = [
  'want',
  'want back',
  'take back',
  'no',
  'no back',
  'introduce',
  'close',
  'happened',
  'under way',
  'clock',
  'erase',
] as const
type Try = { readonly what: (typeof tries)[number]; readonly pair: 0 | 1; readonly together: boolean }

const aTry: fc.Arbitrary<Try> = fc.record({
  what: fc.constantFrom(...tries, 'want', 'want back', 'introduce'),
  pair: fc.constantFrom(0, 1),
  together: fc.boolean(),
})

/** Where a pair's history begins: random deeds alone seldom get as far as an introduction. */
const aBeginning = fc.constantFrom<readonly Try['what'][]>(
  [],
  ['want'],
  ['want', 'want back'],
  ['want', 'want back', 'introduce'],
  ['want', 'want back', 'introduce', 'under way'],
)

const daysLater = (days: number) => new Date(Date.parse(introducedAt) + days * 86_400_000).toISOString()

/** Two who ask, and one helper with room for one of them. */
const worldIn = async (tables: Tables) => {
  const first = await twoSidesIn(tables, { offers: { capacity: 1 } })
  const second = await twoSidesIn(tables)
  const helper = first.offers
  const officer = await atDeskAs(tables, 'officer')
  let day = 0
  const parts = introductionsPartsOn(tables, { now: () => daysLater(day) })
  const desk = deskPartsOn(tables, { now: () => daysLater(day) })
  const asking = [first.asks, second.asks] as const
  const idOf = (pair: 0 | 1) => introductionIdOf(asking[pair].entry.entryId, helper.entry.entryId)
  const want = (side: Side, peer: Side) =>
    expressInterest(parts)(
      aRequest({ headers: side.headers, body: {}, parameters: { entryId: peer.entry.entryId } }),
    )
  const say = (side: Side, pair: 0 | 1, answer: string) =>
    (answer === 'take-back' ? answerIntroduction : tellOutcome)(parts)(
      aRequest({
        headers: side.headers,
        body: { answer, ...(answer === 'no' && { reason: 'other' }) },
        parameters: { introductionId: idOf(pair) },
      }),
    )
  const decide = (pair: 0 | 1, decision: string) =>
    decideIntroduction(desk)(
      aRequest({ headers: officer.headers, body: { decision }, parameters: { introductionId: idOf(pair) } }),
    )
  const erase = async (pair: 0 | 1) => {
    const before = await desk.store.introductionById(idOf(pair))
    if (!before) return
    const by = { as: 'erasure', entryId: asking[pair].entry.entryId } as const
    await desk.store.change({
      before,
      after: takeStep(before, { deed: 'erase', by }, daysLater(day)),
      notices: [],
    })
  }
  const clock = async () => {
    day += 31
    await planFollowUps({
      store: followUpTable(tables),
      lists: listNames,
      now: () => new Date(daysLater(day)),
      report: () => {},
    })()
  }
  const carryOut = async ({ what, pair }: Try): Promise<unknown> => {
    const asks = asking[pair]
    switch (what) {
      case 'want':
        return want(asks, helper)
      case 'want back':
        return want(helper, asks)
      case 'take back':
        return say(asks, pair, 'take-back')
      case 'no':
        return say(asks, pair, 'no')
      case 'no back':
        return say(helper, pair, 'no')
      case 'happened':
        return say(asks, pair, 'happened')
      case 'under way':
        return say(helper, pair, 'under-way')
      case 'introduce':
        return decide(pair, 'introduce')
      case 'close':
        return decide(pair, 'close')
      case 'clock':
        return clock()
      case 'erase':
        return erase(pair)
    }
  }
  return { helper, idOf, carryOut, desk }
}

/** What must hold whatever happened. */
const holds = async (tables: Tables, introductions: readonly (Introduction | undefined)[], helper: Side) => {
  const notices = (await itemsOfKind(tables, 'notice')).filter(({ template }) => template === 'introduction')
  let spent = 0
  for (const introduction of introductions) {
    if (!introduction) continue
    expect(introductionStates).toContain(introduction.state)
    expect(introduction.history).toHaveLength(introduction.revision)
    const mails = notices.filter(({ facts }) => facts.introductionId === introduction.introductionId)
    expect(mails.length).toBe(introduction.introducedAt === undefined ? 0 : 2)
    expect(introduction.history.filter(({ deed }) => deed === 'introduce').length).toBeLessThanOrEqual(1)
    if (introduction.spent) spent++
  }
  const counters = (await itemsOfKind(tables, 'capacity')).filter(
    ({ entryId }) => entryId === helper.entry.entryId,
  )
  const counted = counters.reduce((sum, counter) => sum + counter.spent, 0)
  expect(counted).toBe(spent)
  for (const counter of counters) {
    expect(counter.spent).toBeGreaterThanOrEqual(0)
    expect(counter.spent).toBeLessThanOrEqual(1)
  }
}

describe('introductions in the table', () => {
  it('keep state, capacity and mails right in any order, also of two at once', {
    timeout: 240_000,
  }, async () => {
    let done = 0
    let refused = 0
    const reached = new Set<string>()
    await fc.assert(
      fc.asyncProperty(
        aBeginning,
        aBeginning,
        fc.array(aTry, { minLength: 5, maxLength: 14 }),
        async (b0, b1, rest) => {
          const tried = [
            ...b0.map((what): Try => ({ what, pair: 0, together: false })),
            ...b1.map((what): Try => ({ what, pair: 1, together: false })),
            ...rest,
          ]
          const tables = await freshTables()
          const { helper, idOf, carryOut, desk } = await worldIn(tables)
          const attempt = async (one: Try) => {
            try {
              await carryOut(one)
              done++
            } catch (error) {
              // Refused in the domain's words; anything else is a defect.
              if (!(error instanceof Failure) || error.kind === 'poison') throw error
              refused++
            }
          }
          for (let n = 0; n < tried.length; n++) {
            const [one, next] = [tried[n] as Try, tried[n + 1]]
            if (one.together && next) {
              await Promise.all([attempt(one), attempt(next)])
              n++
            } else await attempt(one)
            const introductions = await Promise.all(
              ([0, 1] as const).map((pair) => desk.store.introductionById(idOf(pair))),
            )
            await holds(tables, introductions, helper)
            for (const introduction of introductions) if (introduction) reached.add(introduction.state)
          }
        },
      ),
      { numRuns: 30 },
    )
    console.info(
      `introductions in the table: 30 histories, ${done} steps done, ${refused} refused; states reached: ${[...reached].sort().join(', ')}`,
    )
    expect(reached.size).toBeGreaterThanOrEqual(6)
  })
})

describe('a crash at any SDK call', () => {
  it('of introducing two recovers, with one introduction, two mails and its capacity', {
    timeout: 240_000,
  }, async () => {
    const tables = await freshTables()
    const officer = await atDeskAs(tables, 'officer')
    const decide = (given: Tables, introductionId: string) =>
      decideIntroduction(deskPartsOn(given))(
        aRequest({
          headers: officer.headers,
          body: { decision: 'introduce' },
          parameters: { introductionId },
        }),
      )
    const history = async (at: number, mode: (typeof crashModes)[number]) => {
      const sides = await twoSidesIn(tables, { offers: { capacity: 1 } })
      const { introductionId } = await storedAfter(tables, sides, 'both')
      const crashed = crashing(tables, accountingMailer().mailer, at, mode)
      await decide(crashed.tables, introductionId).catch(() => {})
      // The officer tries again; that it was done already is no mistake.
      await decide(tables, introductionId).catch((error: unknown) => {
        if (!(error instanceof Failure && error.kind === 'conflict')) throw error
      })
      const notices = (await itemsOfKind(tables, 'notice')).filter(
        ({ facts }) => facts.introductionId === introductionId,
      )
      const spent = (await itemsOfKind(tables, 'capacity')).find(
        ({ entryId }) => entryId === sides.offers.entry.entryId,
      )?.spent
      const audits = (await itemsOfKind(tables, 'audit')).filter(({ subject }) => subject === introductionId)
      const end = await deskPartsOn(tables).store.introductionById(introductionId)
      return {
        calls: crashed.calls(),
        end: [end?.state, notices.length, spent, audits.length],
      }
    }
    const clean = await history(0, 'refused')
    expect(clean.end).toEqual(['introduced', 2, 1, 1])
    let recovered = 0
    let histories = 0
    for (const mode of crashModes)
      for (let at = 1; at <= clean.calls; at++) {
        const { end } = await history(at, mode)
        histories++
        expect(end, `${mode} ${at} of ${clean.calls}`).toEqual(['introduced', 2, 1, 1])
        recovered++
      }
    console.info(`introducing two: recovered ${recovered} of ${histories}`)
  })

  it('of asking what came of it recovers, with one question to each', { timeout: 240_000 }, async () => {
    const history = async (at: number, mode: (typeof crashModes)[number]) => {
      const tables = await freshTables()
      const sides = await twoSidesIn(tables)
      const { introductionId } = await storedAfter(tables, sides, 'introduced')
      const crashed = crashing(tables, accountingMailer().mailer, at, mode)
      const run = (given: Tables) =>
        planFollowUps({
          store: followUpTable(given),
          lists: listNames,
          now: () => new Date(daysLater(60)),
          report: () => {},
        })()
      await run(crashed.tables).catch(() => {})
      await run(tables)
      const notices = await itemsOfKind(tables, 'notice')
      const end = await followUpTable(tables).introductionById(introductionId)
      return { calls: crashed.calls(), end: [end?.asked, notices.length] }
    }
    const clean = await history(0, 'refused')
    expect(clean.end).toEqual([1, 2])
    let recovered = 0
    for (const mode of crashModes)
      for (let at = 1; at <= clean.calls; at++) {
        expect((await history(at, mode)).end, `${mode} ${at} of ${clean.calls}`).toEqual([1, 2])
        recovered++
      }
    console.info(`asking what came of it: recovered ${recovered} of ${crashModes.length * clean.calls}`)
  })
})
