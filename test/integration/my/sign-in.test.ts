import { beforeAll, describe, expect, it } from 'vitest'
import { askSignInLink } from '../../../functions/my/ask-sign-in-link.ts'
import { endSession } from '../../../functions/my/end-session.ts'
import type { MyParts } from '../../../functions/my/my-parts.ts'
import { showMy } from '../../../functions/my/show-my.ts'
import { showSignInLink, signIn } from '../../../functions/my/sign-in.ts'
import type { Failure } from '../../../shared/failures.ts'
import type { HttpAnswer, HttpRequest } from '../../../shared/http/request.ts'
import { hashOfToken, randomToken } from '../../../shared/notices/token.ts'
import { openSession } from '../../../shared/sessions/open-session.ts'
import { sessionKinds } from '../../../shared/sessions/session.ts'
import { addressHash } from '../../../shared/survey/address-hash.ts'
import { mostMailsADay } from '../../../shared/survey/submission.ts'
import type { Tables } from '../../../shared/table/client.ts'
import { myTable } from '../../../shared/table/my-table.ts'
import { surveyTable } from '../../../shared/table/survey-table.ts'
import { type CrashMode, crashing, crashModes } from '../../support/crashes.ts'
import { aRequest, aSite } from '../../support/requests.ts'
import { aRespondentIn, aSessionIn, aSignInLink, myPartsOn } from '../../support/sessions.ts'
import { itemsOfKind } from '../../support/table-items.ts'
import { freshTables } from '../../support/tables.ts'

let tables: Tables
let parts: MyParts

beforeAll(async () => {
  tables = await freshTables()
  parts = myPartsOn(tables)
})

const failureOf = async (work: Promise<unknown>) => {
  const outcome = await work.catch((error: Failure) => error)
  return outcome instanceof Error ? `${(outcome as Failure).kind} ${(outcome as Failure).code}` : 'none'
}
const at = (now: string) => ({ ...parts, now: () => now })
const ask = (email: string, now = parts.now()) => askSignInLink(at(now))(aRequest({ body: { email } }))
const press = (token: string, given: MyParts = parts) =>
  signIn(given)(aRequest({ body: {}, parameters: { token } }))
/** The cookie that an answer sets, as a browser sends it back. */
const sentBack = (answer: HttpAnswer): Record<string, string> => ({
  cookie: answer.cookies?.map((each) => each.split(';')[0]).join('; ') ?? '',
})
const my = (headers: Record<string, string>, now = parts.now()) => showMy(at(now))(aRequest({ headers }))
const noticesTo = async (contactId: string) =>
  (await itemsOfKind(tables, 'notice')).filter((notice) => notice.contactId === contactId)
const hash = (email: string) => addressHash('test key', email)

