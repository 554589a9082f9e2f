import { beforeEach, describe, expect, it } from 'vitest'
import {
  openRound,
  publishRound,
  restartRound,
  showRound,
  showRounds,
} from '../../../functions/secretariat/hold-rounds.ts'
import { movePair, showMove } from '../../../functions/secretariat/move-pair.ts'
import { roundsWithWork } from '../../../infra/features/matchmaking.ts'
import { passesFilters } from '../../../infra/local/streams/filter-pattern.ts'
import type { Failure } from '../../../shared/failures.ts'
import type { HttpRequest } from '../../../shared/http/request.ts'
import { takeStep } from '../../../shared/matchmaking/introductions/take-step.ts'
import { publishRound as propose } from '../../../shared/matchmaking/rounds/publish-round.ts'
import { runRound } from '../../../shared/matchmaking/rounds/run-round.ts'
import { shippedProgramme } from '../../../shared/programmes/programmes.ts'
import { registerInMemory } from '../../../shared/register/open-register.ts'
import type { Tables } from '../../../shared/table/client.ts'
import { contactsOfEntry } from '../../../shared/table/entry-reads.ts'
import { introductionReads, introductionWrites } from '../../../shared/table/introduction-table.ts'
import { roundTable } from '../../../shared/table/round-table.ts'
import { anEntry, anItem } from '../../support/builders.ts'
import { atDeskAs, deskPartsOn } from '../../support/desk.ts'
import { aRequest } from '../../support/requests.ts'
import { itemsOfKind } from '../../support/table-items.ts'
import { freshTables } from '../../support/tables.ts'

const now = () => '2026-11-23T10:00:00.000Z'
const entries = [
  ...['ohrid', 'bar', 'shkoder'].map((entryId) =>
    anEntry({ entryId, items: [anItem({ entryId, direction: 'request' })] }),
  ),
  anEntry({ entryId: 'kranj', capacity: 1, items: [anItem({ entryId: 'kranj' })] }),
  anEntry({ entryId: 'graz', capacity: 1, items: [anItem({ entryId: 'graz' })] }),
]

let tables: Tables
let parts: ReturnType<typeof deskPartsOn>
let officer: Awaited<ReturnType<typeof atDeskAs>>

beforeEach(async () => {
  tables = await freshTables()
  parts = deskPartsOn(tables)
  officer = await atDeskAs(tables, 'officer')
})

const asOfficer = (given: Partial<HttpRequest> = {}) => aRequest({ headers: officer.headers, ...given })
const open = async () => {
  const answer = await openRound(parts)(asOfficer({ body: { programme: 'cor-register', perRequest: 1 } }))
  return JSON.parse(answer.body ?? '') as { roundId: string }
}
/** The work's first half, on a store that the test may break. */
const match = (roundId: string, store = roundTable(tables)) =>
  runRound({
    store,
    register: { open: async () => registerInMemory(entries) },
    introductions: introductionReads(tables),
    programmeOf: async ({ programme }) => shippedProgramme(programme),
    now,
    clock: () => 0,
  })(roundId)
/** What the stream would have done. */
const work = async (roundId: string) => {
  const rounds = roundTable(tables)
  await match(roundId)
  await propose({
    rounds,
    introductions: { ...introductionReads(tables), ...introductionWrites(tables) },
    contactsOfEntry: contactsOfEntry(tables),
    now,
  })(roundId)
}
const show = async (roundId: string, given: Partial<HttpRequest> = {}) =>
  showRound(parts)(asOfficer({ parameters: { roundId }, ...given }))
const data = async (roundId: string) => JSON.parse((await show(roundId)).body ?? '')
const publish = (roundId: string, floor: number) =>
  publishRound(parts)(asOfficer({ parameters: { roundId }, body: { floor } }))
const restart = (roundId: string, headers = officer.headers) =>
  Promise.resolve(restartRound(parts)(aRequest({ headers, parameters: { roundId }, body: {} })))
/** Whether the stream shows the round's row, as it was written last, to the work. */
const isShownToTheWork = async (roundId: string) => {
  const row = (await itemsOfKind(tables, 'round')).find((each) => each.roundId === roundId)
  const NewImage = { kind: { S: row?.kind }, state: { S: row?.state } }
  return passesFilters([roundsWithWork], { eventName: 'MODIFY', dynamodb: { NewImage } })
}
const codeOf = (done: Promise<unknown>) =>
  done.then(
    () => 'none',
    (error: Failure) => error.code,
  )

