import type { Operation } from '../../shared/http/operation.ts'
import { type HttpHandler, type HttpRequest, json } from '../../shared/http/request.ts'
import { httpFunction } from '../../shared/lambda/http-function.ts'
import { ask, type StatedEvent } from './http-events.ts'
import { aSite } from './requests.ts'

/** An operation of which nothing but its address matters. */
export const operation = (method: 'GET' | 'POST', path: string): Operation => ({
  id: `${method}-${path}`,
  method,
  path,
  access: 'everybody',
  summary: '',
  answers: {},
})

/** A function with one page, one entry and one form; `seen` is what its handlers were asked. */
export const aFunction = (answer: HttpHandler = async () => json(200, { ok: true })) => {
  const seen: HttpRequest[] = []
  const handle: HttpHandler = async (request) => {
    seen.push(request)
    return answer(request)
  }
  const handler = httpFunction(aSite, [
    [operation('GET', '/register'), handle],
    [operation('GET', '/register/{entryId}'), handle],
    [operation('GET', '/survey'), handle],
    [operation('POST', '/survey'), handle],
    [operation('POST', '/links'), handle],
    [{ ...operation('GET', '/callback'), inertHead: true }, handle],
  ])
  return { seen, ask: (stated: StatedEvent) => ask(handler, stated) }
}

/** What a browser says that it wants. */
export const browser = { Accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' }
/** How a body comes. */
export const jsonBody = { 'Content-Type': 'application/json' }
export const formBody = { 'Content-Type': 'application/x-www-form-urlencoded' }
/** An answer's problem document. */
export const problemOf = (answer: { body: string }) => JSON.parse(answer.body) as Record<string, unknown>
