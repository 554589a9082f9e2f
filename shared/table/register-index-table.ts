import {
  BatchWriteCommand,
  DeleteCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb'
import type { Entry } from '../register/entry.ts'
import { openRegister } from '../register/open-register.ts'
import type { RegisterReader } from '../register/register-index.ts'
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

/** The register of these tables. One for a process, so that it stays warm. */
export const registerReader = (tables: Tables, onDamage?: (version: string) => void): RegisterReader =>
  openRegister(registerIndexTable(tables), onDamage)

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

  chunksOfSnapshot: ({ version, chunks }) =>
    Promise.all(
      Array.from({ length: chunks }, async (_, number) => {
        const { Item } = await client.send(
          new GetCommand({
            TableName: index,
            Key: keyOf('chunk', { version, number: String(number) }),
            ConsistentRead: true,
          }),
        )
        return fieldsOf<{ bytes: Uint8Array }>('chunk', Item)?.bytes
      }),
    ),

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

  /** Deletes in batches of 25, the most that BatchWriteItem takes. */
  const deleteAll = async (keys: readonly { pk: string; sk: string }[]): Promise<void> => {
    for (let at = 0; at < keys.length; at += 25) {
      let requests = keys.slice(at, at + 25).map((Key) => ({ DeleteRequest: { Key } }))
      for (let round = 0; requests.length > 0; round++) {
        await beforeRound(round)
        const { UnprocessedItems } = await client.send(
          new BatchWriteCommand({ RequestItems: { [index]: requests } }),
        )
        requests = (UnprocessedItems?.[index] ?? []) as typeof requests
      }
    }
  }

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
      for (const [number, bytes] of chunks.entries())
        await client.send(
          new PutCommand({
            TableName: index,
            Item: {
              ...keyOf('chunk', { version, number: String(number) }),
              kind: 'chunk',
              v: 1,
              bytes,
            },
          }),
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
              'SET #version = :version, chunks = :chunks, heads = :heads, #kind = :kind, v = :v ADD #pending :noted',
            ...condition,
            ExpressionAttributeNames: { '#pending': 'pending', '#version': 'version', '#kind': 'kind' },
            ExpressionAttributeValues: {
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
      for (let number = 0; number < chunks; number++)
        await client.send(
          new DeleteCommand({
            TableName: index,
            Key: keyOf('chunk', { version, number: String(number) }),
          }),
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

/** The manifest, whose item exists without a version while the first snapshot is being built. */
const manifestOf = (fields: Partial<Manifest> | undefined): Manifest | undefined => {
  const { version, chunks, heads } = fields ?? {}
  return version === undefined || chunks === undefined || heads === undefined
    ? undefined
    : { version, chunks, heads }
}

const pendingText = ({ version, chunks }: PendingBuild): string => `${chunks}#${version}`
const pendingOfText = (text: string): PendingBuild => {
  const cut = text.indexOf('#')
  return { version: text.slice(cut + 1), chunks: Number(text.slice(0, cut)) }
}
