import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LocalRun, startLocalRun } from '../../../infra/local/local-run.ts'
import { signInAtDesk } from '../../../infra/local/sign-in/enter-desk-people.ts'
import { hashOfToken, randomToken, type TokenPurpose } from '../../../shared/notices/token.ts'
import type { Tables } from '../../../shared/table/client.ts'
import { accessMatrix, type Caller, callers, linksThatWork } from '../../support/access-matrix.ts'
import { freePorts } from '../../support/free-ports.ts'
import { linksIn, mailsTo, mailTo } from '../../support/inbox.ts'
import { aSurvey } from '../../support/surveys.ts'
import { itemsOfKind, putItem } from '../../support/table-items.ts'

/** Every operation that the run's own OpenAPI document names, called as everybody, over the deployed wiring. */
type Described = {
  readonly operationId: string
  readonly requestBody?: { readonly content: Record<string, { readonly example?: unknown }> }
}
type Called = { readonly id: string; readonly method: string; readonly path: string; readonly body?: unknown }

let run: LocalRun
let operations: readonly Called[]
let ids: Readonly<Record<string, string>>
/** What mailed links carry that work and that nobody has used, by the start of their paths. */
let secrets: Readonly<Record<string, string>>
const cookies = new Map<Caller, string>()
const dataFolder = mkdtempSync(join(tmpdir(), 'peer-register-matrix-'))

beforeAll(async () => {
  run = await startLocalRun({ port: await freePorts(4), dataFolder, empty: true })
  await run.demonstration
  const { paths } = (await (await call('GET', '/openapi.json')).json()) as {
    paths: Record<string, Record<string, Described>>
  }
  operations = Object.entries(paths).flatMap(([path, onPath]) =>
    Object.entries(onPath).map(([method, { operationId, requestBody }]) => ({
      id: operationId,
      method: method.toUpperCase(),
      path,
      body: requestBody?.content['application/json']?.example,
    })),
  )
  const entryId = await entryOf('owner')
  const strangersEntry = await entryOf('stranger')
  const openersEntry = await entryOf('opener')
  for (const who of ['owner', 'stranger'] as const) cookies.set(who, await signIn(who))
  for (const role of ['reader', 'officer', 'administrator'] as const)
    cookies.set(role, await signInAtDesk(run.siteUrl, `${role}@example.org`))
  const { userId } = (await (
    await call(
      'POST',
      '/secretariat/users',
      { email: 'colleague@example.org', role: 'reader' },
      'administrator',
    )
  ).json()) as { userId: string }
  secrets = {
    '/survey/confirmations/': await mailedSecret('/survey/confirmations/', 'unconfirmed', () =>
      call('POST', '/survey', surveyOf('unconfirmed')),
    ),
    '/survey/objections/': await mailedSecret('/survey/objections/', 'mayor', () =>
      entryOf('assistant', { role: 'assistant', actingFor: 'mayor@example.org' }),
    ),
    '/my/invitations/': await mailedSecret('/my/invitations/', 'second', () =>
      call(
        'POST',
        `/my/entries/${strangersEntry}/contacts`,
        { email: 'second@example.org', role: 'officer' },
        'stranger',
      ),
    ),
    '/survey/drafts/': await draftOf('owner', entryId),
    ...(await proposedSecret(openersEntry)),
    ...(await secretsOfAYear(openersEntry)),
    // Of somebody else than the draft's: one link a minute.
    '/my/sign-in-links/': await mailedSecret('/my/sign-in-links/', 'asker', () =>
      call('POST', '/my/sign-in-links', { email: 'asker@example.org' }),
    ),
  }
  ids = {
    entryId,
    userId,
    status: 'public',
    id: 'nicosia',
    version: '1',
    token: 'x'.repeat(43),
    page: 'items',
  }
}, 180_000)

afterAll(async () => {
  await run?.stop()
  rmSync(dataFolder, { recursive: true, force: true })
})

