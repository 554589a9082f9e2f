import { describe, expect, it } from 'vitest'
import type { Failure } from '../../../shared/failures.ts'
import { decideAnew } from '../../../shared/http/decide-anew.ts'

/** Decides, where others come first so many times; gives what came of it and the waits. */
const met = async (times: number) => {
  const waits: number[] = []
  let decisions = 0
  const outcome = await decideAnew(
    async (most) => {
      waits.push(most)
    },
    async () => (++decisions > times ? `decided at ${decisions}` : undefined),
  ).catch((error: Failure) => `${error.kind} ${error.code}`)
  return { outcome, waits, decisions }
}

describe('deciding while others write', () => {
  it('waits for nobody when nobody else writes', async () => {
    expect(await met(0)).toEqual({ outcome: 'decided at 1', waits: [], decisions: 1 })
  })

  it('decides anew after a longer wait each time', async () => {
    expect(await met(3)).toEqual({ outcome: 'decided at 4', waits: [20, 40, 80], decisions: 4 })
  })

  it('says that it can be tried again when others never stop, before somebody has waited 3 s', async () => {
    const { outcome, waits } = await met(Number.POSITIVE_INFINITY)
    expect(outcome).toBe('unavailable try-again')
    expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeLessThan(3000)
  })

  it('lets through what goes wrong', async () => {
    const failing = decideAnew(
      async () => {},
      () => Promise.reject(new Error('no table')),
    )
    await expect(failing).rejects.toThrow('no table')
  })
})
