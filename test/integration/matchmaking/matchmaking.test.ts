import { beforeAll, describe, expect, it } from 'vitest'
import { findPeers } from '../../../functions/matchmaking/find-peers.ts'
import type { MatchmakingParts } from '../../../functions/matchmaking/matchmaking-parts.ts'
import { showMatchmaking } from '../../../functions/matchmaking/show-matchmaking.ts'
import { httpFunction } from '../../../shared/lambda/http-function.ts'
import { matchmakingOperations as operations } from '../../../shared/matchmaking/matchmaking-operations.ts'
import { peersReader } from '../../../shared/matchmaking/peers-index.ts'
import type { Tables } from '../../../shared/table/client.ts'
import { spentIn } from '../../../shared/table/introduction-table.ts'
import { registerReader } from '../../../shared/table/register-index-table.ts'
import { ask } from '../../support/http-events.ts'
import { kranj, ohrid } from '../../support/matchmaking.ts'
import { theProgrammes } from '../../support/programmes.ts'
import { writeEntry } from '../../support/register-entries.ts'
import { aSite } from '../../support/requests.ts'
import { freshTables } from '../../support/tables.ts'

let tables: Tables
let handler: unknown
const postJson = (body: string, headers: Record<string, string> = {}) =>
  ask(handler, {
    method: 'POST',
    path: '/matchmaking',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  })

beforeAll(async () => {
  tables = await freshTables()
  const parts: MatchmakingParts = {
    site: aSite,
    peers: peersReader(registerReader(tables)),
    programmes: theProgrammes(),
    spentIn: spentIn(tables),
    now: () => '2026-11-23T12:00:00.000Z',
  }
  handler = httpFunction(aSite, [
    [operations.showMatchmaking, showMatchmaking(parts)],
    [operations.findPeers, findPeers(parts)],
  ])
  await writeEntry(tables, kranj)
})

describe('matchmaking over the tables', () => {
  it('finds whom the register holds, and at once whoever was confirmed since', async () => {
    const ask = JSON.stringify({ offer: { theme: 'waste-management' } })
    expect(JSON.parse((await postJson(ask)).body).total).toBe(0)
    await writeEntry(tables, ohrid)
    const { items } = JSON.parse((await postJson(ask)).body)
    expect(items.map(({ entryId }: { entryId: string }) => entryId)).toEqual(['ohrid'])
  })

  it('brings the two together the same from either side', async () => {
    const scoreFor = async (entry: string, item: string): Promise<number> => {
      const answer = await ask(handler, { path: `/matchmaking?entry=${entry}&item=${item}` })
      return JSON.parse(answer.body).items[0].score
    }
    const forOhrid = await scoreFor('ohrid', 'ohrid.request.waste-management')
    expect(forOhrid).toBeGreaterThan(0.75)
    expect(await scoreFor('kranj', 'kranj.offer.waste-management')).toBe(forOhrid)
  })

  it('answers bad input with a problem document that names the field', async () => {
    const answer = await postJson('{"request":{"theme":"gardening","colour":"red"}}')
    expect(answer.statusCode).toBe(422)
    expect(answer.headers?.['content-type']).toContain('application/problem+json')
    expect(JSON.parse(answer.body).errors).toEqual([
      { pointer: '/request/theme', code: 'unknown-value', detail: expect.stringMatching(/\S/) },
      { pointer: '/request/colour', code: 'unknown-field', detail: expect.stringMatching(/\S/) },
    ])
    expect((await postJson('[]')).statusCode).toBe(400)
    expect((await postJson('{')).statusCode).toBe(400)
    expect((await postJson(`{"request":{"description":"${'x'.repeat(70_000)}"}}`)).statusCode).toBe(413)
    expect((await postJson('{}', { 'content-type': 'text/plain' })).statusCode).toBe(415)
    expect((await postJson('{}', { origin: 'https://elsewhere.example' })).statusCode).toBe(403)
  })
})
