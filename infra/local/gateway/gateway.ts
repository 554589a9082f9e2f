import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { gunzipSync, gzipSync, inflateSync } from 'node:zlib'
import { isAllowed } from '../access/policy.ts'
import type { LocalFunction } from '../functions/local-function.ts'
import { isRecord } from '../templates/read-properties.ts'
import type { Wiring } from '../templates/wiring.ts'
import { addressOf, isBinary, proxyEvent, splitTarget } from './proxy-event.ts'
import { rateLimits } from './rate-limit.ts'
import { BodyTooLarge, readBody } from './read-body.ts'
import { type Answer, answerToUnreadable, refusalsOf } from './refusals.ts'
import { type FoundRoute, routeTable } from './route-table.ts'

/** API Gateway's payload limit. */
const largestPayload = 10 * 1024 * 1024
/** API Gateway's limit for the request line and all headers together. */
const largestHeaders = 10_240

/**
 * How long a request may take to come whole. A `Content-Length` that says more than what comes would otherwise
 * hold its sender for minutes.
 */
const usualPatience = 10_000

export type GatewaySettings = {
  readonly port: number
  /** The one address that pages, forms and links are for: `http://localhost:3000`. */
  readonly siteUrl: string
  /** Milliseconds in which a request must have come whole; 10 s unless stated. */
  readonly patience?: number
  /** Milliseconds, for the limits of requests; the machine's clock unless stated. */
  readonly now?: () => number
}

export type Gateway = { stop(): Promise<void> }

/**
 * The API on this machine: finds the route, hands the function a proxy event and answers as it says, with API
 * Gateway's own limits and failures.
 *
 * @param tell prints a line on the console
 */
export const startGateway = async (
  wiring: Wiring,
  functions: ReadonlyMap<string, LocalFunction>,
  { port, siteUrl, patience = usualPatience, now = Date.now }: GatewaySettings,
  tell: (line: string) => void,
): Promise<Gateway> => {
  const { api } = wiring
  const findRoute = routeTable(api.routes)
  const refusal = refusalsOf(api)
  const overLimit = rateLimits(api.rateRules, now)

  const mayInvoke = (target: LocalFunction, { route }: FoundRoute, method: string): boolean =>
    isAllowed(target.wiring.permissions, {
      action: 'lambda:InvokeFunction',
      resource: target.wiring.arn,
      principal: 'Service:apigateway.amazonaws.com',
      context: {
        'aws:sourcearn': `arn:aws:execute-api:${wiring.region}:${wiring.account}:${api.id}/${api.stage}/${method}${route.path}`,
        'aws:sourceaccount': wiring.account,
      },
    })

  const answerOf = async (request: IncomingMessage, requestId: string): Promise<Answer> => {
    const method = request.method ?? 'GET'
    const { path } = splitTarget(request.url ?? '/')
    const found = findRoute(method, path)
    const consequences = overLimit(addressOf(request))
    const refused = consequences.find(({ kind }) => kind === 'answer')
    if (refused?.kind === 'answer')
      return { status: refused.status, headers: refused.headers, body: Buffer.from(refused.body) }
    const body = decompressed(request, await readBody(request, largestPayload))
    if (atAnotherName(siteUrl, request)) return atTheSite(siteUrl, request)
    if (!found) return refusal('MISSING_AUTHENTICATION_TOKEN')
    const target = functions.get(found.route.functionArn)
    if (!target || !mayInvoke(target, found, method)) {
      tell(`DENIED  the API may not invoke ${target?.wiring.title}: its permission is missing`)
      return refusal('API_CONFIGURATION_ERROR')
    }
    const event = proxyEvent({
      api,
      account: wiring.account,
      request,
      found,
      body,
      marks: Object.assign({}, ...consequences.map(({ headers }) => headers)),
      requestId,
      now: new Date(),
    })
    let timer: NodeJS.Timeout | undefined
    const tooLate = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => resolve(undefined), found.route.timeoutMilliseconds)
    })
    const outcome = await Promise.race([target.invoke(event), tooLate])
    clearTimeout(timer)
    if (!outcome) return refusal('INTEGRATION_TIMEOUT')
    if (!outcome.ok) return refusal('INTEGRATION_FAILURE')
    const { pieces } = outcome
    const answer = found.route.streams === (pieces !== undefined) && answerFrom(outcome.answer, request)
    if (answer) return { ...answer, ...(pieces && { pieces }) }
    pieces?.destroy()
    tell(`FAILED  ${target.wiring.title} gave no answer in the form that API Gateway takes`)
    return refusal('INTEGRATION_FAILURE')
  }

  /** Undefined for a malformed answer. */
  const answerFrom = (value: unknown, request: IncomingMessage): Answer | undefined => {
    if (!isRecord(value)) return undefined
    const { statusCode, headers = {}, multiValueHeaders = {}, body = '', isBase64Encoded } = value
    const status = Number(statusCode)
    if (!Number.isInteger(status) || status < 100 || status > 599) return undefined
    if (!(isRecord(headers) && isRecord(multiValueHeaders)) || typeof body !== 'string') return undefined
    const given: Record<string, string | string[]> = {}
    for (const [name, each] of Object.entries(headers)) {
      if (typeof each === 'object') return undefined
      given[name.toLowerCase()] = String(each)
    }
    for (const [name, values] of Object.entries(multiValueHeaders)) {
      if (!Array.isArray(values)) return undefined
      given[name.toLowerCase()] = values.map(String)
    }
    // Bytes are bytes only for who accepts a binary media type of the API; others get the base64 text.
    const bytes = isBase64Encoded === true && isBinary(api, request.headers.accept)
    if (isBase64Encoded === true && !bytes && body !== '')
      tell(
        `NOTE    ${request.url} answers with base64, which API Gateway hands on as text (binary media types)`,
      )
    return {
      status,
      headers: { 'content-type': 'application/json', ...given },
      body: Buffer.from(body, bytes ? 'base64' : 'utf8'),
    }
  }

  const compressed = (answer: Answer, request: IncomingMessage): Answer => {
    const smallest = api.minimumCompressionSize
    const accepts = /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(
      String(request.headers['accept-encoding'] ?? ''),
    )
    if (answer.pieces || smallest === undefined || answer.body.length < Math.max(1, smallest) || !accepts)
      return answer
    if (answer.headers['content-encoding'] !== undefined) return answer
    return {
      ...answer,
      headers: { ...answer.headers, 'content-encoding': 'gzip' },
      body: gzipSync(answer.body),
    }
  }

  const respond = async (request: IncomingMessage, response: ServerResponse) => {
    const requestId = randomUUID()
    const answer = await answerOf(request, requestId).catch((error: unknown): Answer => {
      if (error instanceof BodyTooLarge) return refusal('REQUEST_TOO_LARGE')
      if (error instanceof UnreadableBody) return refusal('UNSUPPORTED_MEDIA_TYPE')
      if (!request.destroyed) tell(`FAILED  ${error instanceof Error ? error.message : String(error)}`)
      return refusal('API_CONFIGURATION_ERROR')
    })
    const { status, headers, body, pieces } = compressed(answer, request)
    const write = (
      written: number,
      given: Record<string, string | string[]>,
      content: Buffer,
    ): ServerResponse =>
      response.writeHead(written, { ...given, 'content-length': content.length }).end(content)
    const all = {
      ...(headers as Record<string, string | string[]>),
      'x-amzn-requestid': requestId,
      'x-amz-apigw-id': requestId,
    }
    try {
      if (!pieces) write(status, all, body)
      // What fails on its way is cut off: `pipeline` destroys the connection.
      else
        await pipeline(pieces, response.writeHead(status, all)).catch((error: unknown) => {
          tell(`CUT OFF ${request.url}: ${error instanceof Error ? error.message : String(error)}`)
        })
    } catch (error) {
      // A header that HTTP does not allow: API Gateway calls it a malformed answer.
      tell(`FAILED  ${request.url}: ${error instanceof Error ? error.message : String(error)}`)
      const failed = refusal('INTEGRATION_FAILURE')
      if (!response.headersSent)
        write(failed.status, failed.headers as Record<string, string | string[]>, failed.body)
    }
  }

  const latest = new WeakMap<Duplex, ServerResponse>()
  const server = createServer(
    {
      maxHeaderSize: largestHeaders,
      requestTimeout: patience,
      headersTimeout: patience,
      connectionsCheckingInterval: Math.ceil(patience / 10),
    },
    (request, response) => {
      latest.set(request.socket, response)
      void respond(request, response)
    },
  )
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const answering = latest.get(socket)
    // Nothing may be put into the middle of an answer.
    if (socket.writable && !(answering?.headersSent && !answering.writableEnded))
      socket.end(answerToUnreadable(error.code))
    else socket.destroy()
  })
  await listening(server, port)
  return {
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}

