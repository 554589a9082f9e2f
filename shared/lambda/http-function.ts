import middy from '@middy/core'
import httpRouter from '@middy/http-router'
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda'
import { Failure, type FailureKind, invalid } from '../failures.ts'
import type { Operation } from '../http/operation.ts'
import { preflightAnswer, sharingHeaders } from '../http/other-origins.ts'
import { overLimitHeader } from '../http/over-limit.ts'
import { problemAnswer, problemOf } from '../http/problem.ts'
import { type HttpAnswer, type HttpHandler, html } from '../http/request.ts'
import { failurePage } from '../pages/failure-page.tsx'
import type { SiteSettings } from '../pages/site-settings.ts'
import { sessionIdIn } from '../sessions/session.ts'
import { statusOf } from './failure-outcome.ts'
import { keepingLanguage } from './kept-language.ts'
import { errorFields, log } from './log.ts'
import { type RequestHead, readBody, readHead } from './read-request.ts'
import { withSecurityHeaders } from './security-headers.ts'

/** What a function answers; `pieces` only where it streams. */
export type HttpResult = APIGatewayProxyResult & Pick<HttpAnswer, 'pieces'>

/** One operation and what carries it out. */
export type Route = readonly [Operation, HttpHandler]

/** What the gateway can hand on: the methods that its `ANY` stands for. */
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const

/**
 * The Lambda handler of one feature's HTTP function: routes by the operations' paths, reads each event into an
 * `HttpRequest`, and turns every failure into a problem document or an error page. HEAD is answered as GET
 * without a body, and without the handler where the operation says `inertHead`; a known path with another method gives 405 with `Allow`, an unknown path 404.
 *
 * @param allowedOrigins whose pages may post to operations with `otherOrigins`, besides our own
 */
export const httpFunction = (
  site: SiteSettings,
  routes: readonly Route[],
  { allowedOrigins = [] }: { readonly allowedOrigins?: readonly string[] } = {},
) => {
  const open = new Set(routes.filter(([{ otherOrigins }]) => otherOrigins).map(([{ path }]) => path))
  const handlers = new Map<string, Map<string, HttpHandler>>()
  for (const [{ method, path, body, inertHead }, handle] of routes) {
    const handler = body?.formAgain ? handle : withoutStrayFields(handle)
    const known = handlers.get(path) ?? new Map<string, HttpHandler>()
    known.set(method, handler)
    if (method === 'GET') known.set('HEAD', inertHead ? nothingDone : handler)
    if (allowedOrigins.length > 0 && open.has(path))
      known.set('OPTIONS', async ({ headers }) => preflightAnswer(headers, allowedOrigins))
    handlers.set(path, known)
  }
  const onPath = [...handlers].flatMap(([path, known]) =>
    methods.map((method) => {
      const handler = known.get(method)
      return {
        method,
        path,
        handler: middy((event: APIGatewayProxyEvent) =>
          respond(
            site,
            event,
            handler ?? refuse('method-not-allowed', 'method-not-allowed'),
            [...known.keys()],
            open.has(path) ? allowedOrigins : [],
          ),
        ),
      }
    }),
  )
  const elsewhere = middy((event: APIGatewayProxyEvent) =>
    respond(site, event, refuse('not-found', 'no-such-page')),
  )
  const routed = httpRouter<APIGatewayProxyEvent>([
    ...onPath,
    // Last, since the router takes the first that fits.
    ...methods.flatMap((method) =>
      ['/', '/{proxy+}']
        .filter((path) => !handlers.has(path))
        .map((path) => ({ method, path, handler: elsewhere })),
    ),
  ])
  const isMethod = (method: string) => (methods as readonly string[]).includes(method)
  return middy<APIGatewayProxyEvent, HttpResult>().handler((event, context) =>
    // What no route can match must not reach the router: it would throw past our answers.
    isMethod(event.httpMethod) && event.path.startsWith('/')
      ? routed(event, context)
      : respond(site, event, refuse('method-not-allowed', 'method-not-allowed'), methods),
  )
}

/** HEAD of a GET that changes something: it is there, and nothing was done. */
const nothingDone: HttpHandler = async () => ({ status: 200, headers: { 'cache-control': 'no-store' } })

/** Refuses a form with names that cannot be ours before the handler, which would not see them. */
const withoutStrayFields =
  (handler: HttpHandler): HttpHandler =>
  async (request) => {
    if (request.bodyFailures) throw invalid(request.bodyFailures)
    return handler(request)
  }

/** Answers a request that nothing is behind, without looking at its body. */
type Refusal = { readonly refusal: Failure }
const refuse = (kind: FailureKind, code: string): Refusal => ({ refusal: new Failure(kind, code) })

