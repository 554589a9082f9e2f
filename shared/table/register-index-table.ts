import {
  BatchWriteCommand,
  type BatchWriteCommandInput,
  QueryCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb'
import type { Entry } from '../register/entry.ts'
import { type OnDamage, openRegister, openSearch } from '../register/open-register.ts'
import type { RegisterReader, SearchReader } from '../register/register-index.ts'
import type {
  Manifest,
  PendingBuild,
  RegisterBuildStore,
  RegisterChange,
  RegisterIndexStore,
} from '../register/register-index-store.ts'
import { indexes } from './access-patterns.ts'
import { batchGet, beforeRound, isFailedCondition, type Tables } from './client.ts'
import { fieldsOf } from './item-fields.ts'
import { keyOf, listNames, numberKey, partitionOf, workPartitionOf } from './keys.ts'

/** A batch read gives 16 MB at most; 40 chunks have at most 14. Few in one answer, so that several are on their way. */
const chunksTogether = 10
/** Batches on their way at once: below the 50 connections that the SDK opens. */
const chunkReaders = 16

/** The search of these tables. One for a process, so that it stays warm. */
export const searchReader = (tables: Tables, onDamage?: OnDamage): SearchReader =>
  openSearch(registerIndexTable(tables), onDamage)

/** The same with all entries. */
export const registerReader = (tables: Tables, onDamage?: OnDamage): RegisterReader =>
  openRegister(registerIndexTable(tables), onDamage)

/** Notes that a snapshot is damaged, unless another has taken its place; the next look at it builds it anew. */
export const noteDamage = async ({ client, index }: Tables, version: string): Promise<void> => {
  try {
    await client.send(
      new UpdateCommand({
        TableName: index,
        Key: keyOf('manifest', {}),
        UpdateExpression: 'SET damaged = :yes',
        ConditionExpression: '#version = :version',
        ExpressionAttributeNames: { '#version': 'version' },
        ExpressionAttributeValues: { ':yes': true, ':version': version },
      }),
    )
  } catch (error) {
    if (!isFailedCondition(error)) throw error
  }
}

/** What the register's reader asks, answered by the index table (and, for `allEntries`, the main one). */
export const registerIndexTable = ({ client, main, index }: Tables): RegisterIndexStore => ({
  async currentSnapshot() {
    const manifestKey = keyOf('manifest', {})
    const headKeys = listNames.map((list) => keyOf('head', { list }))
    const found = await batchGet({ client }, index, [manifestKey, ...headKeys])
    const byKey = new Map(found.map((item) => [item.pk as string, item]))
    return {
      manifest: manifestOf(fieldsOf('manifest', byKey.get(manifestKey.pk))),
      heads: headKeys.map(({ pk }) => fieldsOf<{ rows: number }>('head', byKey.get(pk))?.rows ?? 0),
    }
  },

  async deltaAfter(list, after, upTo) {
    const rows: { row: number; change: RegisterChange }[] = []
    let from: Record<string, unknown> | undefined
    do {
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName: index,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
          ExpressionAttributeValues: {
            ':pk': partitionOf('delta', { list: String(list) }),
            ':first': numberKey(after + 1),
            ':last': numberKey(upTo),
          },
          ExclusiveStartKey: from,
        }),
      )
      for (const item of Items)
        rows.push({ row: Number(item.sk), change: fieldsOf<RegisterChange>('delta', item) })
      from = LastEvaluatedKey
    } while (from)
    return rows
  },

  async chunksOfSnapshot(version, numbers) {
    const keys = numbers.map((number) => keyOf('chunk', { version, number: String(number) }))
    const groups = Array.from({ length: Math.ceil(keys.length / chunksTogether) }, (_, n) =>
      keys.slice(n * chunksTogether, (n + 1) * chunksTogether),
    )
    const found = new Map<string, Uint8Array>()
    const inTurn = groups.values()
    await Promise.all(
      Array.from({ length: chunkReaders }, async () => {
        for (const group of inTurn)
          for (const item of await batchGet({ client }, index, group))
            found.set(item.pk as string, fieldsOf<{ bytes: Uint8Array }>('chunk', item).bytes)
      }),
    )
    return keys.map(({ pk }) => found.get(pk))
  },

  async allEntries() {
    const inList = async (list: string): Promise<Entry[]> => {
      const entries: Entry[] = []
      let from: Record<string, unknown> | undefined
      do {
        const { Items = [], LastEvaluatedKey } = await client.send(
          new QueryCommand({
            TableName: main,
            IndexName: 'work',
            KeyConditionExpression: '#pk = :pk',
            ExpressionAttributeNames: { '#pk': indexes.work.pk },
            ExpressionAttributeValues: { ':pk': workPartitionOf('entry', { list }) },
            ExclusiveStartKey: from,
          }),
        )
        entries.push(...Items.map((item) => fieldsOf<Entry>('entry', item)))
        from = LastEvaluatedKey
      } while (from)
      return entries
    }
    return (await Promise.all(listNames.map(inList))).flat()
  },
})