describe('asking for a link to sign in', () => {
  it('is answered and carried out alike for known and unknown addresses', async () => {
    const { contact } = await aRespondentIn(tables)
    const [known, unknown] = [await ask(contact.address), await ask('nobody@example.org')]
    expect(known).toEqual(unknown)
    expect(known.status).toBe(202)
    const shape = (notice: Record<string, unknown> | undefined) => Object.keys(notice ?? {}).sort()
    const [forKnown] = await noticesTo(contact.contactId)
    const [forUnknown] = await noticesTo(hash('nobody@example.org'))
    expect(shape(forKnown)).toEqual(shape(forUnknown))
    expect(forKnown).toMatchObject({ template: 'sign-in', state: 'due', lane: 'prompt' })
  })

  it('looks at nothing before it writes: one call to the table, for anybody', async () => {
    const { contact } = await aRespondentIn(tables)
    for (const email of [contact.address, 'somebody-else@example.org']) {
      const counted = crashing(
        tables,
        { send: () => Promise.reject(new Error('no mail here')) },
        0,
        'refused',
      )
      await askSignInLink(myPartsOn(counted.tables))(aRequest({ body: { email } }))
      expect(counted.calls()).toBe(1)
    }
  })

  it('twice in a minute makes one mail, in the next minute another', async () => {
    for (const second of ['00', '59', '60'])
      await ask(
        'twice@example.org',
        new Date(Date.parse('2026-11-23T10:00:00Z') + Number(second) * 1000).toISOString(),
      )
    expect(await noticesTo(hash('twice@example.org'))).toHaveLength(2)
  })

  it('is limited by the mails that an address gets in a day', async () => {
    const minute = (n: number) =>
      `2026-11-23T1${Math.floor(n / 60)}:${String(n % 60).padStart(2, '0')}:00.000Z`
    for (let n = 0; n < mostMailsADay; n++)
      expect((await ask('flooded@example.org', minute(n))).status).toBe(202)
    expect(await failureOf(ask('flooded@example.org', minute(30)))).toBe('too-many too-many-links')
    expect((await ask('flooded@example.org', '2026-11-24T00:00:00.000Z')).status).toBe(202)
    expect(await noticesTo(hash('flooded@example.org'))).toHaveLength(mostMailsADay + 1)
  })

  it('goes on for somebody in whose name a stranger answered as often as is let through', async () => {
    const email = 'answered-for@example.org'
    const now = '2026-11-23T10:00:00.000Z'
    for (let n = 0; n < mostMailsADay; n++) await surveyTable(tables).askLink(hash(email), now, undefined)
    expect((await ask(email, now)).status).toBe(202)
    expect(await noticesTo(hash(email))).toHaveLength(1)
  })

  it('counts a link asked for twice in a minute once', async () => {
    const email = 'impatient@example.org'
    for (let n = 0; n <= mostMailsADay; n++)
      expect((await ask(email, '2026-11-23T10:00:00.000Z')).status).toBe(202)
    expect((await ask(email, '2026-11-23T10:01:00.000Z')).status).toBe(202)
  })

  it('keeps where one was, and nothing else that came as such', async () => {
    const from = async (email: string, to: string) => {
      await askSignInLink(parts)(aRequest({ body: { email }, query: { to: [to] } }))
      return (await noticesTo(hash(email)))[0]?.facts
    }
    expect(await from('was-there@example.org', '/register/entry-1')).toEqual({ wayBack: '/register/entry-1' })
    expect(await from('was-elsewhere@example.org', '//evil.example')).toEqual({})
  })

  it('gives a form back with what was typed and the message at the field', async () => {
    const answer = await askSignInLink(parts)(
      aRequest({ body: { email: 'no-address' }, sentAs: 'form', wants: 'html' }),
    )
    expect(answer.status).toBe(422)
    expect(answer.body).toContain('value="no-address"')
    expect(answer.body).toMatch(/id="email-failure"[^>]*>[^<]*This is not a mail address/)
  })
})

