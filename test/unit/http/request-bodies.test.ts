import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { StatedEvent } from '../../support/http-events.ts'
import { aFunction, formBody, jsonBody, problemOf } from '../../support/http-function.ts'

// The handlers log each request.
beforeEach(() => {
  vi.spyOn(process.stdout, 'write').mockImplementation(() => true)
})
afterEach(() => vi.restoreAllMocks())

describe('bodies', () => {
  const post = (stated: Omit<StatedEvent, 'method' | 'path'>) => {
    const { ask, seen } = aFunction()
    return ask({ method: 'POST', path: '/survey', ...stated }).then((answer) => ({ answer, seen }))
  }

  test('JSON comes as parsed', async () => {
    const { seen } = await post({ headers: jsonBody, body: '{"items":[{"theme":"waste"}]}' })
    expect(seen[0]).toMatchObject({ sentAs: 'json', body: { items: [{ theme: 'waste' }] } })
  })

  test('a form comes nested by its dotted names', async () => {
    const { seen } = await post({ headers: formBody, body: 'items.0.theme=waste&email=a%40b.org' })
    expect(seen[0]).toMatchObject({ sentAs: 'form', body: { items: [{ theme: 'waste' }], email: 'a@b.org' } })
  })

  test('a multipart form, as mail providers unsubscribe with, comes the same way', async () => {
    const headers = { 'Content-Type': 'multipart/form-data; boundary=x' }
    const part =
      '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n'
    const { seen } = await post({ headers, body: Buffer.from(part) })
    expect(seen[0]).toMatchObject({ sentAs: 'form', body: { 'List-Unsubscribe': 'One-Click' } })
  })

  test.each<[string, number, string, Omit<StatedEvent, 'method' | 'path'>]>([
    [
      'a body over 64 kB',
      413,
      'body-too-large',
      { headers: jsonBody, body: `{"a":"${'x'.repeat(65_536)}"}` },
    ],
    [
      '64 kB counted in bytes',
      413,
      'body-too-large',
      { headers: jsonBody, body: `{"a":"${'ü'.repeat(32_768)}"}` },
    ],
    ['XML', 415, 'unsupported-content-type', { headers: { 'content-type': 'text/xml' }, body: '<a/>' }],
    ['a body without a type', 415, 'unsupported-content-type', { body: '{}' }],
    [
      'another charset',
      415,
      'unsupported-content-type',
      { headers: { 'content-type': 'application/json; charset=iso-8859-1' }, body: '{}' },
    ],
    [
      'a file',
      415,
      'unsupported-content-type',
      {
        headers: { 'content-type': 'multipart/form-data; boundary=x' },
        body: '--x\r\nContent-Disposition: form-data; name="a"; filename="a.txt"\r\n\r\nhi\r\n--x--\r\n',
      },
    ],
    [
      'a broken multipart',
      400,
      'not-a-form',
      { headers: { 'content-type': 'multipart/form-data; boundary=x' }, body: 'nothing' },
    ],
    ['no JSON', 400, 'not-json', { headers: jsonBody, body: '{"a":' }],
    ['a list', 400, 'not-a-json-object', { headers: jsonBody, body: '[]' }],
    ['null', 400, 'not-a-json-object', { headers: jsonBody, body: 'null' }],
    ['__proto__', 422, 'invalid', { headers: jsonBody, body: '{"__proto__":{"admin":true}}' }],
    ['what a gateway leaves of such bytes', 400, 'not-utf-8', { headers: jsonBody, body: '{"a":"\ufffd"}' }],
    ['half a character', 422, 'invalid', { headers: jsonBody, body: '{"a":"\\ud800"}' }],
    ['half a character in a name', 400, 'not-json', { headers: jsonBody, body: '{"\\ud800":1}' }],
    [
      'bytes that are no UTF-8',
      400,
      'not-utf-8',
      { headers: jsonBody, body: Buffer.from([0x7b, 0xff, 0x7d]) },
    ],
    [
      'escapes that are no UTF-8',
      400,
      'not-utf-8',
      { headers: { ...formBody, accept: 'application/json' }, body: 'a=%C3%28' },
    ],
    [
      'nesting by the thousand',
      400,
      'not-json',
      { headers: jsonBody, body: `${'['.repeat(30_000)}${']'.repeat(30_000)}` },
    ],
  ])('%s is refused with %d', async (_, status, code, stated) => {
    const { answer, seen } = await post({
      ...stated,
      headers: { accept: 'application/json', ...stated.headers },
    })
    expect(answer.statusCode).toBe(status)
    expect(answer.headers).toMatchObject({ 'content-type': 'application/problem+json; charset=utf-8' })
    expect(problemOf(answer)).toMatchObject({ status, code })
    expect(seen).toEqual([])
    expect(({} as { admin?: boolean }).admin).toBeUndefined()
  })

  test.each([
    ['{"a":{"__proto__":{"admin":true}}}', '/a/__proto__', 'unknown-field'],
    ['{"a":[{"b/c":"whole"},{"b/c":"half \\udc00"}]}', '/a/1/b~1c', 'bad-characters'],
  ])('%s is refused at %s', async (body, pointer, code) => {
    const { answer } = await post({ headers: { ...jsonBody, accept: 'application/json' }, body })
    expect(problemOf(answer)).toMatchObject({ errors: [{ pointer, code }] })
  })

  test('exactly 64 kB pass, and a charset in capitals and quotes', async () => {
    const { answer } = await post({
      headers: { 'content-type': 'application/json; Charset="UTF-8"' },
      body: `{"a":"${'x'.repeat(65_536 - 8)}"}`,
    })
    expect(answer.statusCode).toBe(200)
  })
})

describe('where a post comes from', () => {
  const from = async (headers: Record<string, string>) =>
    (
      await aFunction().ask({
        method: 'POST',
        path: '/survey',
        headers: { ...jsonBody, ...headers },
        body: '{}',
      })
    ).statusCode

  test('our own pages and programs without Origin pass', async () => {
    expect(await from({})).toBe(200)
    expect(await from({ Origin: 'https://register.example.org' })).toBe(200)
  })

  test.each([
    { Origin: 'https://evil.example' },
    { Origin: 'http://register.example.org' },
    { Origin: 'null' },
    { Origin: '' },
    { Cookie: 'session=1' },
  ])('%j is refused with 403', async (headers) => {
    expect(await from(headers)).toBe(403)
  })
})