describe('a round at the desk', () => {
  it('roundById, rounds: is there as soon as it was opened, and written down', async () => {
    const { roundId } = await open()
    expect(await data(roundId)).toMatchObject({ state: 'waiting', points: [] })
    const list = JSON.parse((await showRounds(parts)(asOfficer())).body ?? '')
    expect(list.rounds).toMatchObject([{ roundId, programmeLabel: 'Register of peers' }])
    expect(await itemsOfKind(tables, 'audit')).toMatchObject([{ what: 'open-round', subject: roundId }])
  })

  it('partOfRound: shows who is matched with whom, and why somebody is not', async () => {
    const { roundId } = await open()
    await work(roundId)
    const shown = await data(roundId)
    expect(shown).toMatchObject({ state: 'ready', requests: 3, offers: 2, progress: 100 })
    expect(shown.chosen.pairs).toHaveLength(2)
    expect(shown.chosen.unserved).toMatchObject([
      { missing: 1, reason: 'places-taken', sentence: '3 requests compete for 2 places.' },
    ])
    const page = (await show(roundId, { wants: 'html' })).body ?? ''
    expect(page).toContain('2 pairs under this floor')
    expect(page).toContain('Propose these 2 pairs')
  })

  it('becomes proposals when it is published, each once', async () => {
    const { roundId } = await open()
    expect(await codeOf(publish(roundId, 0))).toBe('round-not-ready')
    await work(roundId)
    const [point] = (await data(roundId)).points
    expect(await codeOf(publish(roundId, point.floor + 1))).toBe('invalid')
    await publish(roundId, point.floor)
    await work(roundId)
    await work(roundId)
    expect(await data(roundId)).toMatchObject({ state: 'published', proposed: 2, known: 0 })
    const introductions = await itemsOfKind(tables, 'introduction')
    expect(introductions).toHaveLength(2)
    for (const each of introductions)
      expect(each).toMatchObject({ state: 'proposed', history: [{ by: { as: 'round', roundId } }] })
    expect(await codeOf(publish(roundId, point.floor))).toBe('round-not-ready')
  })

  it('shows what a change by hand would bring, makes it, and proposes what was changed', async () => {
    const { roundId } = await open()
    await work(roundId)
    const point = (await data(roundId)).points.at(-1)
    const { pairs, unserved } = (await data(roundId)).chosen
    const [left] = unserved
    const taken = pairs.find(({ offer }: { offer: string }) => offer.startsWith('kranj'))
    const move = (body: Record<string, unknown>) =>
      movePair(parts)(asOfficer({ parameters: { roundId }, body: { floor: point.floor, ...body } }))
    const look = async (query: Record<string, string>, wants: 'json' | 'html' = 'json') => {
      const asked = Object.entries({ floor: `${point.floor}`, ...query }).map(([name, value]) => [
        name,
        [value],
      ])
      return (
        (
          await showMove(parts)(
            asOfficer({ parameters: { roundId }, query: Object.fromEntries(asked), wants }),
          )
        ).body ?? ''
      )
    }
    const full = JSON.parse(await look({ request: left.request, to: 'kranj' })).effect
    expect(full).toMatchObject({ possible: false, objections: [{ reason: 'offer-full' }] })
    expect(full.objections[0].sentence).toContain(taken.requestAuthority)
    expect(await codeOf(Promise.resolve(move({ request: left.request, to: 'kranj' })))).toBe(
      'move-not-possible',
    )
    expect(await codeOf(Promise.resolve(move({ request: left.request, to: 'nobody' })))).toBe('invalid')

    await move({ request: taken.request, from: 'kranj' })
    expect(await look({ request: left.request, to: 'kranj' }, 'html')).toContain('Change it')
    await move({ request: left.request, to: 'kranj' })
    const moved = (await data(roundId)).chosen
    expect(moved).toMatchObject({ moved: 2, unserved: [{ request: taken.request }] })
    expect(moved.pairs).toContainEqual(expect.objectContaining({ request: left.request, offer: taken.offer }))
    expect((await show(roundId, { wants: 'html' })).body).toContain('2 changes were made by hand')

    await publish(roundId, point.floor)
    await work(roundId)
    const about = (await itemsOfKind(tables, 'introduction')).flatMap((each) => each.about)
    expect(about).toContainEqual({ request: left.request, offer: taken.offer })
    expect(await codeOf(Promise.resolve(move({ request: left.request, from: 'kranj' })))).toBe(
      'round-not-ready',
    )
    expect((await itemsOfKind(tables, 'audit')).filter(({ what }) => what === 'move-pair')).toHaveLength(2)
  })

  it('pairs nobody who said no, was introduced or is asked already, and serves the request elsewhere', async () => {
    const { roundId: first } = await open()
    await work(first)
    await publish(first, 0)
    await work(first)
    const proposed = (await itemsOfKind(tables, 'introduction')).map(({ introductionId }) => introductionId)
    expect(proposed).toHaveLength(2)
    const { change, introductionById } = { ...introductionReads(tables), ...introductionWrites(tables) }
    const before = await introductionById(String(proposed[0]))
    if (!before) throw new Error('the round proposed nothing')
    const by = { as: 'side', entryId: before.entryIds[0] } as const
    const after = takeStep(before, { deed: 'decline', by, reason: 'no-time' }, now())
    expect(await change({ before, after, notices: [] })).toBe('written')

    const { roundId } = await open()
    await work(roundId)
    await publish(roundId, 0)
    await work(roundId)
    expect(await data(roundId)).toMatchObject({ state: 'published', proposed: 2, known: 0 })
    expect(await itemsOfKind(tables, 'introduction')).toHaveLength(4)
  })

  it('is started again where its stream record was lost, before it began and while it was matched', async () => {
    const { roundId } = await open()
    expect((await show(roundId, { wants: 'html' })).body).toContain('Start again')
    expect((await restart(roundId)).status).toBe(202)
    expect(await isShownToTheWork(roundId)).toBe(true)

    const stops = {
      ...roundTable(tables),
      changeRound: async (...change: Parameters<ReturnType<typeof roundTable>['changeRound']>) => {
        if (change[1].state === 'ready') throw new Error('stopped')
        return roundTable(tables).changeRound(...change)
      },
    }
    await expect(match(roundId, stops)).rejects.toThrow('stopped')
    expect(await data(roundId)).toMatchObject({ state: 'running', requests: 3, offers: 2 })
    expect(await isShownToTheWork(roundId)).toBe(false)
    await restart(roundId)
    expect(await isShownToTheWork(roundId)).toBe(true)
    expect(await data(roundId)).toMatchObject({ state: 'waiting', requests: 3, offers: 2 })
    await work(roundId)
    expect(await data(roundId)).toMatchObject({ state: 'ready', progress: 100 })
    expect((await show(roundId, { wants: 'html' })).body).not.toContain('Start again')
    expect(await codeOf(restart(roundId))).toBe('round-not-at-work')
    expect((await itemsOfKind(tables, 'audit')).filter(({ what }) => what === 'restart-round')).toHaveLength(
      2,
    )
  })

  it('is started again on its way to proposals, and by officers alone', async () => {
    const { roundId } = await open()
    await work(roundId)
    await publish(roundId, (await data(roundId)).points[0].floor)
    const reader = await atDeskAs(tables, 'reader')
    expect(await codeOf(restart(roundId, reader.headers))).toBe('role-not-enough')
    await restart(roundId)
    expect(await isShownToTheWork(roundId)).toBe(true)
    await work(roundId)
    expect(await data(roundId)).toMatchObject({ state: 'published', proposed: 2 })
  })

  it('stops a run that still works when it is started again, and comes to the same', async () => {
    const { roundId } = await open()
    const meanwhile = {
      ...roundTable(tables),
      keepPart: async (...part: Parameters<ReturnType<typeof roundTable>['keepPart']>) => {
        if (part[1] === 'outcome') await restart(roundId)
        return roundTable(tables).keepPart(...part)
      },
    }
    await expect(match(roundId, meanwhile)).rejects.toThrow('another run works on this round')
    await work(roundId)
    expect(await data(roundId)).toMatchObject({ state: 'ready', points: [{ pairs: 2 }, { pairs: 2 }] })
  })

  it('says at the field what is wrong with a form, and keeps what was chosen', async () => {
    const answer = await openRound(parts)(
      asOfficer({ wants: 'html', sentAs: 'form', method: 'POST', body: { perRequest: '2' } }),
    )
    expect(answer.status).toBe(422)
    expect(answer.body).toContain('value="2" selected')
  })

  it('is for officers to open, for readers to see', async () => {
    const reader = await atDeskAs(tables, 'reader')
    const body = { programme: 'cor-register', perRequest: 1 }
    expect(await codeOf(Promise.resolve(openRound(parts)(aRequest({ headers: reader.headers, body }))))).toBe(
      'role-not-enough',
    )
    expect((await showRounds(parts)(aRequest({ headers: reader.headers }))).status).toBe(200)
  })
})
