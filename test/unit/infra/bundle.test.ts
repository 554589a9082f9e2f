import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import { createRequire, isBuiltin } from 'node:module'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, describe, expect, it } from 'vitest'
import { bundleFolderOf, bundleFunctions } from '../../../infra/bundle.ts'
import { entries } from '../../../infra/grants.ts'
import { defaultProvider } from '../../../infra/role-credentials.ts'
import { placeSpellingsFile, spellPlaces } from '../../../shared/register/place-spellings.ts'
import { stemmedLanguages } from '../../../shared/register/stemming.ts'
import { spellingsFile, spellThemes } from '../../../shared/register/theme-spellings.ts'
import { readLogo } from '../../../shared/site/logo.ts'

const outDir = mkdtempSync(join(tmpdir(), 'bundles-'))
afterAll(() => rmSync(outDir, { recursive: true }))
const bundles = bundleFunctions(entries, outDir)

/** DynamoDB with nothing in it: answers every batch with no item, and keeps what it was asked. */
const anEmptyDynamoDb = async () => {
  const asked: IncomingHttpHeaders[] = []
  const server = createServer((request, response) => {
    asked.push(request.headers)
    response.setHeader('content-type', 'application/x-amz-json-1.0')
    request.resume().on('end', () => response.end('{"Responses":{},"UnprocessedKeys":{}}'))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { asked, port: (server.address() as AddressInfo).port, stop: () => server.close() }
}

/** What a bundle answers in a process of its own, with nothing but the given environment, as Lambda would run it. */
const answerOf = async (entry: string, event: unknown, env: Record<string, string>) => {
  const file = join(outDir, bundleFolderOf(entry), 'index.cjs')
  const script = `const { handler } = await import(${JSON.stringify(file)})
    const answer = await handler(${JSON.stringify(event)}, {})
    process.stdout.write('\\n' + JSON.stringify(answer), () => process.exit())`
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
    env,
    cwd: outDir,
  })
  const lines = stdout.trim().split('\n')
  return { answer: JSON.parse(lines.at(-1) ?? ''), logged: lines.slice(0, -1).join('\n') }
}

/** What a function is given, but for the credentials of its role. */
const environment = {
  STAGE: 'demo',
  SITE_URL: 'https://peers.example.org',
  SITE_NAME: 'Peer Register',
  CONTACT_ADDRESS: 'contact@example.org',
  DEMONSTRATION: 'yes',
  LOOK: 'neutral',
  CONTROLLER: 'Example',
  DATA_PROTECTION_LAW: 'gdpr',
  DATA_PROTECTION_OFFICER: 'officer@example.org',
  EXPIRED_ENTRY_DAYS: '365',
  TABLE_NAME: 'main',
  INDEX_TABLE_NAME: 'index',
  AWS_REGION: 'eu-central-1',
}

const asking = (path: string, resource: string) => ({
  httpMethod: 'GET',
  path,
  resource,
  headers: { accept: 'text/html', 'accept-language': 'ar' },
  multiValueQueryStringParameters: null,
  pathParameters: null,
  requestContext: { requestId: 'r1' },
  body: null,
})

