import type { Readable } from 'node:stream'
import type { ApiWiring } from '../templates/wiring.ts'

/** An answer on its way out. */
export type Answer = {
  readonly status: number
  readonly headers: Readonly<Record<string, string | readonly string[]>>
  readonly body: Buffer
  /** What is passed on while it comes, in place of the body. */
  readonly pieces?: Readable
}

/** What API Gateway refuses or fails at without a function, with the status that it gives by itself. */
const refusals = {
  MISSING_AUTHENTICATION_TOKEN: [403, 'Missing Authentication Token'],
  REQUEST_TOO_LARGE: [413, 'Request Too Long'],
  UNSUPPORTED_MEDIA_TYPE: [415, 'Unsupported Media Type'],
  INTEGRATION_TIMEOUT: [504, 'Endpoint request timed out'],
  INTEGRATION_FAILURE: [502, 'Internal server error'],
  API_CONFIGURATION_ERROR: [500, 'Internal server error'],
} as const
export type RefusalType = keyof typeof refusals

/** Gives the gateway's own answers as the stacks' gateway responses say, else as API Gateway does by itself. */
export const refusalsOf = ({ responses }: Pick<ApiWiring, 'responses'>) => {
  const stated = new Map(responses.map((response) => [response.type, response]))
  return (type: RefusalType): Answer => {
    const [status, message] = refusals[type]
    const own = stated.get(type) ?? stated.get(status < 500 ? 'DEFAULT_4XX' : 'DEFAULT_5XX')
    return {
      status: own?.status ?? status,
      headers: { 'content-type': 'application/json', ...own?.headers },
      body: Buffer.from(own?.body ?? JSON.stringify({ message })),
    }
  }
}

/** By Node's code of what it could not read: never got as far as a route, here as in the cloud. */
const unreadable: Readonly<Record<string, readonly [number, string, string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'The request did not come to its end in time', 'request-timeout'],
  HPE_HEADER_OVERFLOW: [431, 'The headers are too large: 10 KB at most', 'headers-too-large'],
}

/** The whole answer, as text for the socket, to what is no HTTP request or does not come to its end. */
export const answerToUnreadable = (code: string | undefined): string => {
  const [status, title, name] = unreadable[code ?? ''] ?? [400, 'This is no HTTP request', 'bad-request']
  const body = JSON.stringify({ type: 'about:blank', title, status, code: name })
  return [
    // The reason may be empty (RFC 9112, 4), the space before it may not be missing.
    `HTTP/1.1 ${status} `,
    'content-type: application/problem+json',
    'cache-control: no-store',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
    '',
    body,
  ].join('\r\n')
}
