import { beforeEach, describe, expect, it } from 'vitest'
import type { DeskParts } from '../../../functions/secretariat/desk-parts.ts'
import { addUser, changeRole, showUsers } from '../../../functions/secretariat/manage-users.ts'
import { showAudit, showDesk } from '../../../functions/secretariat/show-desk.ts'
import { beginDeskSignIn, endDeskSession, finishDeskSignIn } from '../../../functions/secretariat/sign-in.ts'
import type { Failure } from '../../../shared/failures.ts'
import type { HttpAnswer, HttpHandler } from '../../../shared/http/request.ts'
import type { Tables } from '../../../shared/table/client.ts'
import { atDeskAs, deskPartsOn, deskUserId } from '../../support/desk.ts'
import { aRequest } from '../../support/requests.ts'
import { itemsOfKind, putItem } from '../../support/table-items.ts'
import { freshTables } from '../../support/tables.ts'

let tables: Tables
let parts: DeskParts

beforeEach(async () => {
  tables = await freshTables()
  parts = deskPartsOn(tables)
})

const failureOf = async (work: Promise<unknown>) => {
  const outcome = await work.catch((error: Failure) => error)
  return outcome instanceof Error ? `${(outcome as Failure).kind} ${(outcome as Failure).code}` : 'none'
}
const bodyOf = (answer: HttpAnswer) => JSON.parse(answer.body ?? '{}')
const begun = { cookie: '__Host-desk-sign-in=..s.n.v' }
const finish = (given: DeskParts = parts, headers: Record<string, string> = begun) =>
  finishDeskSignIn(given)(aRequest({ wants: 'html', headers, query: { code: ['c'], state: ['s'] } }))
const sentBack = (answer: HttpAnswer) => ({ cookie: (answer.cookies?.[0] ?? '').split(';')[0] ?? '' })
const desk = (headers: Record<string, string>) => showDesk(parts)(aRequest({ headers }))
const make = (by: { headers: Record<string, string> }, address: string, role: string) =>
  changeRole(parts)(
    aRequest({ headers: by.headers, body: { role }, parameters: { userId: deskUserId(address) } }),
  )

