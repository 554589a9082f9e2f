import { beforeEach, describe, expect, it } from 'vitest'
import type { Entry } from '../../../shared/register/entry.ts'
import type { ImportedEntry } from '../../../shared/survey/import-store.ts'
import type { Tables } from '../../../shared/table/client.ts'
import { importTable } from '../../../shared/table/import-table.ts'
import { registerReader } from '../../../shared/table/register-index-table.ts'
import { surveyTable } from '../../../shared/table/survey-table.ts'
import { anEntry, anItem } from '../../support/builders.ts'
import { itemsOfKind } from '../../support/table-items.ts'
import { freshTables } from '../../support/tables.ts'

let tables: Tables
beforeEach(async () => {
  tables = await freshTables()
})

/** An entry of a town of its own, to be imported. */
const imported = (
  entryId: string,
  stated: Partial<Entry> = {},
  earlier: readonly Entry[] = [],
): ImportedEntry => ({
  entry: anEntry({
    entryId,
    authority: { name: `Town of ${entryId}`, country: 'IE' },
    items: [anItem({ entryId })],
    ...stated,
  }),
  earlier,
  contact: {
    contactId: `hash-of-${entryId}`,
    address: `office@${entryId}.example.org`,
    addressHash: `hash-of-${entryId}`,
    language: 'en',
    state: 'confirmed',
    digest: 'weekly',
    entryIds: [entryId],
    createdAt: '2026-11-01T09:00:00.000Z',
  },
})
const towns = (count: number, from = 0) =>
  Array.from({ length: count }, (_, n) => imported(`town${from + n}`))

const idsInSearch = async () =>
  [...(await registerReader(tables).open()).entries()].map(({ entryId }) => entryId).sort()

describe('an import', () => {
  it('writes more entries than one transaction holds, each with all that belongs to it', async () => {
    expect(await importTable(tables).importEntries(towns(40))).toEqual({ written: 40, there: 0 })
    for (const kind of ['entry', 'revision', 'contact', 'authority', 'entryContact'] as const)
      expect(await itemsOfKind(tables, kind), kind).toHaveLength(40)
    expect(await idsInSearch()).toHaveLength(40)
  })

  it('keeps the revisions before the present one', async () => {
    const before = anEntry({ entryId: 'galway', revision: 1 })
    await importTable(tables).importEntries([imported('galway', { revision: 2 }, [before])])
    const revisions = await itemsOfKind(tables, 'revision')
    expect(revisions.map(({ entry }) => entry.revision).sort()).toEqual([1, 2])
  })

  it('keeps what is not public out of the search', async () => {
    await importTable(tables).importEntries([
      imported('waiting', { state: 'awaiting-review' }),
      imported('resting', { state: 'paused' }),
      imported('open'),
    ])
    expect(await idsInSearch()).toEqual(['open'])
    expect(await itemsOfKind(tables, 'entry')).toHaveLength(3)
  })

  it('changes nothing when the same comes again, and goes on with what is new', async () => {
    const store = importTable(tables)
    await store.importEntries(towns(10))
    expect(await store.importEntries(towns(10))).toEqual({ written: 0, there: 10 })
    expect(await store.importEntries(towns(10, 5))).toEqual({ written: 5, there: 5 })
    expect(await idsInSearch()).toHaveLength(15)
    expect(await itemsOfKind(tables, 'delta')).toHaveLength(15)
  })

  it("leaves an authority alone that has an entry already, whatever the entry's id", async () => {
    const store = importTable(tables)
    await store.importEntries([imported('first', { authority: { name: 'Galway', country: 'IE' } })])
    const counts = await store.importEntries([
      imported('second', { authority: { name: 'GALWAY ', country: 'IE' } }),
      imported('third'),
    ])
    expect(counts).toEqual({ written: 1, there: 1 })
    expect(
      (await surveyTable(tables).entryOfAuthority({ country: 'IE', name: 'Galway' }))?.entry.entryId,
    ).toBe('first')
  })

  it('loses no row of the search when several imports run at once', async () => {
    const counts = await Promise.all(
      [0, 20, 40].map((from) => importTable(tables).importEntries(towns(20, from))),
    )
    expect(counts).toEqual(Array(3).fill({ written: 20, there: 0 }))
    expect(await idsInSearch()).toHaveLength(60)
    expect(await itemsOfKind(tables, 'delta')).toHaveLength(60)
  })
})
