import type { BatchGetCommand } from '@aws-sdk/lib-dynamodb'
import { describe, expect, it } from 'vitest'
import { batchGet, epochSeconds, type Tables } from '../../../shared/table/client.ts'

/** A table that has every item, and in each answer leaves out all but `most` of the keys. */
const busyTable = (most: number) => {
  const asked: number[] = []
  const client = {
    send: async ({ input }: BatchGetCommand) => {
      const { Keys = [], ConsistentRead } = input.RequestItems?.t ?? {}
      expect(ConsistentRead).toBe(true)
      asked.push(Keys.length)
      const left = Keys.slice(most)
      return {
        Responses: { t: Keys.slice(0, most) },
        UnprocessedKeys: left.length > 0 ? { t: { Keys: left, ConsistentRead } } : {},
      }
    },
  } as unknown as Tables['client']
  return { client, asked }
}
const keys = (count: number) => Array.from({ length: count }, (_, n) => ({ pk: `p${n}`, sk: 's' }))

describe('reading items by key', () => {
  it('asks for 100 at a time, and again for what was left out', async () => {
    const table = busyTable(60)
    expect(await batchGet(table, 't', keys(130))).toEqual(keys(130))
    expect(table.asked).toEqual([100, 40, 30])
  })

  it('asks for nothing when there are no keys', async () => {
    const table = busyTable(60)
    expect(await batchGet(table, 't', [])).toEqual([])
    expect(table.asked).toEqual([])
  })

  it('gives up as unavailable when the table stays busy', async () => {
    const table = busyTable(0)
    await expect(batchGet(table, 't', keys(1))).rejects.toMatchObject({ kind: 'unavailable' })
    expect(table.asked).toHaveLength(8)
  })
})

describe('the end of an item', () => {
  it('is in whole seconds, some days after an instant', () => {
    expect(epochSeconds('1970-01-02T00:00:00.999Z', 2)).toBe(3 * 86_400)
  })
})
