import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { jobFunction } from '../../../shared/lambda/job-function.ts'

const event = { scheduledTime: '2026-11-23T09:00:00.000Z' }

let logged = ''
beforeEach(() => {
  logged = ''
  vi.spyOn(process.stdout, 'write').mockImplementation((line) => {
    logged += line
    return true
  })
})
afterEach(() => {
  vi.restoreAllMocks()
})

describe('a scheduled job', () => {
  it('gives and logs what it counted', async () => {
    expect(await jobFunction('sweep', async () => ({ swept: 3 }))(event)).toEqual({ swept: 3 })
    expect(JSON.parse(logged)).toEqual({ level: 'info', event: 'job-done', job: 'sweep', swept: 3 })
  })

  it('that fails throws, so that it is tried again, and tells neither log nor Lambda what the error quoted', async () => {
    const quoting = Object.assign(new Error('Invalid value: amina@zliten.example.org'), {
      name: 'ValidationException',
      code: 'bad-value',
      item: { address: 'amina@zliten.example.org' },
    })
    const thrown = await jobFunction('sweep', () => Promise.reject(quoting))(event).catch((error) => error)
    expect(thrown).toBeInstanceOf(Error)
    // Lambda logs type, message, stack and whatever else hangs on an error that reaches it.
    expect(`${thrown}`).toBe('ValidationException: job sweep failed')
    expect(inspect(thrown, { depth: 5, showHidden: true }) + thrown.stack).not.toContain('amina')
    expect(JSON.parse(logged)).toMatchObject({
      event: 'job-failed',
      job: 'sweep',
      error: 'ValidationException',
      code: 'bad-value',
      at: expect.stringContaining('test/unit/lambda/job-function.test.ts'),
    })
    expect(logged).not.toContain('amina')
  })

  it('of no time fails without a run', async () => {
    const run = vi.fn(async () => ({}))
    await expect(jobFunction('sweep', run)({ scheduledTime: 'soon' })).rejects.toThrow('no time')
    expect(run).not.toHaveBeenCalled()
  })
})
