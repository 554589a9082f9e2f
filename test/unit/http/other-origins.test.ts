import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Operation } from '../../../shared/http/operation.ts'
import { json } from '../../../shared/http/request.ts'
import { httpFunction } from '../../../shared/lambda/http-function.ts'
import { surveyOperations } from '../../../shared/survey/survey-operations.ts'
import { ask } from '../../support/http-events.ts'
import { aSite } from '../../support/requests.ts'

const partner = 'https://partner.example.org'
const { submitSurvey: open, askConfirmationLink: closed, showSurvey } = surveyOperations
const handlerFor = (allowedOrigins: readonly string[]) => {
  const done = async () => json(200, {})
  const routes: [Operation, typeof done][] = [
    [open, done],
    [showSurvey, done],
    [closed, done],
  ]
  return httpFunction(aSite, routes, { allowedOrigins })
}
const asked = async (
  { path, method = 'POST', origin }: { path: string; method?: string; origin?: string },
  allowed: readonly string[] = [partner],
) => {
  const { statusCode, headers } = await ask(handlerFor(allowed), {
    method,
    path,
    headers: { accept: 'application/json', ...(origin && { origin }) },
  })
  return { status: statusCode, shared: headers?.['access-control-allow-origin'], vary: headers?.vary }
}

beforeEach(() => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true)
})
afterEach(() => vi.restoreAllMocks())

describe('a post from a page of another origin', () => {
  it('is taken from an origin that the stage names, and its page may read the answer', async () => {
    const { status, shared, vary } = await asked({ path: open.path, origin: partner })
    expect([status, shared]).toEqual([200, partner])
    expect(vary).toContain('Origin')
  })

  it.each([
    ['an origin that it does not name', { path: open.path, origin: 'https://other.example.org' }],
    ['one that only begins alike', { path: open.path, origin: `${partner}.evil.example` }],
    ['the same host without encryption', { path: open.path, origin: 'http://partner.example.org' }],
    ['no origin to speak of', { path: open.path, origin: 'null' }],
    ['an allowed origin, to any other operation', { path: closed.path, origin: partner }],
  ])('is refused from %s', async (_, request) => {
    expect(await asked(request)).toMatchObject({ status: 403, shared: undefined })
    expect((await asked({ ...request, method: 'OPTIONS' })).shared).toBeUndefined()
  })

  it('is announced by a preflight, answered for the named origin alone', async () => {
    expect(await asked({ path: open.path, method: 'OPTIONS', origin: partner })).toMatchObject({
      status: 204,
      shared: partner,
    })
    expect((await asked({ path: open.path, method: 'OPTIONS', origin: 'https://x.example' })).status).toBe(
      403,
    )
    expect((await asked({ path: open.path, method: 'OPTIONS', origin: partner }, [])).status).toBe(405)
  })

  it('from our own pages stays as it is', async () => {
    expect(await asked({ path: open.path, origin: aSite.siteUrl })).toMatchObject({
      status: 200,
      shared: undefined,
    })
  })
})
