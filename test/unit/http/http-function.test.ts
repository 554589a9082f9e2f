import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Failure, invalid } from '../../../shared/failures.ts'
import { html, json } from '../../../shared/http/request.ts'
import { httpFunction } from '../../../shared/lambda/http-function.ts'
import { ask } from '../../support/http-events.ts'
import { aFunction, browser, formBody, jsonBody, operation, problemOf } from '../../support/http-function.ts'
import { aSite } from '../../support/requests.ts'

let lines: string[]
beforeEach(() => {
  lines = []
  vi.spyOn(process.stdout, 'write').mockImplementation((line) => lines.push(String(line)) > 0)
})
afterEach(() => vi.restoreAllMocks())

describe('routing', () => {
  test('gives the handler path, query with all values, and decoded path parameters', async () => {
    const { ask, seen } = aFunction()
    await ask({ path: '/register/a%20b?q=waste&theme=x&theme=y' })
    expect(seen[0]).toMatchObject({
      method: 'GET',
      parameters: { entryId: 'a b' },
      query: { q: ['waste'], theme: ['x', 'y'] },
      sentAs: 'nothing',
    })
  })

  test('a path parameter that is no valid escape stays as it came', async () => {
    const { ask, seen } = aFunction()
    await ask({ path: '/register/%E0%A4%A' })
    expect(seen[0]?.parameters).toEqual({ entryId: '%E0%A4%A' })
  })

  test('HEAD is answered as GET, without a body', async () => {
    const { ask, seen } = aFunction()
    const answer = await ask({ method: 'HEAD', path: '/register' })
    expect(answer).toMatchObject({ statusCode: 200, body: '' })
    expect(answer.headers).toMatchObject({ 'content-type': 'application/json; charset=utf-8' })
    expect(seen).toHaveLength(1)
  })

  test('HEAD of a GET that changes something is answered without carrying it out', async () => {
    const { ask, seen } = aFunction()
    const answer = await ask({ method: 'HEAD', path: '/callback?code=c' })
    expect(answer).toMatchObject({ statusCode: 200, body: '', headers: { 'cache-control': 'no-store' } })
    expect(seen).toHaveLength(0)
    await ask({ path: '/callback?code=c' })
    expect(seen).toHaveLength(1)
  })

  test('HEAD of an address that only takes posts is 405', async () => {
    expect((await aFunction().ask({ method: 'HEAD', path: '/links' })).statusCode).toBe(405)
  })

  test.each(['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'POST'])(
    '%s on a page is 405 and names what is allowed',
    async (method) => {
      const { ask, seen } = aFunction()
      const answer = await ask({ method, path: '/register', body: 'not even read' })
      expect(answer.statusCode).toBe(405)
      expect(answer.headers).toMatchObject({ allow: 'GET, HEAD' })
      expect(problemOf(answer)).toMatchObject({ status: 405, code: 'method-not-allowed' })
      expect(seen).toEqual([])
    },
  )

  test.each([
    ['a method that no gateway hands on', { method: 'TRACE', path: '/register' }],
    ['a target that is no path', { method: 'OPTIONS', path: '*' }],
  ])('%s is 405, not a failure of the router', async (_, asked) => {
    expect((await aFunction().ask(asked)).statusCode).toBe(405)
  })

  test('405 names every method of an address', async () => {
    const answer = await aFunction().ask({ method: 'DELETE', path: '/survey' })
    expect(answer.headers).toMatchObject({ allow: 'GET, HEAD, POST' })
  })

  test.each([
    ['GET', '/nothing'],
    ['GET', '/'],
    ['POST', '/nothing/at/all'],
    ['DELETE', '/register/a/b'],
    ['OPTIONS', '/nothing'],
  ])('%s %s, which nothing is behind, is 404 whatever its body', async (method, path) => {
    const answer = await aFunction().ask({ method, path, body: '{', headers: jsonBody })
    expect(answer.statusCode).toBe(404)
    expect(problemOf(answer)).toMatchObject({ code: 'no-such-page' })
  })
})

describe('page or data', () => {
  test.each([
    [undefined, 'json'],
    ['*/*', 'json'],
    ['application/json', 'json'],
    [browser.Accept, 'html'],
    ['application/json, text/plain, */*', 'json'],
    ['text/html;q=0.5, application/json', 'json'],
    ['application/json;q=0.5, text/html', 'html'],
    ['text/html;q=0, */*', 'json'],
    ['text/*', 'html'],
    ['application/problem+json', 'json'],
    ['image/png', 'json'],
    ['text/html;q=x', 'html'],
    [';;,,/', 'json'],
  ])('Accept: %s gets %s', async (accept, wants) => {
    const { ask, seen } = aFunction()
    await ask({ path: '/register', headers: accept === undefined ? {} : { accept } })
    expect(seen[0]?.wants).toBe(wants)
  })

  test.each([
    [{}, 'html'],
    [{ Accept: '*/*' }, 'html'],
    [{ Accept: 'application/json' }, 'json'],
    [{ Accept: 'application/json, text/html;q=0.9' }, 'json'],
  ])('who sends a form with %j gets %s', async (headers, wants) => {
    const { ask, seen } = aFunction()
    await ask({ method: 'POST', path: '/survey', headers: { ...formBody, ...headers }, body: 'role=officer' })
    expect(seen[0]?.wants).toBe(wants)
  })

  test('a failure is a page for a browser, in its language, with the way on', async () => {
    const answer = await aFunction().ask({
      path: '/nothing',
      headers: { ...browser, 'Accept-Language': 'ar' },
    })
    expect(answer.headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8' })
    expect(answer.body).toContain('<html lang="ar" dir="rtl">')
    expect(answer.body).toContain(`${aSite.siteUrl}/register`)
  })

  test('a failing form gets a page even where its body cannot be read', async () => {
    const answer = await aFunction().ask({
      method: 'POST',
      path: '/survey',
      headers: formBody,
      body: 'a=%FF',
    })
    expect(answer.statusCode).toBe(400)
    expect(answer.body).toMatch(/^<!doctype html>/)
  })
})

describe('language', () => {
  test.each([
    ['/register', undefined, 'en', false],
    ['/register', 'ar-LY, en;q=0.5', 'ar', false],
    ['/register', 'de, ar;q=0.3, en;q=0.2', 'ar', false],
    ['/register', 'ar;q=0, de', 'en', false],
    ['/register?lang=ar', 'en', 'ar', true],
    ['/register?lang=xx', 'ar', 'ar', false],
  ])('%s with Accept-Language %s is %s', async (path, header, language, languageInAddress) => {
    const { ask, seen } = aFunction()
    await ask({ path, headers: header ? { 'accept-language': header } : {} })
    expect(seen[0]).toMatchObject({ language, languageInAddress })
    expect(seen[0]?.t.language).toBe(language)
  })
})

describe('a choice of language', () => {
  const site = aSite.siteUrl
  const chosen = async (path: string, headers: Record<string, string> = {}) => {
    const { ask, seen } = aFunction(async ({ t }) => html(200, t('pages.home')))
    const { headers: answered = {} } = await ask({ path, headers: { ...browser, ...headers } })
    return { seen: seen[0]?.language, cookie: answered['set-cookie'], said: answered['content-language'] }
  }

  test('made on a page of ours is kept for a year', async () => {
    expect(await chosen('/register?lang=uk', { Referer: `${site}/register` })).toEqual({
      seen: 'uk',
      cookie: 'language=uk; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly; Secure',
      said: 'uk',
    })
    expect((await chosen('/register?lang=uk', { Referer: `${site}/?lang=fr` })).cookie).toMatch(
      /^language=uk;/,
    )
  })

  test.each([
    ['an address that somebody was sent', '/register?lang=uk', {}],
    ['a link on another site', '/register?lang=uk', { Referer: 'https://elsewhere.example.org/' }],
    ['a link that carries the language on', '/register?lang=uk', { Referer: `${site}/?lang=uk` }],
    ['no language', '/register', { Referer: `${site}/` }],
    ['a language that we do not have', '/register?lang=xx', { Referer: `${site}/` }],
    ['what is kept already', '/register?lang=uk', { Referer: `${site}/`, Cookie: 'a=b; language=uk' }],
  ])('is not kept from %s', async (_, path, headers) => {
    expect((await chosen(path, headers)).cookie).toBeUndefined()
  })

  test('is not kept by an answer that caches keep for everybody', async () => {
    const { ask } = aFunction(async () => html(200, 'words', { 'cache-control': 'public, max-age=300' }))
    const answer = await ask({ path: '/register?lang=uk', headers: { ...browser, Referer: `${site}/` } })
    expect(answer.headers).toMatchObject({ 'cache-control': 'public, max-age=300' })
    expect(answer.headers).not.toHaveProperty('set-cookie')
  })

  test('counts before Accept-Language, and after the address', async () => {
    const kept = { Cookie: 'session=x; language=ar', 'Accept-Language': 'fr' }
    expect(await chosen('/register', kept)).toMatchObject({ seen: 'ar', said: 'ar' })
    expect((await chosen('/register?lang=uk', kept)).seen).toBe('uk')
    expect((await chosen('/register', { ...kept, Cookie: 'language=xx' })).seen).toBe('fr')
  })
})

describe('a failure speaks of', () => {
  const texts = async (method: string, failure: Failure) => {
    const answer = await aFunction(async () => {
      throw failure
    }).ask({ method, path: '/survey', headers: { ...jsonBody }, ...(method === 'POST' && { body: '{}' }) })
    const { title, detail } = problemOf(answer)
    return `${title} ${detail}`
  }
  const broken = invalid([{ pointer: '?theme', code: 'unknown-value' }])
  const passing = new Failure('unavailable', 'try-again')

  test('what was sent, after a post', async () => {
    expect(await texts('POST', broken)).toContain('Nothing was stored yet')
    expect(await texts('POST', passing)).toContain('Nothing you typed is lost')
  })

  test('the address alone, where nothing was sent', async () => {
    for (const failure of [broken, passing])
      expect(await texts('GET', failure)).not.toMatch(/stored|send|typed|answers/i)
    expect(await texts('GET', broken)).toContain('Part of this address does not work')
  })
})

describe('failures', () => {
  const failing = (error: unknown, headers: Record<string, string> = {}) =>
    aFunction(async () => {
      throw error
    }).ask({ path: '/register', headers })

  test('a broken rule names each field', async () => {
    const answer = await failing(
      invalid([{ pointer: '/items/0/description', code: 'too-long', values: { most: 600 } }]),
    )
    expect(answer.statusCode).toBe(422)
    expect(problemOf(answer).errors).toEqual([
      { pointer: '/items/0/description', code: 'too-long', detail: 'Use at most 600 characters.' },
    ])
  })

  test.each([
    new Failure('unavailable', 'try-again'),
    Object.assign(new Error('slow down'), { name: 'ProvisionedThroughputExceededException' }),
    Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }),
    Object.assign(new Error('broken'), { $metadata: { httpStatusCode: 500 } }),
  ])('what passes is 503 with Retry-After (%#)', async (error) => {
    const answer = await failing(error)
    expect(answer.statusCode).toBe(503)
    expect(answer.headers).toMatchObject({ 'retry-after': '30' })
  })

  test.each([
    new Error('SECRET in words'),
    new Error('a first line\nSECRET in a second'),
    new Error('a first line\n    at SECRET (SECRET.ts:1:1)'),
    Object.assign(new Error('said when the stack was taken: SECRET\nand more SECRET'), { message: 'other' }),
    Object.assign(new TypeError('SECRET'), { code: 42 }),
    'SECRET as text',
    null,
    undefined,
    { message: 'SECRET' },
  ])('a defect is 500 and says nothing of itself, in the answer or in the log (%#)', async (error) => {
    for (const headers of [{}, browser]) {
      const answer = await failing(error, headers)
      expect(answer.statusCode).toBe(500)
      expect(JSON.stringify(answer)).not.toContain('SECRET')
    }
    expect(lines.join('')).toContain('"request-failed"')
    expect(lines.join('')).not.toContain('SECRET')
  })

  test.each([
    ['/my/preferences', '/my', '/my/sign-in-links?to=%2Fmy'],
    [
      '/secretariat/entries/a/review',
      '/secretariat/entries/a?lang=ar',
      '/secretariat/sign-in?to=%2Fsecretariat%2Fentries%2Fa',
    ],
    ['/my/preferences', undefined, '/my/sign-in-links'],
    ['/my/preferences', '.evil.example/my', '/my/sign-in-links'],
  ])('who must sign in first for %s, sent from the page %s, is led to %s', async (path, page, signIn) => {
    const handler = httpFunction(aSite, [
      [
        operation('POST', path),
        async () => {
          throw new Failure('signed-out', 'sign-in-first')
        },
      ],
    ])
    const { statusCode, body } = await ask(handler, {
      method: 'POST',
      path,
      headers: { ...formBody, ...(page && { referer: `${aSite.siteUrl}${page}` }) },
    })
    expect(statusCode).toBe(401)
    expect(body).toContain(`<a class="button" href="${aSite.siteUrl}${signIn}">`)
  })

  test('the log says by its code why a request failed, and nothing of one that did not', async () => {
    await failing(new Failure('not-allowed', 'other-account'))
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ status: 403, failed: 'other-account' })
    await aFunction().ask({ path: '/register' })
    expect(JSON.parse(lines.at(-1) ?? '')).not.toHaveProperty('failed')
  })

  test('a page of failure keeps its reader signed in: the way to their own entry stays', async () => {
    const leadsTo = async (cookie: string) =>
      (await aFunction().ask({ path: '/nothing', headers: { ...browser, cookie } })).body
    expect(await leadsTo('__Host-my=a-session')).toContain(`href="${aSite.siteUrl}/my"`)
    expect(await leadsTo('other=1')).not.toContain(`href="${aSite.siteUrl}/my"`)
  })
})

describe('headers', () => {
  test('every answer forbids what it does not need', async () => {
    const { ask } = aFunction(async () => html(200, '<!doctype html>'))
    for (const path of ['/register', '/nothing']) {
      const { headers } = await ask({ path, headers: browser })
      expect(headers).toMatchObject({
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        vary: 'Accept, Accept-Language, Cookie',
      })
      const policy = String(headers?.['content-security-policy'])
      expect(policy).toContain("default-src 'none'")
      expect(policy).toMatch(/style-src 'sha256-[^']+'/)
      expect(policy).not.toMatch(/script-src|unsafe|https:/)
    }
  })

  test('data may run nothing, and a handler may let it be cached', async () => {
    const { ask } = aFunction(async () => json(200, {}, { 'cache-control': 'public, max-age=300' }))
    const { headers } = await ask({ path: '/register' })
    expect(headers).toMatchObject({ 'cache-control': 'public, max-age=300' })
    expect(headers?.['content-security-policy']).toContain("default-src 'none'")
  })
})
