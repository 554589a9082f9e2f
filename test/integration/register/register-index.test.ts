import { DeleteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { registerOf } from '../../../shared/lambda/register-reader.ts'
import { openRegister, openSearch } from '../../../shared/register/open-register.ts'
import { rebuildRegister } from '../../../shared/register/rebuild-register.ts'
import { rebuildWhenDue } from '../../../shared/register/rebuild-when-due.ts'
import type { SearchIndex, SearchReader } from '../../../shared/register/register-index.ts'
import type { RegisterBuildStore, RegisterIndexStore } from '../../../shared/register/register-index-store.ts'
import { items } from '../../../shared/table/access-patterns.ts'
import type { Tables } from '../../../shared/table/client.ts'
import { keyOf } from '../../../shared/table/keys.ts'
import {
  noteDamage,
  registerBuildTable,
  registerIndexTable,
  registerReader,
  searchReader,
} from '../../../shared/table/register-index-table.ts'
import { anEntry } from '../../support/builders.ts'
import { crashing, crashModes } from '../../support/crashes.ts'
import { accountingMailer } from '../../support/notices.ts'
import { writeEntry } from '../../support/register-entries.ts'
import { itemsOfKind } from '../../support/table-items.ts'
import { freshTables } from '../../support/tables.ts'

let tables: Tables
let versions: number
beforeEach(async () => {
  tables = await freshTables()
  versions = 0
})

const newVersion = () => `v${++versions}`
const rebuild = (store: Partial<RegisterBuildStore> = {}) =>
  rebuildRegister({ ...registerBuildTable(tables), ...store }, newVersion)
const idsIn = async (index: SearchIndex) =>
  (await index.search({ limit: 100 }, 'visitor')).entries.map(({ entry }) => entry.entryId).sort()
/** What a process sees that has seen nothing before. */
const coldIds = async () => idsIn(await searchReader(tables).open())
const write = (entryId: string, more: Parameters<typeof anEntry>[0] = {}) =>
  writeEntry(tables, anEntry({ entryId, ...more }))
const chunkVersions = async () => [
  ...new Set((await itemsOfKind(tables, 'chunk')).map(({ pk }) => (pk as string).split('#')[1])),
]

/** A store that notes which questions it was asked. */
const watched = (store: RegisterIndexStore) => {
  const asked: string[] = []
  const noting = <T>(question: string, answer: T): T => {
    asked.push(question)
    return answer
  }
  const watching: RegisterIndexStore = {
    currentSnapshot: () => noting('currentSnapshot', store.currentSnapshot()),
    deltaAfter: (list, after, upTo) =>
      noting(`deltaAfter ${after}–${upTo}`, store.deltaAfter(list, after, upTo)),
    chunksOfSnapshot: (version, numbers) =>
      noting(`chunksOfSnapshot ${version} ${numbers}`, store.chunksOfSnapshot(version, numbers)),
    allEntries: () => noting('allEntries', store.allEntries()),
  }
  return { watching, asked: () => asked.splice(0) }
}

describe('an open register', () => {
  it('is empty before anything was confirmed', async () => {
    expect(await coldIds()).toEqual([])
  })

  it('shows a change at once, before any snapshot and after it', async () => {
    const register = registerReader(tables)
    await write('utrecht')
    expect(await idsIn(await register.open())).toEqual(['utrecht'])
    await rebuild()
    await write('zliten')
    expect(await idsIn(await register.open())).toEqual(['utrecht', 'zliten'])
    expect(await coldIds()).toEqual(['utrecht', 'zliten'])
  })

  it('forgets an entry that is no longer public', async () => {
    await write('utrecht')
    await write('zliten')
    await rebuild()
    await write('zliten', { state: 'paused' })
    expect(await coldIds()).toEqual(['utrecht'])
    await rebuild()
    expect(await coldIds()).toEqual(['utrecht'])
    expect((await registerReader(tables).open()).entry('zliten')).toBeUndefined()
  })

  it('reads only what is new in a warm process', async () => {
    const { watching, asked } = watched(registerIndexTable(tables))
    const register = openRegister(watching)
    await write('utrecht')
    await rebuild()
    await register.open()
    expect(asked()).toEqual(['currentSnapshot', 'chunksOfSnapshot v1 0', 'chunksOfSnapshot v1 1'])
    const same = await register.open()
    expect(asked()).toEqual(['currentSnapshot'])
    await write('utrecht', { revision: 2 })
    const next = await register.open()
    expect(asked()).toEqual(['currentSnapshot', 'deltaAfter 1–2'])
    expect(next.entry('utrecht')?.revision).toBe(2)
    expect(same.entry('utrecht')?.revision).toBe(1)
  })

  it('begins again when a rebuild deletes what it is reading', async () => {
    await write('utrecht')
    await rebuild()
    await write('zliten')
    const store = registerIndexTable(tables)
    let overtaken = false
    const register = openRegister({
      ...store,
      chunksOfSnapshot: async (version, numbers) => {
        if (!overtaken) {
          overtaken = true
          await rebuild()
        }
        return store.chunksOfSnapshot(version, numbers)
      },
    })
    expect(await idsIn(await register.open())).toEqual(['utrecht', 'zliten'])
    expect(overtaken).toBe(true)
  })

  it('to search reads the columns, and of the entries those that it shows', async () => {
    for (const id of ['a', 'b', 'c']) await write(id)
    await rebuild()
    const { watching, asked } = watched(registerIndexTable(tables))
    const index = await openSearch(watching).open()
    expect(asked()).toEqual(['currentSnapshot', 'chunksOfSnapshot v1 0'])
    expect((await index.search({ q: 'nowhere', limit: 1 }, 'visitor')).total).toBe(0)
    expect(asked()).toEqual([])
    expect((await index.search({ limit: 1 }, 'visitor')).entries).toHaveLength(1)
    expect(asked()).toEqual(['chunksOfSnapshot v1 1'])
    await index.search({ limit: 2 }, 'visitor')
    expect(asked()).toEqual([])
  })

  it('answers from the version that took its place when a rebuild deleted it between opening and searching', async () => {
    await write('utrecht')
    await rebuild()
    const index = await searchReader(tables).open()
    await write('zliten')
    await rebuild()
    expect(await idsIn(index)).toEqual(['utrecht', 'zliten'])
  })

  it('of a warm process goes on when a rebuild deleted rows that it has not seen', async () => {
    const register = registerReader(tables)
    await write('utrecht')
    await register.open()
    await write('zliten')
    await rebuild()
    await write('tripoli')
    expect(await idsIn(await register.open())).toEqual(['tripoli', 'utrecht', 'zliten'])
  })
})

describe('a rebuild', () => {
  it('keeps the rows that are younger than it, and deletes the others', async () => {
    await write('utrecht')
    const store = registerBuildTable(tables)
    const counts = await rebuild({
      allEntries: async () => {
        const entries = await store.allEntries()
        await write('late')
        await write('utrecht', { revision: 2 })
        return entries
      },
    })
    expect(counts).toMatchObject({ built: 1, rowsDeleted: 1 })
    expect(await itemsOfKind(tables, 'delta')).toHaveLength(2)
    expect(await coldIds()).toEqual(['late', 'utrecht'])
    expect((await registerReader(tables).open()).entry('utrecht')?.revision).toBe(2)
  })

  it('deletes what it replaced, and builds nothing when nothing changed', async () => {
    await write('utrecht')
    await rebuild()
    await write('zliten')
    await rebuild()
    expect(await chunkVersions()).toEqual(['v2'])
    expect(await itemsOfKind(tables, 'delta')).toEqual([])
    expect(await rebuild()).toMatchObject({ built: 0, overtaken: 0, entries: 2 })
    expect(await chunkVersions()).toEqual(['v2'])
  })

  it('loses nothing when the list of all entries lags behind', async () => {
    await write('utrecht')
    await rebuild()
    const lagging = await registerBuildTable(tables).allEntries()
    await write('zliten')
    await write('utrecht', { state: 'paused' })
    expect(await rebuild({ allEntries: async () => lagging })).toMatchObject({ built: 1, doubtful: 2 })
    expect(await itemsOfKind(tables, 'delta')).toEqual([])
    expect(await coldIds()).toEqual(['zliten'])
  })

  it('takes in what was changed past the delta', async () => {
    await write('utrecht')
    await rebuild()
    await tables.client.send(
      new UpdateCommand({
        TableName: tables.main,
        Key: keyOf('entry', { entryId: 'utrecht' }),
        UpdateExpression: 'SET #state = :erased',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: { ':erased': 'erased' },
      }),
    )
    await rebuild()
    expect(await coldIds()).toEqual([])
  })

  it('of several at once lets one win; the others leave nothing behind', async () => {
    for (const id of ['a', 'b', 'c', 'd']) await write(id)
    await rebuild()
    await write('e')
    const store = registerBuildTable(tables)
    // All of them read the same base before the first may swap.
    let reading = 5
    let allRead = () => {}
    const together = new Promise<void>((resolve) => {
      allRead = resolve
    })
    const counts = await Promise.all(
      Array.from({ length: 5 }, () =>
        rebuild({
          currentSnapshot: async () => {
            const snapshot = await store.currentSnapshot()
            if (--reading === 0) allRead()
            await together
            return snapshot
          },
        }),
      ),
    )
    expect(counts.map(({ built }) => built).sort()).toEqual([0, 0, 0, 0, 1])
    expect(counts.map(({ overtaken }) => overtaken).sort()).toEqual([0, 1, 1, 1, 1])
    expect(await chunkVersions()).toHaveLength(1)
    expect(await coldIds()).toEqual(['a', 'b', 'c', 'd', 'e'])
  })

  it.each([
    'announceBuild',
    'writeChunks',
    'swapManifest',
    'deleteChunks',
    'forgetBuilds',
    'deleteDelta',
  ] as const)(
    'that dies at %s, before or after it, leaves a whole register, and the next one clears up',
    async (step) => {
      await write('utrecht')
      await rebuild()
      const store = registerBuildTable(tables)
      for (const when of ['before', 'after'] as const) {
        await write(`${when}-${step.toLowerCase()}`)
        const dying = async (...given: unknown[]) => {
          if (when === 'after') await (store[step] as (...all: unknown[]) => Promise<unknown>)(...given)
          throw new Error('the process ended here')
        }
        await expect(rebuild({ [step]: dying })).rejects.toThrow('the process ended here')
        expect(await coldIds()).toContain(`${when}-${step.toLowerCase()}`)
      }
      await write('last')
      await rebuild()
      expect(await coldIds()).toHaveLength(4)
      expect(await chunkVersions()).toHaveLength(1)
      expect(await itemsOfKind(tables, 'delta')).toEqual([])
    },
  )

  it('recovers from a crash at any SDK call, and does not notice a call that the SDK repeated', {
    timeout: 240_000,
  }, async () => {
    const { mailer } = accountingMailer()
    const rebuildOf = (of: Tables) => rebuildRegister(registerBuildTable(of), newVersion)
    let revision = 1
    const change = () => write('utrecht', { revision: ++revision })
    await change()
    await rebuild()
    await change()
    const counted = crashing(tables, mailer, 0, 'refused')
    await rebuildOf(counted.tables)
    const calls = counted.calls()
    expect(calls).toBeGreaterThan(10)
    for (const mode of crashModes)
      for (let at = 1; at <= calls; at++) {
        const where = `${mode} ${at} of ${calls}`
        await change()
        const counts = await rebuildOf(crashing(tables, mailer, at, mode).tables).catch(() => undefined)
        if (mode === 'repeated') expect(counts, where).toMatchObject({ built: 1, overtaken: 0 })

        const damaged: string[] = []
        const register = await registerReader(tables, (version) => void damaged.push(version)).open()
        expect(register.entry('utrecht')?.revision, where).toBe(revision)
        expect(damaged, where).toEqual([])
        await change()
        expect(await rebuild(), where).toMatchObject({ built: 1 })
        expect(await chunkVersions(), where).toEqual([`v${versions}`])
        expect(await itemsOfKind(tables, 'delta'), where).toEqual([])
      }
  })

  it('never deletes the current snapshot, even when it is told that its own swap failed', async () => {
    await write('utrecht')
    const { swapManifest } = registerBuildTable(tables)
    const told: RegisterBuildStore['swapManifest'] = async (base, next) => {
      await swapManifest(base, next)
      return undefined
    }
    await rebuild({ swapManifest: told })
    expect(await chunkVersions()).toEqual(['v1'])
  })
})

describe('a look at the snapshot', () => {
  const look = (worth: number) => rebuildWhenDue(registerBuildTable(tables), newVersion, worth)

  it('builds the first one as soon as there is something to find', async () => {
    expect(await look(100)).toEqual({ waiting: 0, built: 0 })
    await write('utrecht')
    expect(await look(100)).toEqual({ waiting: 1, built: 1 })
    expect(await look(100)).toEqual({ waiting: 0, built: 0 })
  })

  it('builds it anew when enough changes wait, whatever their lists, and not before', async () => {
    await write('utrecht')
    await rebuild()
    await write('zliten')
    expect(await look(2)).toEqual({ waiting: 1, built: 0 })
    expect(await chunkVersions()).toEqual(['v1'])
    await write('a')
    expect(await look(2)).toEqual({ waiting: 2, built: 1 })
    expect(await chunkVersions()).toEqual(['v2'])
    expect(await itemsOfKind(tables, 'delta')).toEqual([])
    expect(await coldIds()).toEqual(['a', 'utrecht', 'zliten'])
  })

  it('builds it anew where a program of another version wrote it, and until then all is found', async () => {
    await write('utrecht')
    await rebuild()
    await tables.client.send(
      new UpdateCommand({
        TableName: tables.index,
        Key: keyOf('manifest', {}),
        UpdateExpression: 'REMOVE layout',
      }),
    )
    expect(await coldIds()).toEqual(['utrecht'])
    // Nothing has changed but the program, so the bytes are the same: they are written all the same.
    expect(await look(100)).toEqual({ waiting: 0, built: 1 })
    expect(await look(100)).toEqual({ waiting: 0, built: 0 })
    expect(await coldIds()).toEqual(['utrecht'])
  })

  it('at the same time as the daily rebuild and another look leaves one whole snapshot', async () => {
    for (const id of ['a', 'b', 'c', 'd']) await write(id)
    const built = await Promise.all([look(1), rebuild(), look(1)])
    expect(built.reduce((sum, counts) => sum + counts.built, 0)).toBeGreaterThan(0)
    await write('e')
    expect(await coldIds()).toEqual(['a', 'b', 'c', 'd', 'e'])
    const [version, ...others] = await chunkVersions()
    expect(others).toEqual([])
    expect((await registerBuildTable(tables).currentSnapshot()).manifest?.version).toBe(version)
  })
})

describe('a damaged snapshot', () => {
  const damage: Record<string, () => Promise<unknown>> = {
    'with a missing chunk': () =>
      tables.client.send(
        new DeleteCommand({ TableName: tables.index, Key: keyOf('chunk', { version: 'v1', number: '0' }) }),
      ),
    'without the texts of its entries': () =>
      tables.client.send(
        new DeleteCommand({ TableName: tables.index, Key: keyOf('chunk', { version: 'v1', number: '1' }) }),
      ),
    'with broken texts of its entries': () =>
      tables.client.send(
        new UpdateCommand({
          TableName: tables.index,
          Key: keyOf('chunk', { version: 'v1', number: '1' }),
          UpdateExpression: 'SET #bytes = :bytes',
          ExpressionAttributeNames: { '#bytes': 'bytes' },
          ExpressionAttributeValues: { ':bytes': Uint8Array.of(40, 181, 47, 253, 0) },
        }),
      ),
    'with a broken chunk': () =>
      tables.client.send(
        new UpdateCommand({
          TableName: tables.index,
          Key: keyOf('chunk', { version: 'v1', number: '0' }),
          UpdateExpression: 'SET #bytes = :bytes',
          ExpressionAttributeNames: { '#bytes': 'bytes' },
          ExpressionAttributeValues: { ':bytes': Uint8Array.of(31, 139, 8, 0) },
        }),
      ),
    'without its manifest': () =>
      tables.client.send(new DeleteCommand({ TableName: tables.index, Key: keyOf('manifest', {}) })),
  }

  it.each(Object.keys(damage))(
    '%s still answers, is reported, and is healed by the next rebuild',
    async (how) => {
      await write('utrecht')
      await write('paused', { state: 'paused' })
      await rebuild()
      await write('zliten')
      await damage[how]?.()
      const reported: string[] = []
      const register = searchReader(tables, (version) => void reported.push(version))
      expect(await idsIn(await register.open())).toEqual(['utrecht', 'zliten'])
      expect(reported).toHaveLength(1)
      await write('tripoli')
      expect(await idsIn(await register.open())).toEqual(['tripoli', 'utrecht', 'zliten'])
      expect(reported).toHaveLength(1)

      expect(await rebuild()).toMatchObject({ built: 1, entries: 3 })
      const healed = registerReader(tables, (version) => void reported.push(version))
      expect(await idsIn(await healed.open())).toEqual(['tripoli', 'utrecht', 'zliten'])
      expect(reported).toHaveLength(1)
    },
  )

  it.each(Object.keys(damage))(
    '%s is noted by the function that met it, and built anew by the next look',
    async (how) => {
      await write('utrecht')
      await rebuild()
      await damage[how]?.()
      const output = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
      try {
        expect(await idsIn(await registerOf(tables).open())).toEqual(['utrecht'])
      } finally {
        output.mockRestore()
      }
      // The look at it alone would build nothing: too few changes wait.
      expect(await rebuildWhenDue(registerBuildTable(tables), newVersion, 100)).toMatchObject({ built: 1 })
      expect(await rebuildWhenDue(registerBuildTable(tables), newVersion, 100)).toMatchObject({ built: 0 })
      const reported: string[] = []
      const healed = registerReader(tables, (version) => void reported.push(version))
      expect(await idsIn(await healed.open())).toEqual(['utrecht'])
      expect(reported).toEqual([])
    },
  )

  it('that another has replaced meanwhile is left alone', async () => {
    await write('utrecht')
    await rebuild()
    await write('zliten')
    await rebuild()
    await noteDamage(tables, 'v1')
    expect(await rebuildWhenDue(registerBuildTable(tables), newVersion, 100)).toMatchObject({ built: 0 })
  })

  it('still answers when its damage cannot be noted', async () => {
    await write('utrecht')
    await rebuild()
    await damage['with a missing chunk']?.()
    const client = new Proxy(tables.client, {
      get: (target, name) =>
        name === 'send'
          ? (command: Parameters<typeof target.send>[0]) =>
              command instanceof UpdateCommand ? Promise.reject(new Error('refused')) : target.send(command)
          : Reflect.get(target, name),
    })
    const output = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
    try {
      expect(await idsIn(await registerOf({ ...tables, client }).open())).toEqual(['utrecht'])
      expect(output.mock.calls.map(([line]) => JSON.parse(String(line)).event)).toEqual([
        'register-snapshot-damaged',
        'register-damage-not-noted',
      ])
    } finally {
      output.mockRestore()
    }
  })

  it('is logged by every function under one name, with the version', async () => {
    await write('utrecht')
    await rebuild()
    await damage['with a missing chunk']?.()
    const output = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
    try {
      await registerOf(tables).open()
      expect(output.mock.calls).toEqual([
        [`${JSON.stringify({ level: 'error', event: 'register-snapshot-damaged', version: 'v1' })}\n`],
      ])
    } finally {
      output.mockRestore()
    }
  })

  it('is not made up for by a list of all entries that lags behind rows that are still there', async () => {
    await write('utrecht')
    await rebuild()
    await damage['with a missing chunk']?.()
    const store = registerIndexTable(tables)
    const lagging = await store.allEntries()
    await write('zliten')
    const register = openRegister({ ...store, allEntries: async () => lagging })
    expect(await idsIn(await register.open())).toEqual(['utrecht', 'zliten'])
  })
})

describe('an item of a newer version', () => {
  it.each(['head', 'delta', 'entry', 'chunk', 'manifest'] as const)(
    'of the kind %s stops the reader or the builder instead of being misread',
    async (kind) => {
      await write('utrecht')
      await rebuild()
      await write('utrecht', { revision: 2 })
      for (const { pk, sk } of await itemsOfKind(tables, kind))
        await tables.client.send(
          new UpdateCommand({
            TableName: tables[items[kind].table],
            Key: { pk, sk },
            UpdateExpression: 'SET v = :newer',
            ExpressionAttributeValues: { ':newer': 2 },
          }),
        )
      const failed = kind === 'entry' ? rebuild() : registerReader(tables).open()
      await expect(failed).rejects.toMatchObject({ kind: 'poison', cause: { code: `${kind} v2` } })
    },
  )
})

describe('a cursor', () => {
  const pageThrough = async (reader: () => SearchReader, between: () => Promise<unknown>) => {
    const found: string[] = []
    let cursor: string | undefined
    do {
      const index = await reader().open()
      const page = await index.search({ limit: 2, ...(cursor && { cursor }) }, 'visitor')
      found.push(...page.entries.map(({ entry }) => entry.entryId))
      cursor = page.nextCursor
      if (cursor) await between()
    } while (cursor)
    return found
  }

  it('reads on in its own version while the register changes, in any process', async () => {
    for (const id of ['a', 'b', 'c']) await write(id)
    await rebuild()
    for (const id of ['d', 'e']) await write(id)
    let changes = 0
    const found = await pageThrough(
      () => registerReader(tables),
      () => write('e', { updatedAt: `2027-01-0${++changes}T00:00:00.000Z` }),
    )
    expect(found).toEqual(['a', 'b', 'c', 'd', 'e'])
    expect(changes).toBe(2)
  })

  it('says that it has expired after the next rebuild', async () => {
    for (const id of ['a', 'b', 'c']) await write(id)
    await expect(pageThrough(() => registerReader(tables), rebuild)).rejects.toMatchObject({
      kind: 'gone',
      code: 'expired-cursor',
    })
  })
})
