import { beforeAll, describe, expect, it } from 'vitest'
import type { Tables } from '../../../shared/table/client.ts'
import { listNames, listOf } from '../../../shared/table/keys.ts'
import { headOfList } from '../../../shared/table/register-delta.ts'
import { registerBuildTable, registerIndexTable } from '../../../shared/table/register-index-table.ts'
import { registerTable } from '../../../shared/table/register-table.ts'
import { anEntry } from '../../support/builders.ts'
import { writeEntry } from '../../support/register-entries.ts'
import { freshTables } from '../../support/tables.ts'

const utrecht = anEntry()
const paused = anEntry({ entryId: 'paused', state: 'paused' })

describe("the register's access patterns", () => {
  let tables: Tables
  beforeAll(async () => {
    tables = await freshTables()
    await writeEntry(tables, anEntry({ revision: 0 }))
    await writeEntry(tables, utrecht)
    await writeEntry(tables, paused)
  })

  it('entryById: one entry, whatever its state, and nothing else of its item', async () => {
    const store = registerTable(tables)
    expect(await store.entryById('utrecht')).toEqual(utrecht)
    expect(await store.entryById('paused')).toEqual(paused)
    expect(await store.entryById('nobody')).toBeUndefined()
  })

  it('currentSnapshot: no manifest before the first build, and eight heads', async () => {
    const { manifest, heads } = await registerIndexTable(tables).currentSnapshot()
    expect(manifest).toBeUndefined()
    expect(heads).toHaveLength(listNames.length)
    expect(heads.reduce((sum, head) => sum + head, 0)).toBe(3)
  })

  it('headOfList: the head of the list that an entry belongs to', async () => {
    const sameList = listOf('utrecht') === listOf('paused')
    expect(await headOfList(tables, 'utrecht')).toBe(sameList ? 3 : 2)
  })

  it('deltaAfter: the rows past what was seen, up to a head, in order', async () => {
    const store = registerIndexTable(tables)
    const list = Number(listOf('utrecht'))
    expect(await store.deltaAfter(list, 0, 2)).toMatchObject([
      { row: 1, change: { entryId: 'utrecht', entry: { revision: 0 } } },
      { row: 2, change: { entryId: 'utrecht', entry: { revision: 1 } } },
    ])
    expect(await store.deltaAfter(list, 1, 2)).toMatchObject([{ row: 2 }])
  })

  it('chunksOfSnapshot: the chunks in the order asked for, with a gap where one is missing', async () => {
    const store = registerBuildTable(tables)
    await store.writeChunks('v1', [Uint8Array.of(1), Uint8Array.of(2)])
    const chunks = await store.chunksOfSnapshot('v1', [1, 0, 2])
    expect(chunks.map((chunk) => chunk && [...chunk])).toEqual([[2], [1], undefined])
  })

  it('allEntries: every entry in every state, once', async () => {
    const entries = await registerIndexTable(tables).allEntries()
    expect(entries.map(({ entryId }) => entryId).sort()).toEqual(['paused', 'utrecht'])
  })
})