describe('a link to sign in', () => {
  it('signs nobody in when it is only opened, however often, and is not used up by it', async () => {
    const { contact } = await aRespondentIn(tables)
    const token = await aSignInLink(tables, contact.contactId)
    for (let n = 0; n < 3; n++) {
      const page = await showSignInLink(parts)(aRequest({ parameters: { token }, wants: 'html' }))
      expect(page.status).toBe(200)
      expect(page.cookies).toBeUndefined()
    }
    expect((await press(token)).status).toBe(200)
  })

  it('begins a session, of which the table knows neither the id nor the token (sessionByHash)', async () => {
    const { contact, entries } = await aRespondentIn(tables)
    const token = await aSignInLink(tables, contact.contactId)
    const answer = await press(token)
    const [set = ''] = answer.cookies ?? []
    expect(set).toMatch(/^__Host-my=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax; Max-Age=2592000$/)
    const id = /=([\w-]+)/.exec(set)?.[1] ?? ''
    const stored = (await itemsOfKind(tables, 'session')).filter((s) => s.holderId === contact.contactId)
    expect(stored).toMatchObject([{ sessionHash: hashOfToken(id), kindOfSession: 'respondent' }])
    expect(stored[0]?.ttl).toBe(Date.parse('2026-12-23T10:00:00Z') / 1000)
    for (const secret of [id, token])
      expect(JSON.stringify([...stored, ...(await itemsOfKind(tables, 'token'))])).not.toContain(secret)
    const page = JSON.parse((await my(sentBack(answer))).body ?? '') as Record<string, unknown>
    expect(page).toMatchObject({ address: contact.address, entries: [{ entryId: entries[0]?.entryId }] })
  })

  it('ends the session that the same browser had before, and no other', async () => {
    const { contact } = await aRespondentIn(tables)
    const [here, elsewhere] = [
      await aSessionIn(tables, 'respondent', contact.contactId),
      await aSessionIn(tables, 'respondent', contact.contactId),
    ]
    const token = await aSignInLink(tables, contact.contactId)
    const answer = await signIn(parts)(aRequest({ body: {}, parameters: { token }, headers: here.headers }))
    expect(await failureOf(my(here.headers))).toBe('signed-out sign-in-first')
    expect((await my(sentBack(answer))).status).toBe(200)
    expect((await my(elsewhere.headers)).status).toBe(200)
  })

  it('works once, for an hour; a forged one is unknown', async () => {
    const { contact } = await aRespondentIn(tables)
    const token = await aSignInLink(tables, contact.contactId)
    await press(token)
    expect(await failureOf(press(token))).toBe('gone used-sign-in-link')
    const old = await aSignInLink(tables, contact.contactId, { expiresAt: '2026-11-23T10:00:00.000Z' })
    expect(await failureOf(press(old))).toBe('gone expired-token')
    expect(await failureOf(press(randomToken()))).toBe('not-found unknown-token')
    const other = await aSignInLink(tables, contact.contactId, { purpose: 'unsubscribe' })
    expect(await failureOf(press(other))).toBe('not-found unknown-token')
  })

  it('leads back to where one was, and to one’s own page from anywhere else', async () => {
    const { contact } = await aRespondentIn(tables)
    const landsAt = async (to: string) => {
      const parameters = { token: await aSignInLink(tables, contact.contactId) }
      const query = { to: [to] }
      const page = await showSignInLink(parts)(aRequest({ parameters, wants: 'html', query }))
      const action = /<form method="post" action="([^"]*)"/.exec(page.body ?? '')?.[1] ?? ''
      const pressed = { ...query, to: new URL(action).searchParams.getAll('to') }
      const answer = await signIn(parts)(aRequest({ body: {}, parameters, wants: 'html', query: pressed }))
      return answer.headers?.location
    }
    expect(await landsAt('/register/entry-1')).toBe(`${aSite.siteUrl}/register/entry-1`)
    for (const elsewhere of ['//evil.example', '@evil.example', '/secretariat', '/survey/drafts/secret'])
      expect(await landsAt(elsewhere)).toBe(`${aSite.siteUrl}/my`)
  })

  it('of somebody who is no longer there signs nobody in', async () => {
    expect(await failureOf(press(await aSignInLink(tables, hash('erased@example.org'))))).toBe(
      'gone expired-token',
    )
  })

  it('makes one session when pressed ten times at once', async () => {
    const { contact } = await aRespondentIn(tables)
    const token = await aSignInLink(tables, contact.contactId)
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => failureOf(press(token))))
    expect(outcomes.filter((outcome) => outcome === 'none')).toHaveLength(1)
    const stored = (await itemsOfKind(tables, 'session')).filter((s) => s.holderId === contact.contactId)
    expect(stored).toHaveLength(1)
  })

  it('leads on to a page that offers a new one when it has been used', async () => {
    const { contact } = await aRespondentIn(tables)
    const token = await aSignInLink(tables, contact.contactId)
    await press(token)
    const page = await showSignInLink(parts)(aRequest({ parameters: { token }, wants: 'html' }))
    expect(page.status).toBe(410)
    expect(page.body).toContain('action="https://register.example.org/my/sign-in-links"')
  })

  it('never signs in twice, whatever call goes wrong, and a new link always helps', async () => {
    let recovered = 0
    let tried = 0
    for (const mode of crashModes) {
      for (let call = 1; ; call++) {
        const { contact } = await aRespondentIn(tables)
        const token = await aSignInLink(tables, contact.contactId)
        const broken = brokenAt(call, mode)
        const outcome = await failureOf(press(token, broken.parts))
        if (broken.calls() < call) break
        tried++
        // The same link again, as somebody would who saw an error; then a new one.
        const again = await failureOf(press(token))
        const sessions = (await itemsOfKind(tables, 'session')).filter(
          (s) => s.holderId === contact.contactId,
        )
        expect(sessions, `${mode} at ${call}: ${outcome}, then ${again}`).toHaveLength(1)
        if ((await press(await aSignInLink(tables, contact.contactId))).status === 200) recovered++
      }
    }
    console.log(`sign-in: recovered from ${recovered} of ${tried} failures of a call to the table`)
    expect(tried).toBeGreaterThan(15)
    expect(recovered).toBe(tried)
  })
})

const brokenAt = (call: number, mode: CrashMode) => {
  const broken = crashing(tables, { send: () => Promise.reject(new Error('no mail here')) }, call, mode)
  return { calls: broken.calls, parts: { ...parts, store: myTable(broken.tables) } }
}

