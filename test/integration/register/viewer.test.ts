import { beforeAll, describe, expect, it } from 'vitest'
import { searchRegister } from '../../../functions/register/search-register.ts'
import { showEntry } from '../../../functions/register/show-entry.ts'
import type { Failure } from '../../../shared/failures.ts'
import type { HttpAnswer } from '../../../shared/http/request.ts'
import type { Entry } from '../../../shared/register/entry.ts'
import { viewerFrom } from '../../../shared/sessions/viewer.ts'
import type { Tables } from '../../../shared/table/client.ts'
import { searchReader } from '../../../shared/table/register-index-table.ts'
import { registerTable } from '../../../shared/table/register-table.ts'
import { sessionTable } from '../../../shared/table/session-table.ts'
import { viewerTable } from '../../../shared/table/viewer-table.ts'
import { anEntry, anItem } from '../../support/builders.ts'
import { crashing } from '../../support/crashes.ts'
import { writeEntry } from '../../support/register-entries.ts'
import { aRequest, aSite } from '../../support/requests.ts'
import { aRespondentIn, aSessionIn } from '../../support/sessions.ts'
import { freshTables } from '../../support/tables.ts'

let tables: Tables
const now = () => '2026-11-23T10:00:00.000Z'

beforeAll(async () => {
  tables = await freshTables()
  await writeEntry(
    tables,
    anEntry({
      entryId: 'sabha',
      items: [
        anItem({ entryId: 'sabha', theme: 'tourism', visibility: 'registered' }),
        anItem({ entryId: 'sabha', theme: 'fisheries', visibility: 'secretariat' }),
      ],
    }),
  )
  await writeEntry(tables, anEntry({ entryId: 'delft', items: [anItem({ entryId: 'delft' })] }))
})

/** Somebody signed in, with entries in these states. */
const respondentWith = async (...states: Entry['state'][]) => {
  const { contact } = await aRespondentIn(tables, { entries: states.map((state) => ({ state })) })
  return aSessionIn(tables, 'respondent', contact.contactId)
}
const search = (headers: Record<string, string>) =>
  searchRegister({
    site: aSite,
    register: searchReader(tables),
    viewer: viewerFrom(viewerTable(tables), now),
  })(aRequest({ headers, path: '/register' }))
const bodyOf = (answer: HttpAnswer) => JSON.parse(answer.body ?? '{}')
const themesIn = (answer: HttpAnswer): string[] =>
  bodyOf(answer).facets.theme.map(({ value }: { value: string }) => value)
const show = (headers: Record<string, string>) =>
  showEntry({ site: aSite, store: registerTable(tables), viewer: viewerFrom(viewerTable(tables), now) })(
    aRequest({ headers, parameters: { entryId: 'sabha' } }),
  ).catch((error: Failure) => error.code)

describe('what is for registered respondents', () => {
  it('shows to them, and counts, and to nobody else', async () => {
    const { headers } = await respondentWith('public')
    expect(themesIn(await search({}))).not.toContain('tourism')
    expect(await show({})).toBe('no-such-entry')
    const seen = themesIn(await search(headers))
    expect(seen).toEqual(expect.arrayContaining(['tourism', 'waste-management']))
    expect(seen).not.toContain('fisheries')
    const entry = (await show(headers)) as HttpAnswer
    expect(bodyOf(entry).items).toMatchObject([{ theme: 'tourism' }])
    expect(entry.headers?.['cache-control']).toBe('private, no-store')
    expect((await search(headers)).headers?.['cache-control']).toBe('private, no-store')
  })

  it.each([
    ['public', 2],
    ['paused', 2],
    ['hidden', 2],
    ['awaiting-review', 1],
    ['returned', 1],
  ] as const)('shows to somebody whose entry is %s: %i of 2', async (state, total) => {
    const { headers } = await respondentWith(state)
    expect(bodyOf(await search(headers)).total).toBe(total)
  })

  it('shows no more once they have signed out, or with a session of the desk', async () => {
    const signedOut = await respondentWith('public')
    const { contact } = await aRespondentIn(tables)
    const desk = await aSessionIn(tables, 'desk', contact.contactId)
    expect(bodyOf(await search(signedOut.headers)).total).toBe(2)
    await sessionTable(tables).endSession(signedOut.sessionHash)
    for (const { headers } of [signedOut, desk]) expect(bodyOf(await search(headers)).total).toBe(1)
  })

  it('costs a visitor no call to the table', async () => {
    const counted = crashing(tables, { send: () => Promise.reject(new Error('no mail here')) }, 0, 'refused')
    const viewer = viewerFrom(viewerTable(counted.tables), now)
    expect(await viewer({ headers: { cookie: 'language=ar' } })).toBe('visitor')
    expect(counted.calls()).toBe(0)
  })
})
