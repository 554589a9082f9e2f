import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda'

/** What a test says of a request; the rest is as API Gateway fills it in. */
export type StatedEvent = {
  readonly method?: string
  /** With its query: `/register?q=waste`. */
  readonly path?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Buffer
}

/** The event of a REST API's proxy integration: empty collections are null, a `Buffer` comes as base64. */
const anHttpEvent = ({
  method = 'GET',
  path = '/',
  headers = {},
  body,
}: StatedEvent): APIGatewayProxyEvent => {
  const [pathOnly = '/', search = ''] = path.split('?')
  const query: Record<string, string[]> = {}
  for (const [name, value] of new URLSearchParams(search)) query[name] = [...(query[name] ?? []), value]
  const event = {
    resource: pathOnly,
    path: pathOnly,
    httpMethod: method,
    headers,
    multiValueHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
    multiValueQueryStringParameters: Object.keys(query).length > 0 ? query : null,
    pathParameters: null,
    stageVariables: null,
    requestContext: { requestId: 'request-1' },
    body: body === undefined ? null : typeof body === 'string' ? body : body.toString('base64'),
    isBase64Encoded: Buffer.isBuffer(body),
  }
  // The context has dozens of fields that nothing here reads.
  return event as unknown as APIGatewayProxyEvent
}

type HttpFunction = (event: APIGatewayProxyEvent, context: Context) => Promise<APIGatewayProxyResult>

/** Asks a function's handler as the gateway does. */
export const ask = (handler: unknown, stated: StatedEvent): Promise<APIGatewayProxyResult> =>
  (handler as HttpFunction)(anHttpEvent(stated), {} as Context)

/**
 * Serves a function to a real browser on a free port. The handler is made once the address is known, since links
 * and the check of `Origin` need it.
 */
export const serveFunction = async (
  handlerAt: (siteUrl: string) => unknown,
): Promise<{ readonly siteUrl: string; close(): Promise<void> }> => {
  let handler: unknown
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', async () => {
      const body = Buffer.concat(chunks).toString('utf8')
      const answer = await ask(handler, {
        method: request.method ?? 'GET',
        path: request.url ?? '/',
        headers: request.headers as Record<string, string>,
        ...(body && { body }),
      })
      const headers = { ...answer.headers, ...answer.multiValueHeaders }
      response.writeHead(answer.statusCode, headers as Record<string, string | string[]>).end(answer.body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const siteUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  handler = handlerAt(siteUrl)
  return {
    siteUrl,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
