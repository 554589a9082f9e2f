import { describe, expect, it } from 'vitest'
import { invokeAsynchronously } from '../../../infra/local/functions/asynchronous.ts'
import type { FunctionWiring } from '../../../infra/local/templates/wiring.ts'
import { wiredFunction } from '../../support/local-wiring.ts'

/** Invokes a function that fails so often, with a clock that jumps. */
const invoked = async (failures: number, asynchronous: Partial<FunctionWiring['asynchronous']> = {}) => {
  let now = Date.parse('2026-11-23T09:00:00Z')
  const at: number[] = []
  const began = now
  const sent: { queueArn: string; body: string }[] = []
  const { first, done } = invokeAsynchronously(
    {
      wiring: wiredFunction({
        asynchronous: {
          maximumRetryAttempts: 2,
          maximumEventAgeSeconds: 3600,
          onFailureArn: 'arn:failures',
          ...asynchronous,
        },
      }),
      invoke: async () => {
        at.push((now - began) / 1000)
        return at.length <= failures
          ? { ok: false, requestId: 'r', error: { errorType: 'Error', errorMessage: 'broken' } }
          : { ok: true, requestId: 'r', answer: { done: 1 } }
      },
      warm: async () => {},
      stop: async () => {},
    },
    { scheduledTime: '2026-11-23T09:00:00Z' },
    {
      now: () => now,
      pause: async (milliseconds) => {
        now += milliseconds
      },
      stopped: () => false,
    },
    (queueArn, body) => sent.push({ queueArn, body }),
  )
  const outcome = await first
  await done
  return { outcome, at, sent: sent.map(({ queueArn, body }) => ({ queueArn, ...JSON.parse(body) })) }
}

describe('an event that nobody waits for', () => {
  it('is tried again after one minute and then after two, until it succeeds', async () => {
    const { at, sent, outcome } = await invoked(2)
    expect(at).toEqual([0, 60, 180])
    expect(sent).toEqual([])
    expect(outcome.ok).toBe(false)
  })

  it('goes to the failure destination with its payload when all attempts failed', async () => {
    const { at, sent } = await invoked(9)
    expect(at).toHaveLength(3)
    expect(sent).toMatchObject([
      {
        queueArn: 'arn:failures',
        requestContext: { condition: 'RetriesExhausted', approximateInvokeCount: 3 },
        requestPayload: { scheduledTime: '2026-11-23T09:00:00Z' },
        responsePayload: { errorMessage: 'broken' },
      },
    ])
  })

  it('is not tried again where the function says so', async () => {
    expect((await invoked(9, { maximumRetryAttempts: 0 })).at).toEqual([0])
  })

  it('is given up when the next attempt would be over its age', async () => {
    const { at, sent } = await invoked(9, { maximumEventAgeSeconds: 60 })
    expect(at).toEqual([0, 60])
    expect(sent).toMatchObject([
      { requestContext: { condition: 'EventAgeExceeded', approximateInvokeCount: 2 } },
    ])
  })
})
