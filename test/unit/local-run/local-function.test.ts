import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Outcome } from '../../../infra/local/functions/instance.ts'
import { type LocalFunction, localFunction } from '../../../infra/local/functions/local-function.ts'
import type { FunctionWiring } from '../../../infra/local/templates/wiring.ts'
import { wiredFunction } from '../../support/local-wiring.ts'

let folder = ''
const started: LocalFunction[] = []
const failed: Outcome[] = []
const logged: string[] = []

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'function-'))
  writeFileSync(
    join(folder, 'index.mjs'),
    `let events = 0
     export const handler = async (event, context) => {
       events++
       if (event.log) process.stdout.write(JSON.stringify(event.log) + '\\n')
       if (event.never) return new Promise(() => {})
       if (event.fail) throw new TypeError(event.fail)
       if (event.exit) process.exit(3)
       if (event.spin) for (;;);
       return { events, environment: { ...process.env }, id: context.awsRequestId,
         left: context.getRemainingTimeInMillis(), more: event.give ? 'x'.repeat(event.give) : undefined }
     }`,
  )
  writeFileSync(
    join(folder, 'streaming.mjs'),
    `export const handler = awslambda.streamifyResponse(async (event, stream) => {
       const body = awslambda.HttpResponseStream.from(stream, { statusCode: 200, headers: { a: 'b' } })
       for (let piece = 0; piece < event.pieces; piece++) {
         if (event.failsAt === piece) throw new TypeError('half way')
         if (!body.write('x'.repeat(event.size))) await new Promise((resolve) => body.once('drain', resolve))
         process.stdout.write('{"level":"error","piece":' + piece + '}\\n')
       }
       await new Promise((resolve) => body.end(resolve))
     })`,
  )
  writeFileSync(join(folder, 'broken.mjs'), 'throw new Error("cannot load")')
})
afterEach(async () => {
  await Promise.all(started.splice(0).map((each) => each.stop()))
  failed.length = 0
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const aFunction = (stated: Partial<FunctionWiring> = {}, bundle = 'index.mjs') => {
  const made = localFunction(wiredFunction({ name: 'survey', environment: { OWN: 'yes' }, ...stated }), {
    bundle: join(folder, bundle),
    logFile: join(folder, 'log'),
    environment: { AWS_ENDPOINT_URL: 'http://127.0.0.1:1' },
    logged: (_, line) => logged.push(line),
    failed: (_, outcome) => failed.push(outcome),
  })
  started.push(made)
  return made
}

const answerOf = (outcome: Outcome) => (outcome.ok ? (outcome.answer as Record<string, unknown>) : {})

describe('a function', () => {
  it('sees its own variables and who it is, and nothing else', async () => {
    const { environment } = answerOf(await aFunction().invoke({}))
    expect(environment).toMatchObject({
      OWN: 'yes',
      AWS_REGION: 'eu-central-1',
      AWS_ACCESS_KEY_ID: 'survey',
      AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
    })
    expect(environment).not.toHaveProperty('PATH')
    expect(environment).not.toHaveProperty('HOME')
  })

  it('stays warm from one event to the next', async () => {
    const target = aFunction()
    await target.warm()
    expect(answerOf(await target.invoke({})).events).toBe(1)
    expect(answerOf(await target.invoke({})).events).toBe(2)
  })

  it('gets one event at a time: another one at the same moment has an instance of its own', async () => {
    const target = aFunction()
    const both = await Promise.all([target.invoke({}), target.invoke({})])
    expect(both.map((outcome) => answerOf(outcome).events)).toEqual([1, 1])
  })

  it('waits its turn where its concurrency is reserved', async () => {
    const target = aFunction({ mostAtOnce: 1 })
    const both = await Promise.all([target.invoke({}), target.invoke({})])
    expect(both.map((outcome) => answerOf(outcome).events)).toEqual([1, 2])
  })

  it('is told how long it has', async () => {
    const { left } = answerOf(await aFunction({ timeoutSeconds: 5 }).invoke({}))
    expect(left).toBeGreaterThan(0)
    expect(left).toBeLessThanOrEqual(5000)
  })

  it.each([
    ['that waits', { never: true }],
    ['that never gives way', { spin: true }],
  ])('%s is ended at its time-out, and the next event finds a new instance', async (_, event) => {
    const target = aFunction({ timeoutSeconds: 1, mostAtOnce: 1 })
    await target.warm()
    const outcome = await target.invoke(event)
    expect(outcome).toMatchObject({
      ok: false,
      error: { errorType: 'Sandbox.Timedout', errorMessage: 'Task timed out after 1 seconds' },
    })
    expect(answerOf(await target.invoke({})).events).toBe(1)
  })

  it.each([
    ['that throws', { fail: 'broken' }, 'TypeError'],
    ['that ends itself', { exit: true }, 'Runtime.ExitError'],
    ['that gives more than 6 MB', { give: 6 * 1024 * 1024 }, 'Function.ResponseSizeTooLarge'],
  ])('%s fails and tells', async (_, event, errorType) => {
    const target = aFunction({ timeoutSeconds: 10 })
    expect(await target.invoke(event)).toMatchObject({ ok: false, error: { errorType } })
    expect(failed).toHaveLength(1)
    expect((await target.invoke({})).ok).toBe(true)
  })

  it('tells what it logs as an error, and keeps the rest in its log', async () => {
    const target = aFunction()
    await target.invoke({ log: { level: 'info', event: 'fine' } })
    await target.invoke({ log: { level: 'error', event: 'request-failed' } })
    await expect.poll(() => logged).toEqual(['{"level":"error","event":"request-failed"}'])
    await expect.poll(() => readFileSync(join(folder, 'log'), 'utf8')).toContain('"event":"fine"')
  })

  it('that cannot load fails its events and says why', async () => {
    expect(await aFunction({}, 'broken.mjs').invoke({})).toMatchObject({
      ok: false,
      error: { errorMessage: 'cannot load' },
    })
  })
})

describe('a function that streams', () => {
  const begun = async (target: LocalFunction, event: Record<string, unknown>) => {
    const outcome = await target.invoke(event)
    if (!outcome.ok || !outcome.pieces) throw new Error('nothing is streamed')
    return { head: outcome.answer, pieces: outcome.pieces }
  }
  const lengthOf = async (pieces: AsyncIterable<Uint8Array>) => {
    let length = 0
    for await (const piece of pieces) length += piece.length
    return length
  }

  it('gives its head, then all its pieces, more than a whole answer may hold, and is free again', async () => {
    const target = aFunction({ mostAtOnce: 1 }, 'streaming.mjs')
    for (const _ of [1, 2]) {
      const { head, pieces } = await begun(target, { pieces: 100, size: 100_000 })
      expect(head).toEqual({ statusCode: 200, headers: { a: 'b' } })
      expect(await lengthOf(pieces)).toBe(10_000_000)
    }
  })

  it('makes no more than is read', async () => {
    const { pieces } = await begun(aFunction({}, 'streaming.mjs'), { pieces: 1000, size: 100_000 })
    logged.length = 0
    await pieces[Symbol.asyncIterator]().next()
    expect(logged.length).toBeLessThan(10)
  })

  it('breaks off where its handler fails, and takes the next event', async () => {
    const target = aFunction({ mostAtOnce: 1 }, 'streaming.mjs')
    const { pieces } = await begun(target, { pieces: 9, size: 10, failsAt: 5 })
    await expect(lengthOf(pieces)).rejects.toThrow('half way')
    expect(await lengthOf((await begun(target, { pieces: 2, size: 10 })).pieces)).toBe(20)
  })

  it('is ended when nobody reads on, and another takes the next event', async () => {
    const target = aFunction({ mostAtOnce: 1 }, 'streaming.mjs')
    const { pieces } = await begun(target, { pieces: 1000, size: 100_000 })
    pieces.destroy()
    expect(await lengthOf((await begun(target, { pieces: 2, size: 10 })).pieces)).toBe(20)
  })
})
