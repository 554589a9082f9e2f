import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb'
import type { KeptRound } from '../matchmaking/rounds/kept-round.ts'
import type { DeskRounds, RoundParts, RoundWork } from '../matchmaking/rounds/round-store.ts'
import { indexes } from './access-patterns.ts'
import { auditWrite } from './audit-writes.ts'
import { batchGet, type Tables } from './client.ts'
import { written } from './contention.ts'
import { fieldsOf } from './item-fields.ts'
import { keyOf, lookupKeyOf, lookupPartitionOf } from './keys.ts'

/** DynamoDB items have at most 400 kB; the rest is for keys. */
const pieceBytes = 350_000

const roundItem = (round: KeptRound): Record<string, unknown> => ({
  ...keyOf('round', round),
  ...lookupKeyOf('round', { rounds: 'ALL', openedAt: round.openedAt, roundId: round.roundId }),
  kind: 'round',
  v: 1,
  ...round,
})

/** Columns of numbers as text, which JSON can hold. */
const packed = (_: string, value: unknown): unknown =>
  value instanceof Int32Array || value instanceof Uint8Array
    ? {
        column: value instanceof Int32Array ? 'int32' : 'uint8',
        bytes: Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64'),
      }
    : value

const unpacked = (_: string, value: unknown): unknown => {
  if (typeof value !== 'object' || value === null || !('column' in value) || !('bytes' in value)) return value
  const bytes = Uint8Array.from(Buffer.from(String(value.bytes), 'base64'))
  return value.column === 'int32' ? new Int32Array(bytes.buffer) : bytes
}

const partKey = (roundId: string, part: string, piece: number) =>
  keyOf('roundPart', { roundId, part, piece: String(piece).padStart(4, '0') })

/** Rounds in the main table, as the desk asks for them and as the work on them keeps them. */
export const roundTable = (tables: Tables): DeskRounds & RoundWork => {
  const { client, main } = tables
  return {
    async rounds(most) {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: main,
          IndexName: 'lookup',
          KeyConditionExpression: '#pk = :pk',
          ExpressionAttributeNames: { '#pk': indexes.lookup.pk },
          ExpressionAttributeValues: { ':pk': lookupPartitionOf('round', { rounds: 'ALL' }) },
          ScanIndexForward: false,
          Limit: most,
        }),
      )
      return Items.map((item) => fieldsOf<KeptRound>('round', item))
    },

    async roundById(roundId) {
      const { Item } = await client.send(
        new GetCommand({ TableName: main, Key: keyOf('round', { roundId }), ConsistentRead: true }),
      )
      return fieldsOf<KeptRound>('round', Item)
    },

    async openRound(round, audit) {
      await written(tables, [
        {
          Put: { TableName: main, Item: roundItem(round), ConditionExpression: 'attribute_not_exists(pk)' },
        },
        auditWrite(tables, audit),
      ])
    },

    changeRound: (before, after, audit) =>
      written(tables, [
        {
          Put: {
            TableName: main,
            Item: roundItem(after),
            ConditionExpression: 'revision = :before AND #state = :state',
            ExpressionAttributeNames: { '#state': 'state' },
            ExpressionAttributeValues: { ':before': before.revision, ':state': before.state },
          },
        },
        ...(audit ? [auditWrite(tables, audit)] : []),
      ]),

    async partOf<P extends keyof RoundParts>({ roundId, parts }: KeptRound, part: P) {
      const pieces = parts[part]
      if (!pieces) return undefined
      const found = await batchGet(
        tables,
        main,
        Array.from({ length: pieces }, (_, piece) => partKey(roundId, part, piece)),
      )
      const ordered = found
        .map((item) => ({ sk: String(item.sk), bytes: item.bytes as Uint8Array }))
        .sort((a, b) => (a.sk < b.sk ? -1 : 1))
      if (ordered.length < pieces) return undefined
      const bytes = zstdDecompressSync(Buffer.concat(ordered.map((piece) => piece.bytes)))
      return JSON.parse(bytes.toString('utf8'), unpacked) as RoundParts[P]
    },

    async keepPart(roundId, part, value) {
      const bytes = zstdCompressSync(Buffer.from(JSON.stringify(value, packed)))
      const pieces = Math.ceil(bytes.length / pieceBytes)
      for (let piece = 0; piece < pieces; piece++)
        await client.send(
          new PutCommand({
            TableName: main,
            Item: {
              ...partKey(roundId, part, piece),
              kind: 'roundPart',
              v: 1,
              bytes: bytes.subarray(piece * pieceBytes, (piece + 1) * pieceBytes),
            },
          }),
        )
      return pieces
    },
  }
}
