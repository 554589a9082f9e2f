import { randomBytes } from 'node:crypto'
import { request } from 'node:http'
import { connect } from 'node:net'
import { Readable } from 'node:stream'
import { deflateSync, gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Outcome } from '../../../infra/local/functions/instance.ts'
import { type Gateway, startGateway } from '../../../infra/local/gateway/gateway.ts'
import { routeTable } from '../../../infra/local/gateway/route-table.ts'
import { readWiring } from '../../../infra/local/templates/read-wiring.ts'
import type { RouteWiring } from '../../../infra/local/templates/wiring.ts'
import { freePorts } from '../../support/free-ports.ts'
import { aWiring, wiredFunction } from '../../support/local-wiring.ts'
import { templatesOf } from '../../support/stacks.ts'

const invocable = wiredFunction({
  permissions: [
    {
      effect: 'Allow',
      actions: ['lambda:InvokeFunction'],
      resources: [],
      principals: ['Service:apigateway.amazonaws.com'],
      conditions: [
        {
          operator: 'ArnLike',
          key: 'aws:sourcearn',
          values: ['arn:aws:execute-api:eu-central-1:000000000000:api/*/*/*'],
        },
      ],
    },
  ],
})

const route = (path: string, method = 'ANY', functionArn = invocable.arn): RouteWiring => ({
  method,
  path,
  resourceId: path,
  functionArn,
  timeoutMilliseconds: 200,
  streams: false,
})

describe('a route', () => {
  const find = routeTable([
    route('/{proxy+}'),
    route('/'),
    route('/survey'),
    route('/survey/confirmations/{token}'),
    route('/register/{entryId}'),
    route('/register/new'),
    route('/survey', 'POST'),
  ])
  const found = (method: string, path: string) => {
    const hit = find(method, path)
    return hit && [hit.route.path, hit.route.method, hit.pathParameters]
  }

  it.each([
    ['GET', '/', ['/', 'ANY', {}]],
    ['GET', '/survey', ['/survey', 'ANY', {}]],
    ['POST', '/survey', ['/survey', 'POST', {}]],
    ['GET', '/survey/', ['/survey', 'ANY', {}]],
    ['GET', '/register/new', ['/register/new', 'ANY', {}]],
    ['GET', '/register/a%20b', ['/register/{entryId}', 'ANY', { entryId: 'a%20b' }]],
    ['GET', '/survey/confirmations/x', ['/survey/confirmations/{token}', 'ANY', { token: 'x' }]],
    ['GET', '/survey/confirmations', ['/{proxy+}', 'ANY', { proxy: 'survey/confirmations' }]],
    ['GET', '/no/such/page', ['/{proxy+}', 'ANY', { proxy: 'no/such/page' }]],
  ])('of %s %s', (method, path, expected) => {
    expect(found(method, path)).toEqual(expected)
  })
})

/** Sends bytes as they are, and gives all that comes back until the other side ends. */
const overTheWire = (to: { hostname: string; port: string }, bytes: string): Promise<string> =>
  new Promise((resolve, reject) => {
    let answered = ''
    const socket = connect(Number(to.port), to.hostname, () => socket.write(bytes))
    socket.on('data', (chunk) => {
      answered += chunk.toString()
    })
    socket.on('end', () => resolve(answered))
    socket.on('error', reject)
  })

