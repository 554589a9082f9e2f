import type { APIGatewayProxyEvent } from 'aws-lambda'
import { Failure } from '../failures.ts'
import { decodeForm } from '../http/decode-form.ts'
import { type HttpRequest, languageParameter } from '../http/request.ts'
import { acceptedLanguage, isLanguage } from '../messages/languages.ts'
import { messagesIn } from '../messages/messages.ts'

/** DESIGN 6: a post has at most 64 KB. */
const largestBody = 64 * 1024

/**
 * Reads an API Gateway event.
 *
 * @throws Failure `too-large`, `unsupported-media-type`, `malformed`, or `forbidden` for a form posted from
 *   a page of another origin
 */
export const readRequest = (event: APIGatewayProxyEvent, siteUrl: string): HttpRequest => {
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(event.headers ?? {})) headers[name.toLowerCase()] = value ?? ''
  const query: Record<string, readonly string[]> = {}
  for (const [name, values] of Object.entries(event.multiValueQueryStringParameters ?? {}))
    query[name] = values ?? []
  const chosen = query[languageParameter]?.[0]
  const language = isLanguage(chosen) ? chosen : acceptedLanguage(headers['accept-language'])
  const parameters: Record<string, string> = {}
  for (const [name, value] of Object.entries(event.pathParameters ?? {}))
    parameters[name] = decodeText(value ?? '')
  if (event.httpMethod === 'POST') refuseOtherOrigins(headers, siteUrl)
  const body = readBody(event, headers)
  return {
    method: event.httpMethod,
    path: event.path,
    parameters,
    query,
    headers,
    ...body,
    wants: wantsHtml(headers, body.sentAs) ? 'html' : 'json',
    language,
    languageInAddress: isLanguage(chosen),
    t: messagesIn(language),
  }
}

const decodeText = (value: string): string => {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}

/**
 * A browser names text/html in `Accept`; API clients name JSON, anything, or nothing. Who sends a form gets
 * pages, too, unless they ask for JSON.
 */
const wantsHtml = (headers: Readonly<Record<string, string>>, sentAs: HttpRequest['sentAs']): boolean => {
  const accept = headers.accept ?? ''
  const htmlAt = accept.indexOf('text/html')
  const jsonAt = accept.indexOf('application/json')
  if (htmlAt < 0 && jsonAt < 0) return sentAs === 'form'
  return htmlAt >= 0 && (jsonAt < 0 || htmlAt < jsonAt)
}

/** Posts without `Origin` come from programs, not pages, and carry no cookie: they pass (DESIGN 6). */
const refuseOtherOrigins = (headers: Readonly<Record<string, string>>, siteUrl: string): void => {
  const origin = headers['origin']
  if (origin !== undefined && origin !== new URL(siteUrl).origin)
    throw new Failure('forbidden', 'other-origin')
}

const readBody = (
  event: APIGatewayProxyEvent,
  headers: Readonly<Record<string, string>>,
): Pick<HttpRequest, 'body' | 'sentAs'> => {
  if (!event.body) return { body: undefined, sentAs: 'nothing' }
  const bytes = Buffer.from(event.body, event.isBase64Encoded ? 'base64' : 'utf8')
  if (bytes.length > largestBody) throw new Failure('too-large', 'body-too-large')
  const [type = '', ...parameters] = (headers['content-type'] ?? '')
    .toLowerCase()
    .split(';')
    .map((p) => p.trim())
  const charset = parameters
    .find((p) => p.startsWith('charset='))
    ?.slice(8)
    .replaceAll('"', '')
  if (charset !== undefined && charset !== 'utf-8' && charset !== 'utf8')
    throw new Failure('unsupported-media-type', 'unsupported-content-type')
  const text = utf8(bytes)
  if (type === 'application/x-www-form-urlencoded') return { body: decodeForm(text), sentAs: 'form' }
  if (type === 'application/json') return { body: parseJson(text), sentAs: 'json' }
  throw new Failure('unsupported-media-type', 'unsupported-content-type')
}

const utf8 = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new Failure('malformed', 'not-utf-8', { cause })
  }
}

const parseJson = (text: string): unknown => {
  let value: unknown
  try {
    // `__proto__` as a name is refused as an unknown field would be: it must not reach a prototype.
    value = JSON.parse(text, (name, inner) => {
      if (name === '__proto__') throw new Failure('malformed', 'not-json')
      return inner
    })
  } catch (cause) {
    throw new Failure('malformed', 'not-json', { cause })
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Failure('malformed', 'not-a-json-object')
  return value
}