/** Reads, handles, answers: every way out of a handler ends here. */
const respond = async (
  site: SiteSettings,
  event: APIGatewayProxyEvent,
  handler: HttpHandler | Refusal,
  allowed: readonly string[] = [],
  others: readonly string[] = [],
): Promise<HttpResult> => {
  const started = performance.now()
  const head = readHead(event)
  let answer: HttpAnswer
  let failed: string | undefined
  try {
    if (head.headers[overLimitHeader.sent] !== undefined) throw new Failure('over-limit', 'over-limit')
    if ('refusal' in handler) throw handler.refusal
    answer = await handler({
      ...head,
      ...(await readBody(event, head, [new URL(site.siteUrl).origin, ...others])),
    })
  } catch (error) {
    const failure = failureOf(error)
    failed = failure.code
    answer = failureAnswer(site, event, head, failure, allowed)
  }
  log.info('request', {
    route: event.resource,
    method: event.httpMethod,
    status: answer.status,
    // A 400 or 403 by itself does not tell whether somebody mistyped or something is set up wrong.
    failed,
    ms: Math.round(performance.now() - started),
    requestId: event.requestContext?.requestId,
  })
  return {
    statusCode: answer.status,
    ...withCookies(
      withSecurityHeaders(
        {
          ...languageHeaders(site, head, answer),
          ...answer.headers,
          ...sharingHeaders(head.headers, others),
        },
        site.look,
        answer.script,
      ),
      answer.cookies,
    ),
    body: event.httpMethod === 'HEAD' ? '' : (answer.body ?? ''),
    isBase64Encoded: event.httpMethod !== 'HEAD' && (answer.base64 ?? false),
    ...(answer.pieces && event.httpMethod !== 'HEAD' && { pieces: answer.pieces }),
  }
}

/**
 * Headers with the cookies that an answer sets: a header that comes more than once has its own place in API
 * Gateway's format, and there it hides the one of the same name among the others.
 */
const withCookies = (
  { 'set-cookie': kept, ...headers }: Record<string, string>,
  cookies: readonly string[] = [],
): Pick<APIGatewayProxyResult, 'headers' | 'multiValueHeaders'> => {
  const all = [...cookies, ...(kept === undefined ? [] : [kept])]
  return {
    headers: { ...headers, ...(all.length === 1 && { 'set-cookie': all[0] as string }) },
    ...(all.length > 1 && { multiValueHeaders: { 'set-cookie': all } }),
  }
}

/** Which language the answer is in, where it has words of ours, and the reader's choice of it, to be kept. */
const languageHeaders = (
  site: SiteSettings,
  head: RequestHead,
  { headers = {} }: HttpAnswer,
): Record<string, string> => ({
  ...(/html|json/.test(headers['content-type'] ?? '') && { 'content-language': head.language }),
  // What caches keep for everybody sets nobody's cookie.
  ...(!/\bpublic\b/.test(headers['cache-control'] ?? '') && keepingLanguage(site.siteUrl, head)),
})

const failureAnswer = (
  site: SiteSettings,
  event: APIGatewayProxyEvent,
  { t, wants, headers: asked, language, languageInAddress }: RequestHead,
  failure: Failure,
  allowed: readonly string[],
): HttpAnswer => {
  if (failure.kind === 'poison' || failure.kind === 'unavailable')
    log.error('request-failed', { route: event.resource, ...errorFields(failure.cause ?? failure) })
  const reading = event.httpMethod === 'GET' || event.httpMethod === 'HEAD'
  const problem = problemOf(failure, statusOf(failure.kind), t, reading)
  const headers: Record<string, string> = {
    ...(failure.kind in retryAfter && { 'retry-after': retryAfter[failure.kind as keyof typeof retryAfter] }),
    ...(failure.kind === 'method-not-allowed' && { allow: allowed.join(', ') }),
    // RFC 9110, 15.5.2: a 401 names how one signs in; ours has no registered name.
    ...(failure.kind === 'signed-out' && { 'www-authenticate': 'Cookie' }),
  }
  return wants === 'html'
    ? html(
        problem.status,
        failurePage(site, t, problem, {
          path: event.path,
          ...pageOfForm(site, asked),
          reading,
          written: failure.written,
          signedIn: sessionIdIn(asked, 'respondent') !== undefined,
          ...(languageInAddress && { languageInAddress: language }),
          ...(event.requestContext?.requestId && { reference: event.requestContext.requestId }),
        }),
        headers,
      )
    : problemAnswer(problem, headers)
}

/** The page of ours whose form was sent: browsers say so to their own site (`referrer-policy: same-origin`). */
const pageOfForm = ({ siteUrl }: SiteSettings, { referer = '' }: RequestHead['headers']) =>
  referer.startsWith(`${siteUrl}/`) && URL.canParse(referer) ? { formAt: new URL(referer).pathname } : {}

/**
 * Seconds after which trying again makes sense: our limits count by the day, so an hour is a fair guess; those of the
 * firewall by five minutes.
 */
const retryAfter = { unavailable: '30', 'too-many': '3600', 'over-limit': '300' } as const

/**
 * Errors that are no failure of ours: those that pass are `unavailable` (the SDK's throttling and server errors,
 * lost connections), the rest are defects.
 */
const failureOf = (error: unknown): Failure => {
  if (error instanceof Failure) return error
  const {
    name = '',
    code = '',
    $metadata,
  } = (error ?? {}) as {
    name?: unknown
    code?: unknown
    $metadata?: { httpStatusCode?: number }
  }
  const passing =
    /Throttl|ProvisionedThroughput|RequestLimit|LimitExceeded|TransactionInProgress|ServiceUnavailable|InternalServerError|Timeout|ECONN|EPIPE|ENOTFOUND|EAI_AGAIN/
  return passing.test(`${name} ${code}`) || ($metadata?.httpStatusCode ?? 0) >= 500
    ? new Failure('unavailable', 'try-again', { cause: error })
    : new Failure('poison', 'unexpected', { cause: error })
}
