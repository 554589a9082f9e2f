import type { IncomingMessage } from 'node:http'
import type { ApiWiring } from '../templates/wiring.ts'
import type { FoundRoute } from './route-table.ts'

type Texts = Record<string, string>
type Lists = Record<string, string[]>

export type ProxyEventParts = {
  readonly api: ApiWiring
  readonly account: string
  readonly request: IncomingMessage
  readonly found: FoundRoute
  readonly body: Buffer
  /** Headers that the firewall adds, whatever the request says itself. */
  readonly marks?: Readonly<Record<string, string>>
  readonly requestId: string
  readonly now: Date
}

/**
 * The event of a Lambda proxy integration of a REST API (payload format 1.0). Empty collections are null and
 * the path and its variables stay encoded, as API Gateway has it.
 */
export const proxyEvent = ({
  api,
  account,
  request,
  found,
  body,
  marks = {},
  requestId,
  now,
}: ProxyEventParts) => {
  const { path, search } = splitTarget(request.url ?? '/')
  const headers = headersOf(request, marks)
  const query = new Map<string, string[]>()
  for (const [name, value] of new URLSearchParams(search))
    query.set(name, [...(query.get(name) ?? []), value])
  const isBase64Encoded = isBinary(api, headers.last['Content-Type'] ?? headers.last['content-type'])
  const stated = body.length > 0
  return {
    resource: found.route.path,
    path,
    httpMethod: request.method ?? 'GET',
    headers: headers.last,
    multiValueHeaders: headers.all,
    queryStringParameters: unlessEmpty(
      Object.fromEntries([...query].map(([name, values]) => [name, values.at(-1) ?? ''])),
    ),
    multiValueQueryStringParameters: unlessEmpty(Object.fromEntries(query)),
    pathParameters: unlessEmpty({ ...found.pathParameters }),
    stageVariables: null,
    requestContext: {
      accountId: account,
      apiId: api.id,
      domainName: request.headers.host ?? '',
      domainPrefix: (request.headers.host ?? '').split(/[.:]/)[0],
      extendedRequestId: requestId,
      httpMethod: request.method ?? 'GET',
      identity: {
        accessKey: null,
        accountId: null,
        apiKey: null,
        apiKeyId: null,
        caller: null,
        cognitoAuthenticationProvider: null,
        cognitoAuthenticationType: null,
        cognitoIdentityId: null,
        cognitoIdentityPoolId: null,
        principalOrgId: null,
        sourceIp: addressOf(request),
        user: null,
        userAgent: request.headers['user-agent'] ?? null,
        userArn: null,
      },
      path,
      protocol: `HTTP/${request.httpVersion}`,
      requestId,
      requestTime: commonLogTime(now),
      requestTimeEpoch: now.getTime(),
      resourceId: found.route.resourceId,
      resourcePath: found.route.path,
      stage: api.stage,
    },
    body: stated ? body.toString(isBase64Encoded ? 'base64' : 'utf8') : null,
    isBase64Encoded: stated && isBase64Encoded,
  }
}

/**
 * Path and query (with its `?`) of a request's target, as they came. A target may be a whole address, too, as
 * for a proxy (RFC 9112, 3.2.2).
 */
export const splitTarget = (target: string): { path: string; search: string } => {
  const [, path = '', search = ''] = /^(?:https?:\/\/[^/?]*)?([^?]*)(\?.*)?$/is.exec(target) ?? []
  return { path: path === '' ? '/' : path, search }
}

/** The network address that a request comes from. */
export const addressOf = (request: IncomingMessage): string =>
  (request.socket.remoteAddress ?? '').replace(/^::ffff:/, '')

const headersOf = (
  request: IncomingMessage,
  marks: Readonly<Record<string, string>>,
): { last: Texts; all: Lists } => {
  const all: Lists = {}
  const { rawHeaders } = request
  const add = (name: string, value: string) => {
    // One header may come in several spellings: they are one.
    const known = Object.keys(all).find((each) => each.toLowerCase() === name.toLowerCase()) ?? name
    all[known] = [...(all[known] ?? []), value]
  }
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    const name = rawHeaders[i] ?? ''
    // API Gateway keeps these to itself.
    if (!/^(connection|keep-alive|transfer-encoding)$/i.test(name)) add(name, rawHeaders[i + 1] ?? '')
  }
  for (const [name, value] of Object.entries(marks)) add(name, value)
  add('X-Forwarded-For', addressOf(request))
  add('X-Forwarded-Port', String(request.socket.localPort ?? ''))
  add('X-Forwarded-Proto', 'http')
  return {
    all,
    last: Object.fromEntries(Object.entries(all).map(([name, values]) => [name, values.at(-1) ?? ''])),
  }
}

const unlessEmpty = <T extends object>(collection: T): T | null =>
  Object.keys(collection).length > 0 ? collection : null

/** Whether a media type is among the API's binary ones; `*` stands for either part. */
export const isBinary = ({ binaryMediaTypes }: ApiWiring, mediaType: string | undefined): boolean => {
  const [type = '', subtype = ''] = (mediaType ?? '').split(/[;,]/)[0]?.trim().toLowerCase().split('/') ?? []
  return binaryMediaTypes.some((each) => {
    const [binaryType, binarySubtype] = each.toLowerCase().split('/')
    return (binaryType === '*' || binaryType === type) && (binarySubtype === '*' || binarySubtype === subtype)
  })
}

/** `09/Apr/2015:12:34:56 +0000` */
const commonLogTime = (now: Date): string => {
  const [, day, month, year, time] = now.toUTCString().split(' ')
  return `${day}/${month}/${year}:${time} +0000`
}
