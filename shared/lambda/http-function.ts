import middy from '@middy/core'
import httpRouter from '@middy/http-router'
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda'
import { Failure } from '../failures.ts'
import type { Operation } from '../http/operation.ts'
import { problemAnswer, problemOf } from '../http/problem.ts'
import type { HttpAnswer, HttpHandler, HttpRequest } from '../http/request.ts'
import { acceptedLanguage } from '../messages/languages.ts'
import { messagesIn } from '../messages/messages.ts'
import { failurePage } from '../pages/failure-page.tsx'
import type { SiteSettings } from '../pages/site-settings.ts'
import { statusOf } from './failure-outcome.ts'
import { errorFields, log } from './log.ts'
import { readRequest } from './read-request.ts'
import { withSecurityHeaders } from './security-headers.ts'

/** One operation and what carries it out. */
export type Route = readonly [Operation, HttpHandler]

/**
 * The Lambda handler of one feature's HTTP function: routes by the operations' paths, reads each event into an
 * `HttpRequest`, and turns every failure into a problem document or an error page. HEAD is answered as GET
 * without a body; a known path with another method gives 405 with `Allow`.
 */
export const httpFunction = (site: SiteSettings, routes: readonly Route[]) => {
  const methodsByPath = new Map<string, string[]>()
  for (const [{ method, path }] of routes)
    methodsByPath.set(path, [...(methodsByPath.get(path) ?? []), method])

  const answering = (handler: HttpHandler) => async (event: APIGatewayProxyEvent) =>
    respond(site, event, handler)
  const middyRoutes = [
    ...routes.map(([{ method, path }, handler]) => ({ method, path, handler: middy(answering(handler)) })),
    ...routes
      .filter(([{ method }]) => method === 'GET')
      .map(([{ path }, handler]) => ({
        method: 'HEAD' as const,
        path,
        handler: middy(async (event: APIGatewayProxyEvent) => ({
          ...(await respond(site, event, handler)),
          body: '',
        })),
      })),
    ...[...methodsByPath].flatMap(([path, allowed]) =>
      (['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const)
        .filter((method) => !allowed.includes(method) && !(method === 'HEAD' && allowed.includes('GET')))
        .map((method) => ({ method, path, handler: middy(refuseMethod(site, allowed)) })),
    ),
  ]
  return middy<APIGatewayProxyEvent, APIGatewayProxyResult>().handler(
    httpRouter<APIGatewayProxyEvent>({
      routes: middyRoutes as Parameters<
        typeof httpRouter<APIGatewayProxyEvent>
      >[0] extends readonly (infer R)[]
        ? R[]
        : never,
      notFoundResponse: (() => {
        throw new Failure('not-found', 'no-such-page')
      }) as never,
    }),
  )
}

const refuseMethod =
  (site: SiteSettings, allowed: readonly string[]) => async (event: APIGatewayProxyEvent) => {
    const answer = await respond(site, event, async () => {
      throw new Failure('method-not-allowed', 'method-not-allowed')
    })
    const allow = [...new Set([...allowed, ...(allowed.includes('GET') ? ['HEAD'] : [])])].join(', ')
    return { ...answer, headers: { ...answer.headers, allow } }
  }

/** Reads, handles, answers: every way out of a handler ends here. */
const respond = async (
  site: SiteSettings,
  event: APIGatewayProxyEvent,
  handler: HttpHandler,
): Promise<APIGatewayProxyResult> => {
  const started = performance.now()
  let request: HttpRequest | undefined
  let answer: HttpAnswer
  try {
    request = readRequest(event, site.siteUrl)
    answer = await handler(request)
  } catch (error) {
    answer = failureAnswer(site, event, request, error)
  }
  log.info('request', {
    route: event.resource,
    method: event.httpMethod,
    status: answer.status,
    ms: Math.round(performance.now() - started),
    requestId: event.requestContext?.requestId,
  })
  return {
    statusCode: answer.status,
    headers: withSecurityHeaders(answer.headers ?? {}, answer.body),
    body: answer.body ?? '',
    isBase64Encoded: answer.base64 ?? false,
  }
}

const failureAnswer = (
  site: SiteSettings,
  event: APIGatewayProxyEvent,
  request: HttpRequest | undefined,
  error: unknown,
): HttpAnswer => {
  const failure = failureOf(error)
  if (failure.kind === 'poison' || failure.kind === 'unavailable')
    log.error('request-failed', { route: event.resource, ...errorFields(failure.cause ?? failure) })
  const headers = Object.fromEntries(
    Object.entries(event.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value ?? '']),
  )
  const t = request?.t ?? messagesIn(acceptedLanguage(headers['accept-language']))
  const wants = request?.wants ?? (/text\/html/.test(headers['accept'] ?? '') ? 'html' : 'json')
  const status = statusOf(failure.kind)
  const problem = problemOf(failure, status, t)
  const retry: Record<string, string> = failure.kind === 'unavailable' ? { 'retry-after': '30' } : {}
  return wants === 'html'
    ? {
        status,
        headers: { 'content-type': 'text/html; charset=utf-8', ...retry },
        body: failurePage(site, t, problem),
      }
    : problemAnswer(problem, retry)
}

/** Errors that are no failure of ours: those that pass are `unavailable`, the rest are defects. */
const failureOf = (error: unknown): Failure => {
  if (error instanceof Failure) return error
  const name = error instanceof Error ? error.name : ''
  const passing =
    /Throttl|ProvisionedThroughput|RequestLimit|ServiceUnavailable|InternalServerError|Timeout|ECONN/
  return passing.test(name) || passing.test((error as { code?: string })?.code ?? '')
    ? new Failure('unavailable', 'try-again', { cause: error })
    : new Failure('poison', 'unexpected', { cause: error })
}