const call = (method: string, path: string, body?: unknown, caller: Caller = 'visitor') => {
  const cookie = cookies.get(caller)
  return fetch(run.siteUrl + path, {
    method,
    redirect: 'manual',
    headers: {
      accept: 'application/json',
      origin: run.siteUrl,
      ...(cookie && { cookie }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
}

const surveyOf = (who: string, stated: Record<string, unknown> = {}) =>
  aSurvey({
    authority: { name: `City of the ${who}`, country: 'NL' },
    email: `${who}@example.org`,
    ...stated,
  })

/** The public entry of somebody, by survey and mailed link. */
const entryOf = async (who: string, stated: Record<string, unknown> = {}): Promise<string> => {
  const token = await mailedSecret('/survey/confirmations/', who, () =>
    call('POST', '/survey', surveyOf(who, stated)),
  )
  const answer = await call('POST', `/survey/confirmations/${token}`, {})
  return ((await answer.json()) as { entryId: string }).entryId
}

/** The secret in the link that is mailed to somebody when something was done. */
const mailedSecret = async (start: string, who: string, work: () => Promise<unknown>): Promise<string> => {
  const email = `${who}@example.org`
  const before = (await mailsTo(run, email)).length
  await work()
  const paths = linksIn(await mailTo(run, email, before + 1)).map((each) => new URL(each).pathname)
  const secret = paths.find((path) => path.startsWith(start))?.slice(start.length)
  if (!secret) throw new Error(`no link of its own was mailed to ${email}`)
  return secret
}

const signIn = async (who: string): Promise<string> => {
  const token = await mailedSecret('/my/sign-in-links/', who, () =>
    call('POST', '/my/sign-in-links', { email: `${who}@example.org` }),
  )
  const answer = await call('POST', `/my/sign-in-links/${token}`, {})
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
}

/** The draft in which somebody answers again for their own entry. */
const draftOf = async (who: Caller, entryId: string): Promise<string> => {
  const answer = await call('POST', `/my/entries/${entryId}/drafts`, {}, who)
  const { draft } = (await answer.json()) as { draft: string }
  return new URL(draft).pathname.split('/')[3] ?? ''
}

/** What somebody is asked with, whom the desk proposes to this entry. */
const proposedSecret = async (one: string) => {
  const { items } = aSurvey()
  const other = await entryOf('asker', { items: items.map((item) => ({ ...item, direction: 'request' })) })
  return {
    '/answers/': await mailedSecret('/answers/', 'asker', async () => {
      await call('POST', '/secretariat/introductions', { one, other }, 'officer')
      await run.fire('send-bulk-notices')
    }),
  }
}

/** The links in mails that go out within a year, kept as the sender keeps them. */
const secretsOfAYear = async (entryId: string) => {
  const tables = await tablesOfRun()
  const [contact] = (await itemsOfKind(tables, 'contact')).filter(({ entryIds }) =>
    entryIds?.includes(entryId),
  )
  const [entry] = (await itemsOfKind(tables, 'entry')).filter((each) => each.entryId === entryId)
  const kept = async (purpose: TokenPurpose) => {
    const token = randomToken()
    const tokenHash = hashOfToken(token)
    const expiresAt = new Date(Date.now() + 86_400_000).toISOString()
    await putItem(tables, 'token', { tokenHash }, { tokenHash, ...purpose, expiresAt })
    return token
  }
  const { contactId } = contact ?? {}
  return {
    '/my/renewals/': await kept({ purpose: 'renew', entryId, contactId, until: entry?.until }),
    '/mail/unsubscribe/': await kept({ purpose: 'unsubscribe', contactId }),
  }
}

/** Signing out comes last, so that all else is called while signed in. */
const lastOnes = ['end-session', 'end-desk-session']
const inOrder = () => [...operations].sort((a, b) => lastOnes.indexOf(a.id) - lastOnes.indexOf(b.id))
const filled = (path: string, values: Readonly<Record<string, string>> = ids) =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? name)

const tablesOfRun = async (): Promise<Tables> => {
  const client = new DynamoDBClient({
    endpoint: `http://localhost:${Number(new URL(run.siteUrl).port) + 2}`,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  })
  const { TableNames = [] } = await client.send(new ListTablesCommand({}))
  const named = (part: RegExp) => TableNames.find((name) => part.test(name)) ?? ''
  return { client: DynamoDBDocumentClient.from(client), main: named(/Main/), index: named(/Index/) }
}

/** All that is stored, as text, an item a line; of a notice that it is there, since it goes out by itself. */
const stored = async (): Promise<readonly string[]> => {
  const { client, main, index } = await tablesOfRun()
  const found: string[] = []
  for (const TableName of [main, index])
    for await (const { Items = [] } of paginateScan({ client }, { TableName, ConsistentRead: true }))
      found.push(
        ...Items.map((item) => JSON.stringify(item.kind === 'notice' ? [item.pk] : [TableName, item])),
      )
  return found.sort()
}

describe('every operation as every caller', () => {
  it('changes nothing by GET or HEAD, whoever asks', async () => {
    const reading = operations.filter(({ method }) => method === 'GET')
    expect(reading.length).toBeGreaterThan(25)
    // Or the job of every five minutes finds no snapshot and builds one in between.
    await run.fire('rebuild-index')
    const before = await stored()
    expect(before.length).toBeGreaterThan(15)
    const opened = new Set<string>()
    for (const { id, path } of reading)
      for (const method of ['GET', 'HEAD']) {
        const [start, token] =
          Object.entries(secrets).find(([each]) => path.startsWith(`${each}{token}`)) ?? []
        for (const [n, caller] of callers.entries()) {
          const answer = await call(method, filled(path, token ? { ...ids, token } : ids), undefined, caller)
          if (!start) continue
          expect(`${id} ${caller} ${answer.status}`).toBe(`${id} ${caller} ${linksThatWork[id]?.[n]}`)
          opened.add(start)
        }
        expect(await stored(), `${method} ${id}`).toEqual(before)
      }
    // Every kind of link is among them, and still works.
    expect([...opened].sort()).toEqual(Object.keys(secrets).sort())
    const withToken = reading.flatMap(({ path }) => path.match(/^(.*)\{token\}/)?.[1] ?? [])
    expect([...new Set(withToken)].sort()).toEqual(Object.keys(secrets).sort())
    for (const [start, token] of Object.entries(secrets))
      expect((await call('GET', start + token, undefined, 'owner')).status, start).toBe(200)
    console.log(
      `GET and HEAD: ${reading.length * callers.length * 2} calls changed none of ${before.length} items`,
    )
  })

  it('answers a stranger’s or nobody’s id with 404, like one that never was', async () => {
    const withId = operations.filter(({ path }) => /\{(entryId|userId)\}/.test(path))
    expect(withId.length).toBeGreaterThan(5)
    const nobody = { ...ids, entryId: 'nobody', userId: 'nobody' }
    let calls = 0
    for (const { id, method, path, body } of withId)
      for (const [n, caller] of callers.entries()) {
        const expected = accessMatrix[id]?.[n] ?? 0
        // Who is kept out is not told whether there is such an id.
        const wanted = [401, 403].includes(expected) ? expected : 404
        const { status } = await call(method, filled(path, nobody), body, caller)
        expect(`${id} ${caller} ${status}`).toBe(`${id} ${caller} ${wanted}`)
        calls++
      }
    console.log(`ids of nobody: ${calls} calls, ${withId.length} operations`)
  })

  it('answers as the matrix says: no operation is missing from it', async () => {
    expect(operations.map(({ id }) => id).sort()).toEqual(Object.keys(accessMatrix).sort())
    const counts: Record<string, number> = {}
    let calls = 0
    for (const { id, method, path, body } of inOrder())
      for (const [n, caller] of callers.entries()) {
        const answer = await call(method, filled(path), body, caller)
        expect(`${id} ${caller} ${answer.status}`).toBe(`${id} ${caller} ${accessMatrix[id]?.[n]}`)
        counts[answer.status] = (counts[answer.status] ?? 0) + 1
        calls++
        if ([401, 403].includes(answer.status))
          expect(answer.headers.get('content-type')).toContain('application/problem+json')
      }
    console.log(
      `access matrix: ${calls} calls, ${operations.length} operations × ${callers.length} callers; answers ${JSON.stringify(counts)}`,
    )
    expect(run.denials()).toEqual([])
  })
})
