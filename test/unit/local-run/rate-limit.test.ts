import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Gateway, startGateway } from '../../../infra/local/gateway/gateway.ts'
import { rateLimits } from '../../../infra/local/gateway/rate-limit.ts'
import { readWiring } from '../../../infra/local/templates/read-wiring.ts'
import type { RateRuleWiring } from '../../../infra/local/templates/wiring.ts'
import { httpFunction } from '../../../shared/lambda/http-function.ts'
import { allOperations } from '../../../shared/site/all-operations.ts'
import { freePorts } from '../../support/free-ports.ts'
import { aWiring, wiredFunction } from '../../support/local-wiring.ts'
import { aSite } from '../../support/requests.ts'
import { templatesOf } from '../../support/stacks.ts'

const rule = (stated: Partial<RateRuleWiring> = {}): RateRuleWiring => ({
  name: 'rule',
  limit: 3,
  windowSeconds: 60,
  outcome: { kind: 'mark', headers: { marked: 'yes' } },
  ...stated,
})

describe('a limit of requests from one address', () => {
  it('holds for each address by itself, within its window, and passes with it', () => {
    let seconds = 0
    const next = rateLimits([rule()], () => seconds * 1000)
    const passes = (address: string) => next(address).length === 0
    expect([1, 2, 3, 4].map(() => passes('a'))).toEqual([true, true, true, false])
    expect(passes('b')).toBe(true)
    seconds = 30
    expect(passes('a')).toBe(false)
    // Only the one of half a minute ago is left.
    seconds = 61
    expect([1, 2, 3].map(() => passes('a'))).toEqual([true, true, false])
  })
})

/** The firewall of a stage, as the local run reads it from the template. */
const rulesOf = (stage: string, context: Record<string, unknown> = {}) => {
  const { stacks } = templatesOf(stage, context).app.synth()
  const templates = Object.fromEntries(stacks.map(({ stackName, template }) => [stackName, template]))
  return readWiring(templates, { region: 'eu-central-1', account: '000000000000' }).api.rateRules
}

describe('the firewall of a stage', () => {
  it('is read from its template: far over the limit first, and none where it is off', () => {
    expect(
      rulesOf('demo').map(({ name, limit, windowSeconds, outcome }) => [
        name,
        limit,
        windowSeconds,
        outcome.kind,
      ]),
    ).toEqual([
      ['FarOverTheLimit', 10_000, 300, 'answer'],
      ['OverTheLimit', 2_000, 300, 'mark'],
    ])
    expect(rulesOf('demo', { firewall: 'off' })).toEqual([])
    expect(rulesOf('demo', { requestsPerAddress: '50' })[1]?.limit).toBe(50)
  })
})

describe('over the limit', () => {
  const limit = 10
  let gateway: Gateway
  let site = ''
  let minutes = 0
  let reached = 0
  const wiring = wiredFunction({
    permissions: [
      {
        effect: 'Allow',
        actions: ['lambda:InvokeFunction'],
        resources: [],
        principals: ['Service:apigateway.amazonaws.com'],
        conditions: [],
      },
    ],
  })

  beforeAll(async () => {
    const port = await freePorts(1)
    site = `http://localhost:${port}`
    const page = httpFunction({ ...aSite, siteUrl: site }, [
      [allOperations.site.checkHealth, async () => ({ status: 200, headers: {}, body: 'well' })],
    ])
    const route = {
      method: 'ANY',
      path: '/health',
      resourceId: 'health',
      functionArn: wiring.arn,
      timeoutMilliseconds: 5_000,
      streams: false,
    }
    gateway = await startGateway(
      aWiring({
        api: {
          id: 'api',
          stage: 'site',
          routes: [route],
          responses: [],
          binaryMediaTypes: [],
          rateRules: rulesOf('demo', { requestsPerAddress: limit }),
        },
      }),
      new Map([
        [
          wiring.arn,
          {
            wiring,
            invoke: async (event: unknown) => {
              reached++
              const context = { getRemainingTimeInMillis: () => 10_000 } as Parameters<typeof page>[1]
              return {
                ok: true as const,
                requestId: 'r',
                answer: await page(event as Parameters<typeof page>[0], context),
              }
            },
            warm: async () => {},
            stop: async () => {},
          },
        ],
      ]),
      { port, siteUrl: site, now: () => minutes * 60_000 },
      () => {},
    )
  })
  afterAll(() => gateway.stop())

  const ask = (headers: Record<string, string> = {}) => fetch(`${site}/health`, { headers })
  const askTimes = async (times: number) => {
    for (let n = 0; n < times; n++) await (await ask()).text()
  }

  it('one is told so in one’s own language, with the time to wait, and then answered again', async () => {
    await askTimes(limit - 1)
    expect((await ask()).status).toBe(200)
    const page = await ask({ accept: 'text/html', 'accept-language': 'fr' })
    expect([page.status, page.headers.get('retry-after'), page.headers.get('content-language')]).toEqual([
      429,
      '300',
      'fr',
    ])
    expect(await page.text()).toContain('<h1>Trop de demandes depuis votre réseau</h1>')
    const problem = await ask({ accept: 'application/json', 'accept-language': 'ar' })
    expect(problem.headers.get('content-type')).toContain('application/problem+json')
    expect(await problem.json()).toMatchObject({
      status: 429,
      code: 'over-limit',
      title: 'طلبات كثيرة من شبكتك',
    })
    minutes += 6
    expect((await ask()).status).toBe(200)
  })

  it('by far, no function is reached any more', async () => {
    minutes += 6
    await askTimes(5 * limit)
    const before = reached
    const refused = await ask({ accept: 'text/html' })
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '300'])
    expect(await refused.json()).toEqual({
      type: 'about:blank',
      title: expect.any(String),
      status: 429,
      code: 'over-limit',
    })
    expect(reached).toBe(before)
    minutes += 6
  })
})