describe('signing in at the desk', () => {
  it('begins with a cookie that only this browser brings back', async () => {
    const answer = await beginDeskSignIn(parts)(aRequest({ wants: 'html' }))
    expect(answer.headers?.location).toBe('https://issuer.example.org/?state=s')
    expect(answer.cookies).toEqual([
      '__Host-desk-sign-in=..s.n.v; Path=/; HttpOnly; Secure; SameSite=Lax; Max-Age=900',
    ])
    expect(await failureOf(finish(parts, {}))).toBe('malformed sign-in-broken')
    const inArabic = await finish(parts, { cookie: '__Host-desk-sign-in=ar..s.n.v' })
    expect(inArabic.headers?.location).toBe(`${parts.site.siteUrl}/secretariat?lang=ar`)
  })

  it('leads back to the page for which one had to sign in, and nowhere but to the desk', async () => {
    const asked = aRequest({ wants: 'html', path: '/secretariat/entries/entry-1' })
    const { location = '' } = (await showDesk(parts)(asked)).headers ?? {}
    expect(location).toBe(`${parts.site.siteUrl}/secretariat/sign-in?to=%2Fsecretariat%2Fentries%2Fentry-1`)
    const landsAt = async (to: string) => {
      const start = await beginDeskSignIn(parts)(aRequest({ wants: 'html', query: { to: [to] } }))
      return (await finish(parts, sentBack(start))).headers?.location
    }
    expect(await landsAt('/secretariat/audit?month=2026-10')).toBe(
      `${parts.site.siteUrl}/secretariat/audit?month=2026-10`,
    )
    for (const elsewhere of ['//evil.example/secretariat', 'https://evil.example', '/my'])
      expect(await landsAt(elsewhere)).toBe(`${parts.site.siteUrl}/secretariat`)
    const forged = Buffer.from('//evil.example').toString('base64url')
    expect((await finish(parts, { cookie: `__Host-desk-sign-in=.${forged}.s.n.v` })).headers?.location).toBe(
      `${parts.site.siteUrl}/secretariat`,
    )
  })

  it('makes the stage’s first administrator once, and not again after their role was taken away (deskUserById)', async () => {
    const first = await finish()
    expect(first.cookies?.[0]).toMatch(/^__Host-desk=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
    expect(bodyOf(await desk(sentBack(first)))).toMatchObject({ role: 'administrator', total: 0 })
    const second = await atDeskAs(tables, 'administrator', 'second@example.org')
    expect(bodyOf(await make(second, 'administrator@example.org', 'none'))).toMatchObject({ role: 'none' })
    expect(await failureOf(desk(sentBack(first)))).toBe('signed-out sign-in-first')
    expect(await failureOf(finish())).toBe('not-allowed no-desk-user')
    expect((await itemsOfKind(tables, 'audit')).map(({ who, outcome }) => [who, outcome])).toEqual(
      expect.arrayContaining([
        ['stage', 'administrator'],
        [second.userId, 'none'],
      ]),
    )
  })

  it('makes no first administrator any more while somebody else is one, and does when nobody is left', async () => {
    await atDeskAs(tables, 'officer')
    const other = await atDeskAs(tables, 'administrator', 'other@example.org')
    expect(await failureOf(finish())).toBe('not-allowed no-desk-user')
    expect(await itemsOfKind(tables, 'audit')).toEqual([])
    await putItem(
      tables,
      'deskUser',
      { userId: other.userId },
      { ...other, address: 'other@example.org', role: 'none', changedAt: '2026-11-21T09:00:00.000Z' },
    )
    expect(await failureOf(finish())).toBe('none')
  })

  it('is for verified addresses with a role alone', async () => {
    const as = (identity: { email: string; emailVerified?: boolean }) =>
      failureOf(finish(deskPartsOn(tables, { identity })))
    expect(await as({ email: 'administrator@example.org', emailVerified: false })).toBe(
      'not-allowed address-not-verified',
    )
    expect(await as({ email: '' })).toBe('not-allowed address-not-verified')
    expect(await as({ email: 'stranger@example.org' })).toBe('not-allowed no-desk-user')
    expect(await as({ email: ' Administrator@Example.ORG ' })).toBe('none')
  })

  it('is bound to the account that came first, until the role is taken away and given again (bindAccount)', async () => {
    const administrator = await atDeskAs(tables, 'administrator')
    await atDeskAs(tables, 'officer')
    const as = (subject: string, issuer = 'https://issuer.example.org') =>
      failureOf(finish(deskPartsOn(tables, { identity: { email: 'officer@example.org', subject, issuer } })))
    expect(await Promise.all([as('first'), as('first')])).toEqual(['none', 'none'])
    expect(await as('second')).toBe('not-allowed other-account')
    expect(await as('first', 'https://other.example.org')).toBe('not-allowed other-account')
    await make(administrator, 'officer@example.org', 'reader')
    expect(await as('second')).toBe('not-allowed other-account')
    await make(administrator, 'officer@example.org', 'none')
    await make(administrator, 'officer@example.org', 'officer')
    expect(await as('second')).toBe('none')
    expect(await as('first')).toBe('not-allowed other-account')
  })

  it('ends the session that the same browser had before, and no other', async () => {
    const [here, elsewhere] = [await finish(), await finish()].map(sentBack)
    const anew = await finish(parts, { cookie: `${begun.cookie}; ${here?.cookie}` })
    expect(await failureOf(desk(here ?? {}))).toBe('signed-out sign-in-first')
    for (const open of [sentBack(anew), elsewhere ?? {}]) expect((await desk(open)).status).toBe(200)
  })

  it('ends here or everywhere', async () => {
    const [one, two] = [await finish(), await finish()].map(sentBack)
    await endDeskSession(parts)(aRequest({ headers: one ?? {}, body: { end: 'here' } }))
    expect(await failureOf(desk(one ?? {}))).toBe('signed-out sign-in-first')
    expect((await desk(two ?? {})).status).toBe(200)
    const three = sentBack(await finish())
    await endDeskSession(parts)(aRequest({ headers: two ?? {}, body: { end: 'everywhere' } }))
    for (const each of [two, three])
      expect(await failureOf(desk(each ?? {}))).toBe('signed-out sign-in-first')
  })
})

describe('roles', () => {
  it('hold at the next request, more and less (deskUsers)', async () => {
    const administrator = await atDeskAs(tables, 'administrator')
    const officer = await atDeskAs(tables, 'officer')
    const users = (headers: Record<string, string>) => showUsers(parts)(aRequest({ headers }))
    expect(await failureOf(users(officer.headers))).toBe('not-allowed role-not-enough')
    await make(administrator, 'officer@example.org', 'administrator')
    expect(bodyOf(await users(officer.headers)).users).toHaveLength(2)
    await make(administrator, 'officer@example.org', 'reader')
    expect(await failureOf(users(officer.headers))).toBe('not-allowed role-not-enough')
    await make(administrator, 'officer@example.org', 'none')
    expect(await failureOf(desk(officer.headers))).toBe('signed-out sign-in-first')
  })

  it('that are taken away take the person off the list, and the audit says that they were removed', async () => {
    const administrator = await atDeskAs(tables, 'administrator')
    await atDeskAs(tables, 'officer')
    const page = async (show: (given: DeskParts) => HttpHandler) =>
      (await show(parts)(aRequest({ headers: administrator.headers, wants: 'html' }))).body ?? ''
    expect(await page(showUsers)).toContain('officer@example.org')
    await make(administrator, 'officer@example.org', 'none')
    expect(await page(showUsers)).not.toContain('officer@example.org')
    const users = await showUsers(parts)(aRequest({ headers: administrator.headers }))
    expect(bodyOf(users).users).toMatchObject([{ address: 'administrator@example.org' }])
    const text = (await page(showAudit)).replace(/<[^>]*>/g, '')
    expect(text).toContain('Removed officer@example.org from the desk')
    expect(text).not.toContain('No role')
    // Pressing twice does it once.
    expect(await failureOf(make(administrator, 'officer@example.org', 'none'))).toBe('none')
  })

  it('that come back bring no session back from before', async () => {
    const administrator = await atDeskAs(tables, 'administrator')
    const officer = await atDeskAs(tables, 'officer')
    expect((await desk(officer.headers)).status).toBe(200)
    await make(administrator, 'officer@example.org', 'none')
    await make(administrator, 'officer@example.org', 'officer')
    expect(await failureOf(desk(officer.headers))).toBe('signed-out sign-in-first')
    const signedInAgain = await finish(deskPartsOn(tables, { identity: { email: 'officer@example.org' } }))
    expect((await desk(sentBack(signedInAgain))).status).toBe(200)
  })

  it('are given by address to somebody who has never been here', async () => {
    const { headers } = await atDeskAs(tables, 'administrator')
    const add = (email: string, role: string) => addUser(parts)(aRequest({ headers, body: { email, role } }))
    expect(bodyOf(await add('New@example.org', 'reader'))).toMatchObject({ role: 'reader' })
    expect(await failureOf(finish(deskPartsOn(tables, { identity: { email: 'new@example.org' } })))).toBe(
      'none',
    )
    expect(await failureOf(add('nobody', 'reader'))).toBe('invalid invalid')
    expect(await failureOf(add('new@example.org', 'owner'))).toBe('invalid invalid')
  })

  it('are never one’s own to change', async () => {
    const administrator = await atDeskAs(tables, 'administrator')
    expect(await failureOf(make(administrator, 'administrator@example.org', 'none'))).toBe(
      'conflict own-role',
    )
    expect(await failureOf(make(administrator, 'nobody@example.org', 'reader'))).toBe(
      'not-found no-such-user',
    )
  })

  it('leave an administrator when two take each other’s away at once', async () => {
    for (let n = 0; n < 10; n++) {
      const a: string = `a${n}@example.org`
      const b: string = `b${n}@example.org`
      const [one, two] = [
        await atDeskAs(tables, 'administrator', a),
        await atDeskAs(tables, 'administrator', b),
      ]
      await Promise.all([failureOf(make(one, b, 'none')), failureOf(make(two, a, 'none'))])
      const left = (await parts.store.deskUsers()).filter(
        ({ address, role }) => [a, b].includes(address) && role === 'administrator',
      )
      expect(left.length).toBeGreaterThanOrEqual(1)
    }
  })

  it('are written down when they change, newest first, for administrators (auditOfMonth)', async () => {
    const administrator = await atDeskAs(tables, 'administrator')
    await atDeskAs(tables, 'officer')
    const at = (now: string) => ({ ...parts, now: () => now })
    for (const [role, now] of [
      ['reader', '2026-11-23T10:00:00.000Z'],
      ['none', '2026-11-23T10:01:00.000Z'],
    ] as const)
      await changeRole(at(now))(
        aRequest({
          headers: administrator.headers,
          body: { role },
          parameters: { userId: deskUserId('officer@example.org') },
        }),
      )
    const audit = await showAudit(parts)(aRequest({ headers: administrator.headers }))
    expect(bodyOf(audit)).toMatchObject({
      month: '2026-11',
      deeds: [
        { who: administrator.userId, what: 'set-role', outcome: 'none' },
        { who: administrator.userId, what: 'set-role', outcome: 'reader' },
      ],
    })
    expect(JSON.stringify(await itemsOfKind(tables, 'audit'))).not.toContain('@')
    const other = showAudit(parts)(
      aRequest({ headers: administrator.headers, query: { month: ['2026-13'] } }),
    )
    expect(await failureOf(other)).toBe('invalid invalid')
  })

  it('lead to what they were done to', async () => {
    const { headers } = await atDeskAs(tables, 'administrator')
    for (const [n, what] of ['publish-entry', 'accept-claim', 'introduce-peers', 'open-round'].entries()) {
      const deed = {
        auditId: `deed:${n}`,
        at: `2026-09-05T10:00:0${n}.000Z`,
        who: 'stage',
        what,
        subject: `it${n}`,
        outcome: 'any',
      }
      await putItem(tables, 'audit', { month: '2026-09', ...deed }, deed)
    }
    const page = await showAudit(parts)(aRequest({ headers, query: { month: ['2026-09'] }, wants: 'html' }))
    const paths = [...(page.body ?? '').matchAll(/\/secretariat\/\w+\/it\d/g)].map(([path]) => path)
    expect(paths).toEqual([
      '/secretariat/rounds/it3',
      '/secretariat/introductions/it2',
      '/secretariat/entries/it1',
      '/secretariat/entries/it0',
    ])
  })

  it('are shown page by page where a month is long, with the ways to the months beside it', async () => {
    const { headers } = await atDeskAs(tables, 'administrator')
    for (let n = 0; n < 205; n++) {
      const deed = {
        auditId: `deed:${n}`,
        at: `2026-10-05T10:00:00.${String(n).padStart(3, '0')}Z`,
        who: 'stage',
        what: 'set-role',
        subject: 'somebody',
        outcome: 'reader',
      }
      await putItem(tables, 'audit', { month: '2026-10', ...deed }, deed)
    }
    const show = (query: Record<string, string[]>, wants: 'html' | 'json' = 'json') =>
      showAudit(parts)(aRequest({ headers, query: { month: ['2026-10'], ...query }, wants }))
    const first = bodyOf(await show({}))
    const second = bodyOf(await show({ before: [first.next] }))
    const times = [...first.deeds, ...second.deeds].map(({ at }: { at: string }) => at)
    expect([first.deeds.length, second.deeds.length, second.next]).toEqual([200, 5, undefined])
    expect(times).toEqual([...new Set(times)].sort().reverse())
    const page = (await show({}, 'html')).body ?? ''
    expect(page).toContain('200 deeds on this page')
    expect(page).toContain(`before=${encodeURIComponent(first.next)}`)
    for (const month of ['2026-09', '2026-11']) expect(page).toContain(`/secretariat/audit?month=${month}`)
    expect((await show({ month: ['2026-11'] }, 'html')).body).not.toContain('month=2026-12')
    expect(await failureOf(show({ before: ['x'] }))).toBe('invalid invalid')
  })
})
