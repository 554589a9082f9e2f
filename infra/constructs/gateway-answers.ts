import * as api from 'aws-cdk-lib/aws-apigateway'

/** What the gateway says by itself, without a function: one problem document (RFC 9457) a kind of refusal. */
export type GatewayAnswer = {
  readonly id: string
  readonly type: api.ResponseType
  readonly title: string
  /** Left out: each refusal keeps its own, and the document does not repeat it. */
  readonly status?: number
  readonly code: string
  /** Seconds after which trying again makes sense. */
  readonly retryAfter?: number
}

const tryAgain = {
  title: 'This did not work just now: try again',
  status: 503,
  code: 'try-again',
  retryAfter: 30,
} as const

/** Every refusal of the gateway that can happen to an API of proxy routes; the defaults take whatever else. */
export const gatewayAnswers: readonly GatewayAnswer[] = [
  {
    id: 'TooMany',
    type: api.ResponseType.THROTTLED,
    title: 'Too many requests: try again in a few seconds',
    status: 429,
    code: 'too-many',
    retryAfter: 5,
  },
  {
    id: 'TooLarge',
    type: api.ResponseType.REQUEST_TOO_LARGE,
    title: 'The body is too large: 64 KB at most',
    status: 413,
    code: 'body-too-large',
  },
  {
    id: 'Unsupported',
    type: api.ResponseType.UNSUPPORTED_MEDIA_TYPE,
    title: 'The body has an encoding that cannot be read: send it as it is, or by gzip',
    status: 415,
    code: 'unsupported-content-encoding',
  },
  {
    id: 'NoSuchPage',
    // What API Gateway says of a path or method without a route, although nothing is authenticated.
    type: api.ResponseType.MISSING_AUTHENTICATION_TOKEN,
    title: 'There is no such page',
    status: 404,
    code: 'no-such-page',
  },
  {
    id: 'Filtered',
    type: api.ResponseType.WAF_FILTERED,
    title: 'This request was refused',
    status: 403,
    code: 'refused',
  },
  { id: 'Failed', type: api.ResponseType.INTEGRATION_FAILURE, ...tryAgain },
  { id: 'Late', type: api.ResponseType.INTEGRATION_TIMEOUT, ...tryAgain },
  {
    id: 'OtherRefusal',
    type: api.ResponseType.DEFAULT_4XX,
    title: 'This request cannot be answered as it is',
    code: 'bad-request',
  },
  { id: 'OtherFailure', type: api.ResponseType.DEFAULT_5XX, ...tryAgain },
]

/** A problem document (RFC 9457) without details. */
export const problemText = ({
  title,
  status,
  code,
}: Pick<GatewayAnswer, 'title' | 'status' | 'code'>): string =>
  JSON.stringify({ type: 'about:blank', title, ...(status !== undefined && { status }), code })

/** The answer as a gateway response's properties. */
export const gatewayResponseOf = ({
  type,
  title,
  status,
  code,
  retryAfter,
}: GatewayAnswer): api.GatewayResponseOptions => ({
  type,
  ...(status !== undefined && { statusCode: String(status) }),
  templates: {
    'application/json': problemText({ title, ...(status !== undefined && { status }), code }),
  },
  responseHeaders: {
    'Content-Type': "'application/problem+json'",
    'Cache-Control': "'no-store'",
    ...(retryAfter !== undefined && { 'Retry-After': `'${retryAfter}'` }),
  },
})