describe('a session', () => {
  const { idleMinutes, longestMinutes } = sessionKinds.respondent
  const later = (iso: string, minutes: number) => new Date(Date.parse(iso) + minutes * 60_000).toISOString()

  it('is over when it was not used for long, and when it is old, though its item is still there', async () => {
    const { contact } = await aRespondentIn(tables)
    const began = '2026-11-23T09:50:00.000Z'
    const { headers } = await aSessionIn(tables, 'respondent', contact.contactId)
    const isOpen = async (now: string) =>
      (await openSession(parts.store, 'respondent', headers, now)) !== undefined
    expect(await isOpen(later(began, idleMinutes - 1))).toBe(true)
    expect(await isOpen(later(began, idleMinutes))).toBe(false)
    // Used every other day, it lasts as long as any may.
    let now = began
    while (now < later(began, longestMinutes)) {
      expect((await my(headers, now)).status).toBe(200)
      now = later(now, 2 * 24 * 60)
    }
    expect(await failureOf(my(headers, later(began, longestMinutes)))).toBe('signed-out sign-in-first')
  })

  it('is marked as used now and then, not at each request', async () => {
    const { contact } = await aRespondentIn(tables)
    const { headers, sessionHash } = await aSessionIn(tables, 'respondent', contact.contactId)
    const seen = async () => (await parts.store.sessionByHash(sessionHash))?.seenAt
    await my(headers, '2026-11-23T09:55:00.000Z')
    expect(await seen()).toBe('2026-11-23T09:50:00.000Z')
    // Whoever looks at the headers alone uses nothing.
    await showMy(at('2026-11-23T10:00:00.000Z'))(aRequest({ method: 'HEAD', headers }))
    expect(await seen()).toBe('2026-11-23T09:50:00.000Z')
    await my(headers, '2026-11-23T10:00:00.000Z')
    expect(await seen()).toBe('2026-11-23T10:00:00.000Z')
  })

  it('ends here, and the others go on; everywhere, and none does (generationOf)', async () => {
    const { contact } = await aRespondentIn(tables)
    const [one, two, three] = await Promise.all(
      Array.from({ length: 3 }, () => aSessionIn(tables, 'respondent', contact.contactId)),
    )
    const end = (headers: HttpRequest['headers'] = {}, how: string) =>
      endSession(parts)(aRequest({ body: { end: how }, headers }))
    const answer = await end(one?.headers, 'here')
    expect(answer.cookies).toEqual(['__Host-my=; Path=/; HttpOnly; Secure; SameSite=Lax; Max-Age=0'])
    expect(await failureOf(my(one?.headers ?? {}))).toBe('signed-out sign-in-first')
    expect((await my(two?.headers ?? {})).status).toBe(200)
    await end(two?.headers, 'everywhere')
    expect(await parts.store.generationOf('respondent', contact.contactId)).toBe(1)
    for (const each of [two, three])
      expect(await failureOf(my(each?.headers ?? {}))).toBe('signed-out sign-in-first')
    // Signing in anew is a new beginning.
    const again = await press(await aSignInLink(tables, contact.contactId))
    expect((await my(sentBack(again))).status).toBe(200)
  })

  it('that begins while somebody signs out everywhere is over, or began after it', async () => {
    const { contact } = await aRespondentIn(tables)
    const token = await aSignInLink(tables, contact.contactId)
    const store = myTable(tables)
    // The generation was read before, the session is written after.
    const late = {
      ...parts,
      store: {
        ...store,
        signIn: async (...given: Parameters<typeof store.signIn>) => {
          await store.endAllSessions('respondent', contact.contactId)
          return store.signIn(...given)
        },
      },
    }
    expect(await failureOf(my(sentBack(await press(token, late))))).toBe('signed-out sign-in-first')
  })

  it('of another kind, of nobody, or with an id that is none, opens nothing', async () => {
    const { contact } = await aRespondentIn(tables)
    const desk = await aSessionIn(tables, 'desk', contact.contactId)
    for (const cookie of [
      '',
      `__Host-my=${desk.id}`,
      `__Host-desk=${desk.id}`,
      `__Host-my=${randomToken()}`,
      '__Host-my=a b',
      `__Host-my=${'x'.repeat(5000)}`,
      '__Host-my=',
      'my=1',
    ])
      expect(await failureOf(my({ cookie }))).toBe('signed-out sign-in-first')
  })

  it('that is over leads a browser to the page that asks for a link, and its cookie goes', async () => {
    const answer = await showMy(parts)(
      aRequest({ wants: 'html', headers: { cookie: `__Host-my=${randomToken()}` } }),
    )
    expect(answer).toMatchObject({
      status: 303,
      headers: { location: `${aSite.siteUrl}/my/sign-in-links` },
      cookies: [expect.stringContaining('Max-Age=0')],
    })
  })
})