describe('the bundles', () => {
  it.each(entries)('%s exports its handler from one file, with what it reads beside it', (entry) => {
    const folder = join(outDir, bundleFolderOf(entry))
    const code = readFileSync(join(folder, 'index.cjs'), 'utf8')
    expect(code).toContain('module.exports={handler}')
    for (const [name, source] of [
      ['catalogs', 'shared/messages/catalogs'],
      ['words', 'shared/themes/words'],
      ['rules', 'shared/programmes/rules'],
      ['known', 'shared/places/known'],
      ['logos', 'shared/site/logos'],
    ] as const) {
      if (code.includes(`./${name}/`)) expect(readdirSync(join(folder, name))).toEqual(readdirSync(source))
    }
    for (const [, name] of code.matchAll(/#late\/([a-z-]+)/g))
      expect(readdirSync(folder)).toEqual(expect.arrayContaining([`late-${name}.cjs`, 'package.json']))
  })

  it('have beside them how themes and places are spelled, where they search', () => {
    const searching = entries.filter((entry) =>
      existsSync(join(outDir, bundleFolderOf(entry), spellingsFile)),
    )
    expect(searching).toContain('functions/register/serve-register.ts')
    for (const entry of searching)
      expect(JSON.parse(readFileSync(join(outDir, bundleFolderOf(entry), spellingsFile), 'utf8'))).toEqual(
        spellThemes(),
      )
    for (const entry of searching)
      expect(
        JSON.parse(readFileSync(join(outDir, bundleFolderOf(entry), placeSpellingsFile), 'utf8')),
      ).toEqual(spellPlaces())
  })

  it('hold everything but what Node itself has and what stands beside them', () => {
    const imported = new Set([...bundles.values()].flatMap(({ imports }) => imports))
    expect(imported.size).toBeGreaterThan(0)
    expect([...imported].filter((name) => !isBuiltin(name) && !name.startsWith('#late/'))).toEqual([])
  })

  it("keep an HTTP function's start quick: 600 kB at most", () => {
    const serving = entries.filter((entry) => /\/serve-/.test(entry))
    expect(serving.length).toBeGreaterThan(0)
    expect(serving.filter((entry) => (bundles.get(entry)?.bytes ?? 0) > 600_000)).toEqual([])
  })

  it("run alone: with a function's environment, the role's credentials and the texts", {
    timeout: 60_000,
  }, async () => {
    const dynamodb = await anEmptyDynamoDb()
    try {
      const env = {
        ...environment,
        LOGO_PATH: '/assets/example.0123.svg',
        LOGO_RATIO: '3.667',
        AWS_ACCESS_KEY_ID: 'AKIAROLE',
        AWS_SECRET_ACCESS_KEY: 'secret',
        AWS_SESSION_TOKEN: 'session',
        AWS_ENDPOINT_URL_DYNAMODB: `http://127.0.0.1:${dynamodb.port}`,
      }
      const entry = 'functions/site/serve-site.ts'
      const answered = async (path: string, resource: string) =>
        (await answerOf(entry, asking(path, resource), env)).answer
      expect(await answered('/health', '/health')).toMatchObject({ statusCode: 200 })
      const [{ authorization, 'x-amz-security-token': session } = {}] = dynamodb.asked
      expect(authorization).toMatch(/^AWS4-HMAC-SHA256 Credential=AKIAROLE\/\d{8}\/eu-central-1\/dynamodb/)
      expect(session).toBe('session')
      expect(await answered('/nowhere', '/{proxy+}')).toMatchObject({
        statusCode: 404,
        body: expect.stringContaining('<html lang="ar" dir="rtl">'),
      })
      expect(await answered('/assets/example.0123.svg', '/assets/{file}')).toMatchObject({
        statusCode: 200,
        body: readLogo('example.svg'),
      })
      // Reads a late module.
      expect(await answered('/openapi.json', '/openapi.json')).toMatchObject({
        statusCode: 200,
        body: expect.stringContaining('"openapi":"3.1.0"'),
      })
    } finally {
      dynamodb.stop()
    }
  })

  it('log where in the source an error came from', async () => {
    const entry = 'functions/register/serve-register.ts'
    const { answer, logged } = await answerOf(entry, asking('/register', '/register'), environment)
    expect(answer).toMatchObject({ statusCode: 500 })
    expect(logged).toMatch(/"event":"request-failed".*"at":"(?:\w+ \()?infra\/role-credentials\.ts:\d+:\d+/)
  })

  it('read each stemmer with the first word of its language', async () => {
    const folder = join(outDir, bundleFolderOf('functions/matchmaking/serve-matchmaking.ts'))
    const { stemmer } = createRequire(join(folder, 'index.cjs'))('#late/stemmer-french')
    expect(stemmer('collectes')).toBe(stemmer('collecte'))
    const stemmers = readdirSync(folder).filter((file) => /^late-stemmer-.*cjs$/.test(file))
    expect(stemmers).toHaveLength(stemmedLanguages.length)
  })

  it('say which variable is missing when a function has no credentials', async () => {
    const before = process.env.AWS_ACCESS_KEY_ID
    delete process.env.AWS_ACCESS_KEY_ID
    try {
      await expect(defaultProvider()()).rejects.toThrow('AWS_ACCESS_KEY_ID')
    } finally {
      if (before !== undefined) process.env.AWS_ACCESS_KEY_ID = before
    }
  })

  it('are not made while a deployed function is not written', () => {
    expect(() => bundleFunctions(['functions/survey/serve-nothing.ts'], join(outDir, 'none'))).toThrow(
      'these functions are deployed but not written: functions/survey/serve-nothing.ts',
    )
  })
})