describe('the gateway', () => {
  let gateway: Gateway
  let site = ''
  let events: Record<string, unknown>[] = []
  let answer: () => Promise<unknown> = async () => ({ statusCode: 200, body: 'hello' })
  let piecesOf: (() => Readable) | undefined
  const told: string[] = []

  const local = (wiring: typeof invocable) => ({
    wiring,
    invoke: async (event: unknown): Promise<Outcome> => {
      events.push(event as Record<string, unknown>)
      try {
        const pieces = piecesOf?.()
        return { ok: true, requestId: 'r', answer: await answer(), ...(pieces && { pieces }) }
      } catch (error) {
        return { ok: false, requestId: 'r', error: { errorType: 'Error', errorMessage: String(error) } }
      }
    },
    warm: async () => {},
    stop: async () => {},
  })
  const unpermitted = wiredFunction({ name: 'other', arn: 'arn:other', permissions: [] })

  beforeAll(async () => {
    const port = await freePorts(1)
    site = `http://localhost:${port}`
    gateway = await startGateway(
      aWiring({
        api: {
          id: 'api',
          stage: 'site',
          routes: [
            route('/things/{id}'),
            route('/other', 'ANY', unpermitted.arn),
            route('/only', 'POST'),
            { ...route('/file'), streams: true },
          ],
          responses: [],
          rateRules: [],
          binaryMediaTypes: ['multipart/form-data'],
          minimumCompressionSize: 100,
        },
      }),
      new Map([
        [invocable.arn, local(invocable)],
        [unpermitted.arn, local(unpermitted)],
      ]),
      { port, siteUrl: site },
      (line) => told.push(line),
    )
  })
  afterAll(() => gateway.stop())
  beforeEach(() => {
    events = []
    piecesOf = undefined
    answer = async () => ({ statusCode: 200, body: 'hello' })
  })

  it("hands over an event in API Gateway's form", async () => {
    await fetch(`${site}/things/a%2Fb?tag=x&tag=y%20z&empty=`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'X-Own': 'Grüße'.normalize('NFC').replace(/[^ -~]/g, ''),
      },
      body: '{"name":"Київ"}',
    })
    expect(events[0]).toMatchObject({
      resource: '/things/{id}',
      path: '/things/a%2Fb',
      httpMethod: 'POST',
      pathParameters: { id: 'a%2Fb' },
      queryStringParameters: { tag: 'y z', empty: '' },
      multiValueQueryStringParameters: { tag: ['x', 'y z'], empty: [''] },
      body: '{"name":"Київ"}',
      isBase64Encoded: false,
      stageVariables: null,
      requestContext: {
        resourcePath: '/things/{id}',
        httpMethod: 'POST',
        stage: 'site',
        protocol: 'HTTP/1.1',
        requestTime: expect.stringMatching(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/),
      },
    })
  })

  it('passes a streamed answer on as it comes, uncompressed', async () => {
    answer = async () => ({ statusCode: 200, headers: { 'content-type': 'text/csv' } })
    piecesOf = () => Readable.from(['a'.repeat(500), 'b'.repeat(500)])
    const response = await fetch(`${site}/file`)
    expect(response.headers.get('content-type')).toBe('text/csv')
    expect(response.headers.get('content-encoding')).toBeNull()
    expect(response.headers.get('content-length')).toBeNull()
    expect(await response.text()).toBe('a'.repeat(500) + 'b'.repeat(500))
  })

  it('cuts a streamed answer off where it fails, so that nobody takes a part for the whole', async () => {
    answer = async () => ({ statusCode: 200 })
    piecesOf = () =>
      Readable.from(
        (async function* () {
          yield 'a part'
          throw new Error('half way')
        })(),
      )
    const response = await fetch(`${site}/file`)
    expect(response.status).toBe(200)
    await expect(response.text()).rejects.toThrow('terminated')
  })

  it('takes no stream where it expects a whole answer, and none whole where it expects a stream', async () => {
    expect((await fetch(`${site}/file`)).status).toBe(502)
    answer = async () => ({ statusCode: 200 })
    piecesOf = () => Readable.from(['x'])
    expect((await fetch(`${site}/things/1`)).status).toBe(502)
  })

  it('gives null where there is nothing', async () => {
    await fetch(`${site}/things/1`)
    expect(events[0]).toMatchObject({
      queryStringParameters: null,
      multiValueQueryStringParameters: null,
      body: null,
      isBase64Encoded: false,
    })
  })

  it('hands over bytes as base64 for its binary media types only', async () => {
    const form = new FormData()
    form.set('file', new Blob([new Uint8Array([0, 255])]))
    await fetch(`${site}/things/1`, { method: 'POST', body: form })
    expect(events[0]?.isBase64Encoded).toBe(true)
  })

  it('passes on several cookies', async () => {
    answer = async () => ({ statusCode: 200, multiValueHeaders: { 'Set-Cookie': ['a=1', 'b=2'] }, body: '' })
    const { headers } = await fetch(`${site}/things/1`)
    expect(headers.getSetCookie()).toEqual(['a=1', 'b=2'])
    expect(headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/)
  })

  const rawGet = (headers: Record<string, string>): Promise<{ encoding: string | undefined; body: Buffer }> =>
    new Promise((resolve, reject) => {
      request(`${site}/things/1`, { headers }, (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () =>
          resolve({ encoding: response.headers['content-encoding'], body: Buffer.concat(chunks) }),
        )
      })
        .on('error', reject)
        .end()
    })

  it('compresses what is large enough for who can read it', async () => {
    const long = 'a'.repeat(100)
    answer = async () => ({ statusCode: 200, body: long })
    const packed = await rawGet({ 'accept-encoding': 'br, gzip' })
    expect(packed.encoding).toBe('gzip')
    expect(gunzipSync(packed.body).toString()).toBe(long)
    expect((await rawGet({})).encoding).toBeUndefined()
    expect((await rawGet({ 'accept-encoding': 'gzip;q=0' })).encoding).toBeUndefined()
    answer = async () => ({ statusCode: 200, body: long.slice(1) })
    expect((await rawGet({ 'accept-encoding': 'gzip' })).encoding).toBeUndefined()
  })

  it('reads compressed requests, and refuses what only says so', async () => {
    const post = (body: Buffer<ArrayBuffer>) =>
      fetch(`${site}/things/1`, { method: 'POST', headers: { 'content-encoding': 'gzip' }, body })
    await post(gzipSync('{"a":1}'))
    expect(events[0]?.body).toBe('{"a":1}')
    expect((await post(Buffer.from('not gzip'))).status).toBe(415)
    const coded = (coding: string, body: Buffer<ArrayBuffer>) =>
      fetch(`${site}/things/1`, { method: 'POST', headers: { 'content-encoding': coding }, body })
    await coded('deflate', deflateSync('{"b":2}'))
    expect(events.at(-1)?.body).toBe('{"b":2}')
    expect((await coded('br', Buffer.from('x'))).status).toBe(415)
  })

  it('takes a whole address for its path, as proxies send it', async () => {
    const { hostname, port } = new URL(site)
    const answered = await overTheWire(
      { hostname, port },
      `GET ${site}/things/1?tag=x HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`,
    )
    expect(answered).toMatch(/^HTTP\/1\.1 200 /)
    expect(events[0]).toMatchObject({ path: '/things/1', queryStringParameters: { tag: 'x' } })
  })

  it("sends a page asked for at another name of this machine to the site's own address", async () => {
    const page = (at: string, method = 'GET') =>
      fetch(`http://${at}:${new URL(site).port}/things/1?q=%C3%A9`, {
        method,
        redirect: 'manual',
        headers: { accept: 'text/html,*/*' },
      })
    const { status, headers } = await page('127.0.0.1')
    expect([status, headers.get('location')]).toEqual([307, `${site}/things/1?q=%C3%A9`])
    expect((await page('[::1]')).status).toBe(307)
    expect(events).toEqual([])
    expect((await page('localhost')).status).toBe(200)
    // Programs are served at any name, and what was posted is not sent around.
    expect((await page('127.0.0.1', 'POST')).status).toBe(200)
    expect((await fetch(`${site.replace('localhost', '127.0.0.1')}/things/1`)).status).toBe(200)
  })

  it.each([
    ['a function that fails', async () => Promise.reject(new Error('broken')), 502],
    ['an answer without a status', async () => ({ body: '' }), 502],
    ['a body that is no text', async () => ({ statusCode: 200, body: { a: 1 } }), 502],
    [
      'a header with a line break',
      async () => ({ statusCode: 200, headers: { a: 'b\r\nc' }, body: '' }),
      502,
    ],
    ['a function that takes longer than the gateway waits', () => new Promise(() => {}), 504],
  ])('answers for %s as API Gateway does', async (_, behaviour, status) => {
    answer = behaviour
    expect((await fetch(`${site}/things/1`)).status).toBe(status)
  })

  it('answers 403 for a path or method without a route, as API Gateway does', async () => {
    expect((await fetch(`${site}/nowhere`)).status).toBe(403)
    const wrong = await fetch(`${site}/only`)
    expect(wrong.status).toBe(403)
    expect(await wrong.json()).toEqual({ message: 'Missing Authentication Token' })
    expect(events).toEqual([])
  })

  it('does not reach a function that it may not invoke', async () => {
    expect((await fetch(`${site}/other`)).status).toBe(500)
    expect(events).toEqual([])
    expect(told.at(-1)).toMatch(/the API may not invoke function: its permission is missing/)
  })

  it('refuses more than 10 MB', async () => {
    const answered = await fetch(`${site}/things/1`, {
      method: 'POST',
      body: randomBytes(10 * 1024 * 1024 + 1),
    })
    expect(answered.status).toBe(413)
    expect(events).toEqual([])
  })
})

