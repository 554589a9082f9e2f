import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { gunzipSync, gzipSync } from 'node:zlib'
import { isAllowed } from '../access/policy.ts'
import type { LocalFunction } from '../functions/local-function.ts'
import { isRecord } from '../templates/read-properties.ts'
import type { Wiring } from '../templates/wiring.ts'
import { isBinary, proxyEvent, splitTarget } from './proxy-event.ts'
import { BodyTooLarge, readBody } from './read-body.ts'
import { type FoundRoute, routeTable } from './route-table.ts'

/** API Gateway's payload limit. */
const largestPayload = 10 * 1024 * 1024
/** API Gateway's limit for the request line and all headers together. */
const largestHeaders = 10_240

/** An answer on its way out. */
type Answer = {
  readonly status: number
  readonly headers: Readonly<Record<string, string | readonly string[]>>
  readonly body: Buffer
}

/** What API Gateway itself says, without a function. */
const gatewayAnswer = (status: number, message: string, type?: string): Answer => ({
  status,
  headers: { 'content-type': 'application/json', ...(type && { 'x-amzn-errortype': type }) },
  body: Buffer.from(JSON.stringify({ message })),
})

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
  port: number,
  tell: (line: string) => void,
): Promise<Gateway> => {
  const { api } = wiring
  const findRoute = routeTable(api.routes)

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
    const body = decompressed(request, await readBody(request, largestPayload))
    if (!found)
      return gatewayAnswer(403, 'Missing Authentication Token', 'MissingAuthenticationTokenException')
    const target = functions.get(found.route.functionArn)
    if (!target || !mayInvoke(target, found, method)) {
      tell(`DENIED  the API may not invoke ${target?.wiring.title}: its permission is missing`)
      return gatewayAnswer(500, 'Internal server error', 'InternalServerErrorException')
    }
    const event = proxyEvent({
      api,
      account: wiring.account,
      request,
      found,
      body,
      requestId,
      now: new Date(),
    })
    let timer: NodeJS.Timeout | undefined
    const tooLate = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => resolve(undefined), found.route.timeoutMilliseconds)
    })
    const outcome = await Promise.race([target.invoke(event), tooLate])
    clearTimeout(timer)
    if (!outcome) return gatewayAnswer(504, 'Endpoint request timed out', 'GatewayTimeoutException')
    if (!outcome.ok) return gatewayAnswer(502, 'Internal server error', 'InternalServerErrorException')
    const answer = answerFrom(outcome.answer, request)
    if (answer) return answer
    tell(`FAILED  ${target.wiring.title} gave no answer in the form that API Gateway takes`)
    return gatewayAnswer(502, 'Internal server error', 'InternalServerErrorException')
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
    if (smallest === undefined || answer.body.length < Math.max(1, smallest) || !accepts) return answer
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
      if (error instanceof BodyTooLarge)
        return gatewayAnswer(413, 'Request Too Long', 'RequestTooLargeException')
      if (error instanceof UnreadableBody) return gatewayAnswer(400, 'Bad Request', 'BadRequestException')
      if (!request.destroyed) tell(`FAILED  ${error instanceof Error ? error.message : String(error)}`)
      return gatewayAnswer(500, 'Internal server error', 'InternalServerErrorException')
    })
    const { status, headers, body } = compressed(answer, request)
    try {
      response.writeHead(status, {
        ...(headers as Record<string, string | string[]>),
        'content-length': body.length,
        'x-amzn-requestid': requestId,
        'x-amz-apigw-id': requestId,
      })
      response.end(body)
    } catch (error) {
      // A header that HTTP does not allow: API Gateway calls it a malformed answer.
      tell(`FAILED  ${request.url}: ${error instanceof Error ? error.message : String(error)}`)
      if (!response.headersSent)
        response
          .writeHead(502, { 'content-type': 'application/json' })
          .end('{"message":"Internal server error"}')
    }
  }

  const server = createServer({ maxHeaderSize: largestHeaders }, (request, response) => {
    void respond(request, response)
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

/** With a minimum compression size, API Gateway also reads compressed requests. */
const decompressed = (request: IncomingMessage, body: Buffer): Buffer => {
  if (request.headers['content-encoding'] !== 'gzip' || body.length === 0) return body
  try {
    return gunzipSync(body, { maxOutputLength: largestPayload })
  } catch (cause) {
    if (cause instanceof RangeError) throw new BodyTooLarge()
    throw new UnreadableBody('not gzip', { cause })
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