/** What the builder asks besides. */
export const registerBuildTable = (tables: Tables): RegisterBuildStore => {
  const { client, main, index } = tables
  const manifestKey = keyOf('manifest', {})
  const stillCurrent = (base: string | undefined) =>
    base === undefined
      ? { ConditionExpression: 'attribute_not_exists(#version)' }
      : { ConditionExpression: '#version = :base', values: { ':base': base } }

  /** Writes and deletes in batches of 25, the most that BatchWriteItem takes. */
  const writeAll = async (writes: readonly BatchedWrite[]): Promise<void> => {
    for (let at = 0; at < writes.length; at += 25) {
      let requests = writes.slice(at, at + 25)
      for (let round = 0; requests.length > 0; round++) {
        await beforeRound(round)
        const { UnprocessedItems } = await client.send(
          new BatchWriteCommand({ RequestItems: { [index]: requests } }),
        )
        requests = (UnprocessedItems?.[index] ?? []) as typeof requests
      }
    }
  }
  const deleteAll = (keys: readonly { pk: string; sk: string }[]): Promise<void> =>
    writeAll(keys.map((Key) => ({ DeleteRequest: { Key } })))

  return {
    ...registerIndexTable(tables),

    async entriesById(entryIds) {
      const found = await batchGet(
        { client },
        main,
        entryIds.map((entryId) => keyOf('entry', { entryId })),
      )
      return found.map((item) => fieldsOf<Entry>('entry', item))
    },

    async announceBuild(base, { version, chunks }) {
      const { values, ...condition } = stillCurrent(base)
      try {
        await client.send(
          new UpdateCommand({
            TableName: index,
            Key: manifestKey,
            UpdateExpression: 'ADD #pending :build SET #kind = :kind, v = :v',
            ...condition,
            ExpressionAttributeNames: { '#pending': 'pending', '#version': 'version', '#kind': 'kind' },
            ExpressionAttributeValues: {
              ':build': new Set([pendingText({ version, chunks })]),
              ':kind': 'manifest',
              ':v': 1,
              ...values,
            },
          }),
        )
        return true
      } catch (error) {
        if (isFailedCondition(error)) return false
        throw error
      }
    },

    async writeChunks(version, chunks) {
      await writeAll(
        chunks.map((bytes, number) => ({
          PutRequest: {
            Item: { ...keyOf('chunk', { version, number: String(number) }), kind: 'chunk', v: 1, bytes },
          },
        })),
      )
    },

    async swapManifest(base, next) {
      const { values, ...condition } = stillCurrent(base?.version)
      // The build's own note goes into the set as well: an empty set is no value, and ADD needs one.
      const noted = [next, ...(base ? [base] : [])].map(pendingText)
      try {
        const { Attributes } = await client.send(
          new UpdateCommand({
            TableName: index,
            Key: manifestKey,
            UpdateExpression:
              'SET #version = :version, chunks = :chunks, #columns = :columns, layout = :layout, heads = :heads, #kind = :kind, v = :v REMOVE damaged ADD #pending :noted',
            ...condition,
            ExpressionAttributeNames: {
              '#pending': 'pending',
              '#version': 'version',
              '#columns': 'columns',
              '#kind': 'kind',
            },
            ExpressionAttributeValues: {
              ':columns': next.columns,
              ':layout': next.layout ?? 0,
              ':version': next.version,
              ':chunks': next.chunks,
              ':heads': next.heads,
              ':kind': 'manifest',
              ':v': 1,
              ':noted': new Set(noted),
              ...values,
            },
            ReturnValues: 'ALL_NEW',
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          }),
        )
        const pending = Attributes?.pending as Set<string> | undefined
        return [...(pending ?? [])].map(pendingOfText)
      } catch (error) {
        if (!isFailedCondition(error)) throw error
        // Our own version stands there: the swap was carried out, its answer was lost, and the SDK repeated it.
        const stored = error.Item
        return stored?.version?.S === next.version ? (stored.pending?.SS ?? []).map(pendingOfText) : undefined
      }
    },

    async forgetBuilds(builds) {
      await client.send(
        new UpdateCommand({
          TableName: index,
          Key: manifestKey,
          UpdateExpression: 'DELETE #pending :builds',
          ExpressionAttributeNames: { '#pending': 'pending' },
          ExpressionAttributeValues: { ':builds': new Set(builds.map(pendingText)) },
        }),
      )
    },

    async deleteChunks({ version, chunks }) {
      await deleteAll(
        Array.from({ length: chunks }, (_, number) => keyOf('chunk', { version, number: String(number) })),
      )
    },

    async deleteDelta(heads) {
      let deleted = 0
      for (const [list, head] of heads.entries()) {
        if (head === 0) continue
        // From the first row on, not from the last rebuild's: a builder that crashed may have left some.
        const rows: { pk: string; sk: string }[] = []
        let from: Record<string, unknown> | undefined
        do {
          const { Items = [], LastEvaluatedKey } = await client.send(
            new QueryCommand({
              TableName: index,
              ConsistentRead: true,
              KeyConditionExpression: 'pk = :pk AND sk <= :last',
              ExpressionAttributeValues: {
                ':pk': partitionOf('delta', { list: String(list) }),
                ':last': numberKey(head),
              },
              ProjectionExpression: 'pk, sk',
              ExclusiveStartKey: from,
            }),
          )
          rows.push(...(Items as typeof rows))
          from = LastEvaluatedKey
        } while (from)
        await deleteAll(rows)
        deleted += rows.length
      }
      return deleted
    },
  }
}

/**
 * The manifest, whose item exists without a version while the first snapshot is being built. One that does not say
 * which chunks hold columns is of the format before; as it has none, it is taken for damaged and built again.
 */
const manifestOf = (fields: Partial<Manifest> | undefined): Manifest | undefined => {
  const { version, chunks, columns = 0, layout, heads, damaged } = fields ?? {}
  return version === undefined || chunks === undefined || heads === undefined
    ? undefined
    : {
        version,
        chunks,
        columns,
        heads,
        ...(layout !== undefined && { layout }),
        ...(damaged && { damaged }),
      }
}

type BatchedWrite = NonNullable<BatchWriteCommandInput['RequestItems']>[string][number]

const pendingText = ({ version, chunks }: PendingBuild): string => `${chunks}#${version}`
const pendingOfText = (text: string): PendingBuild => {
  const cut = text.indexOf('#')
  return { version: text.slice(cut + 1), chunks: Number(text.slice(0, cut)) }
}