describe('what the gateway refuses by itself', () => {
  let gateway: Gateway
  let at = { hostname: 'localhost', port: '' }
  const { stacks } = templatesOf('local').app.synth()
  const templates = Object.fromEntries(stacks.map(({ stackName, template }) => [stackName, template]))
  const { responses } = readWiring(templates, { region: 'eu-central-1', account: '000000000000' }).api

  beforeAll(async () => {
    const port = await freePorts(1)
    at = { hostname: 'localhost', port: String(port) }
    gateway = await startGateway(
      aWiring({
        api: {
          id: 'api',
          stage: 'site',
          routes: [route('/things')],
          responses,
          rateRules: [],
          binaryMediaTypes: [],
        },
      }),
      new Map(),
      { port, siteUrl: `http://localhost:${port}`, patience: 100 },
      () => {},
    )
  })
  afterAll(() => gateway.stop())

  const line = (text: string, ...headers: string[]) =>
    `${[text, 'host: localhost', 'connection: close', ...headers].join('\r\n')}\r\n\r\n`

  it.each([
    ['a path without a route', line('GET /nowhere HTTP/1.1'), 404, 'no-such-page'],
    ['a function that cannot be reached', line('GET /things HTTP/1.1'), 503, 'try-again'],
    [
      'a coding that nobody reads',
      `${line('POST /things HTTP/1.1', 'content-encoding: br', 'content-length: 1')}x`,
      415,
      'unsupported-content-encoding',
    ],
    ['a line that is no HTTP', 'HELLO\r\n\r\n', 400, 'bad-request'],
    ['a path with a space', line('GET /a b HTTP/1.1'), 400, 'bad-request'],
    ['a method that HTTP does not have', line('WASH /things HTTP/1.1'), 400, 'bad-request'],
    [
      'headers over 10 KB',
      line('GET /things HTTP/1.1', `x-long: ${'a'.repeat(11_000)}`),
      431,
      'headers-too-large',
    ],
    [
      'a body that does not come',
      `${line('POST /things HTTP/1.1', 'content-type: application/json', 'content-length: 100')}{"a":`,
      408,
      'request-timeout',
    ],
    ['headers that do not end', 'GET /things HTTP/1.1\r\nhost: localhost\r\n', 408, 'request-timeout'],
  ])('%s is a problem document', async (_, bytes, status, code) => {
    const [head = '', body = ''] = (await overTheWire(at, bytes)).split('\r\n\r\n')
    expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
    expect(head.toLowerCase()).toContain('content-type: application/problem+json')
    expect(JSON.parse(body)).toEqual({ type: 'about:blank', title: expect.any(String), status, code })
  })
})
