import { beforeEach, describe, expect, it } from 'vitest'
import type { EditedProgramme } from '../../../shared/programmes/programme-store.ts'
import { programmeIds, shippedProgramme } from '../../../shared/programmes/programmes.ts'
import { programmesReader } from '../../../shared/programmes/programmes-reader.ts'
import type { Tables } from '../../../shared/table/client.ts'
import { programmeTable } from '../../../shared/table/programme-table.ts'
import { freshTables } from '../../support/tables.ts'

const nicosia = shippedProgramme('nicosia')
const edit = (stated: Partial<EditedProgramme> = {}): EditedProgramme => ({
  programme: { ...nicosia, window: { from: '2016-01-01', until: '2026-12-31' } },
  revision: 1,
  editedAt: '2026-11-23T09:00:00.000Z',
  editedBy: 'user1',
  ...stated,
})

describe('the programmes in the table', () => {
  let tables: Tables
  beforeEach(async () => {
    tables = await freshTables()
  })

  it('editedProgrammes: those that were edited, each as it is now', async () => {
    const store = programmeTable(tables)
    expect(await store.editedProgrammes()).toEqual([])
    const taiex = edit({ programme: shippedProgramme('taiex') })
    const again = edit({ revision: 2, programme: { ...nicosia, byCall: true } })
    for (const each of [edit(), taiex, again]) expect(await store.keepEdited(each)).toBe(true)
    expect(await store.editedProgrammes()).toEqual([again, taiex])
  })

  it('are those of the files until somebody edits one; then that one counts', async () => {
    const store = programmeTable(tables)
    const read = () => programmesReader(store, () => '2026-11-23T09:00:00.000Z').all()
    expect((await read()).map(({ programme }) => programme)).toEqual(programmeIds.map(shippedProgramme))
    await store.keepEdited(edit())
    const now = await read()
    expect(now).toHaveLength(programmeIds.length)
    expect(now.filter(({ edited }) => edited)).toEqual([
      { programme: edit().programme, edited: { revision: 1, editedAt: edit().editedAt } },
    ])
  })

  it('keep one of two edits of the same revision, and say so to the other', async () => {
    const store = programmeTable(tables)
    const two = [edit({ editedBy: 'user1' }), edit({ editedBy: 'user2' })]
    const kept = await Promise.all(
      two.map((each) => store.keepEdited(each).catch((error: { kind?: string }) => error.kind)),
    )
    expect(kept.filter((each) => each === true)).toHaveLength(1)
    const winner = two[kept.indexOf(true)]
    expect(await store.editedProgrammes()).toEqual([winner])
    expect(await store.keepEdited(edit({ revision: 3 }))).toBe(false)
    expect(await store.keepEdited(edit({ revision: 1 }))).toBe(false)
  })
})