class UnreadableBody extends Error {
  override readonly name = 'UnreadableBody'
}

/**
 * With a minimum compression size, API Gateway also reads compressed requests, and refuses any other coding
 * ('Call an API method with a compressed payload').
 */
const decompressed = (request: IncomingMessage, body: Buffer): Buffer => {
  const coding = (request.headers['content-encoding'] ?? 'identity').trim().toLowerCase()
  if (coding === 'identity' || coding === '' || body.length === 0) return body
  const read = { gzip: gunzipSync, deflate: inflateSync }[coding]
  if (!read) throw new UnreadableBody(`the coding ${coding} is unknown`)
  try {
    return read(body, { maxOutputLength: largestPayload })
  } catch (cause) {
    if (cause instanceof RangeError) throw new BodyTooLarge()
    throw new UnreadableBody(`not ${coding}`, { cause })
  }
}

/**
 * Whether a page is asked for at another name of this machine (`http://127.0.0.1:3000`). It would show, but its
 * forms are for the site's own address alone. Programs, which ask for no page, are served at any name.
 */
const atAnotherName = (siteUrl: string, { method, headers }: IncomingMessage): boolean =>
  headers.host !== new URL(siteUrl).host &&
  (method === 'GET' || method === 'HEAD') &&
  /\btext\/html\b/.test(headers.accept ?? '') &&
  /^(127\.\d+\.\d+\.\d+|\[::1\]|0\.0\.0\.0)(:\d+)?$/.test(headers.host ?? '')

/** 307, since browsers keep a permanent redirect, and another project may have this port tomorrow. */
const atTheSite = (siteUrl: string, request: IncomingMessage): Answer => {
  const { path, search } = splitTarget(request.url ?? '/')
  return {
    status: 307,
    headers: { location: siteUrl + path + search, 'cache-control': 'no-store' },
    body: Buffer.alloc(0),
  }
}

/** Listens on every address of this machine, so that `localhost` reaches it by IPv4 and IPv6. */
const listening = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, () => {
      server.off('error', reject)
      resolve()
    })
  })
