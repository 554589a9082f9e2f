import type { APIGatewayProxyEvent } from 'aws-lambda'
import { Failure, invalid } from '../failures.ts'
import { wantedBy } from '../http/accepted-representation.ts'
import { type DecodedForm, decodeForm, nestFields } from '../http/decode-form.ts'
import { pointerOf } from '../http/parse-input.ts'
import { type HttpRequest, languageParameter } from '../http/request.ts'
import { acceptedLanguage, isLanguage } from '../messages/languages.ts'
import { messagesIn } from '../messages/messages.ts'
import { keptLanguage } from './kept-language.ts'

/** DESIGN 6: a post has at most 64 KB. */
const largestBody = 64 * 1024

/** A request without its body: enough to answer, also where the body cannot be read. */
export type RequestHead = Omit<HttpRequest, 'body' | 'sentAs' | 'bodyFailures'>

/**
 * Reads all of an API Gateway event but its body. Never throws, so that every failure can be told in the
 * reader's language and as what they want.
 */
export const readHead = (event: APIGatewayProxyEvent): RequestHead => {
  // `fromEntries` makes each name a property of its own, `__proto__` too: nothing reaches a prototype.
  const headers = Object.fromEntries(
    Object.entries(event.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value ?? '']),
  )
  const query = Object.fromEntries(
    Object.entries(event.multiValueQueryStringParameters ?? {}).map(([name, values]) => [name, values ?? []]),
  )
  const chosen = query[languageParameter]?.[0]
  const kept = keptLanguage(headers.cookie)
  const language = isLanguage(chosen) ? chosen : (kept ?? acceptedLanguage(headers['accept-language']))
  const wants = wantedBy(headers.accept, [formType, multipartType].includes(mediaTypeOf(headers)))
  return {
    method: event.httpMethod,
    path: event.path,
    parameters: Object.fromEntries(
      Object.entries(event.pathParameters ?? {}).map(([name, value]) => [name, decodeText(value ?? '')]),
    ),
    query,
    headers,
    wants,
    language,
    languageInAddress: isLanguage(chosen),
    t: messagesIn(language, { marked: wants === 'html' }),
  }
}

/**
 * Reads the body of an event.
 *
 * @param origins whose pages may post it
 * @throws Failure `too-large`, `unsupported-media-type`, `malformed`, or `forbidden` for a form posted from
 *   a page of another origin
 */
export const readBody = async (
  event: APIGatewayProxyEvent,
  { headers }: RequestHead,
  origins: readonly string[],
): Promise<Pick<HttpRequest, 'body' | 'sentAs' | 'bodyFailures'>> => {
  if (event.httpMethod === 'POST') refuseOtherOrigins(headers, origins)
  if (event.httpMethod === 'GET' || event.httpMethod === 'HEAD') return { body: undefined, sentAs: 'nothing' }
  if (!event.body)
    return mediaTypeOf(headers) === formType
      ? { body: {}, sentAs: 'form' }
      : { body: undefined, sentAs: 'nothing' }
  const bytes = Buffer.from(event.body, event.isBase64Encoded ? 'base64' : 'utf8')
  if (bytes.length > largestBody) throw new Failure('too-large', 'body-too-large')
  const charset = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(headers['content-type'] ?? '')?.[1]?.toLowerCase()
  if (charset !== undefined && charset !== 'utf-8' && charset !== 'utf8')
    throw new Failure('unsupported-media-type', 'unsupported-content-type')
  switch (mediaTypeOf(headers)) {
    case formType:
      return formOf(decodeForm(utf8(bytes)))
    case multipartType:
      return formOf(await decodeMultipart(bytes, headers['content-type'] ?? ''))
    case 'application/json':
      return { body: parseJson(utf8(bytes)), sentAs: 'json' }
    default:
      throw new Failure('unsupported-media-type', 'unsupported-content-type')
  }
}

const formOf = ({ body, failures }: DecodedForm) => ({
  body,
  sentAs: 'form' as const,
  ...(failures.length > 0 && { bodyFailures: failures }),
})

const formType = 'application/x-www-form-urlencoded'

/** Mail providers may send the one click of an unsubscription so (RFC 8058, 3.2). */
const multipartType = 'multipart/form-data'

const decodeMultipart = async (bytes: Uint8Array<ArrayBuffer>, type: string): Promise<DecodedForm> => {
  let fields: FormData
  try {
    fields = await new Response(bytes, { headers: { 'content-type': type } }).formData()
  } catch (cause) {
    throw new Failure('malformed', 'not-a-form', { cause })
  }
  return nestFields(
    [...fields].map(([name, value]) => {
      // No form of ours takes files.
      if (typeof value !== 'string') throw new Failure('unsupported-media-type', 'unsupported-content-type')
      return [name, value] as const
    }),
  )
}

const mediaTypeOf = (headers: Readonly<Record<string, string>>): string =>
  (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? ''

const decodeText = (value: string): string => {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}

/** Posts without `Origin` come from programs, not pages, and carry no cookie: they pass (DESIGN 6). */
const refuseOtherOrigins = (headers: Readonly<Record<string, string>>, origins: readonly string[]): void => {
  const origin = headers.origin
  if (origin === undefined ? headers.cookie !== undefined : !origins.includes(origin))
    throw new Failure('forbidden', 'other-origin')
}

/** U+FFFD is what a gateway before us has made of bytes that were no UTF-8: what was typed is lost by then. */
const utf8 = (bytes: Uint8Array): string => {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new Failure('malformed', 'not-utf-8', { cause })
  }
  if (text.includes('\ufffd')) throw new Failure('malformed', 'not-utf-8')
  return text
}

const parseJson = (text: string): unknown => {
  let value: unknown
  try {
    value = JSON.parse(text)
    const found = unstorableIn(value)
    if (found) throw invalid([{ pointer: pointerOf(found.path), code: found.code }])
  } catch (cause) {
    // A RangeError, too: brackets nested by the thousand exhaust the stack.
    throw cause instanceof Failure ? cause : new Failure('malformed', 'not-json', { cause })
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Failure('malformed', 'not-a-json-object')
  return value
}

type Unstorable = { readonly path: readonly string[]; readonly code: 'unknown-field' | 'bad-characters' }

/** The first name that must not reach a prototype, or half a character, which cannot be stored as it came. */
const unstorableIn = (value: unknown): Unstorable | undefined => {
  if (typeof value === 'string')
    return value.isWellFormed() ? undefined : { path: [], code: 'bad-characters' }
  if (typeof value !== 'object' || value === null) return undefined
  for (const [name, inner] of Object.entries(value)) {
    // No pointer could name it.
    if (!name.isWellFormed()) throw new Failure('malformed', 'not-json')
    if (name === '__proto__') return { path: [name], code: 'unknown-field' }
    const found = unstorableIn(inner)
    if (found) return { ...found, path: [name, ...found.path] }
  }
  return undefined
}
