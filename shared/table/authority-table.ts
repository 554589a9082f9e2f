import { GetCommand } from '@aws-sdk/lib-dynamodb'
import { Failure } from '../failures.ts'
import type { Entry } from '../register/entry.ts'
import { foldedAuthorityName, isSameAuthority, type Named, seatOf } from '../survey/authority-name.ts'
import type { ExistingEntry } from '../survey/survey-store.ts'
import type { Tables, Write } from './client.ts'
import { contactIdsOfEntry } from './entry-reads.ts'
import { fieldsOf } from './item-fields.ts'
import { keyOf, type PrimaryKey } from './keys.ts'
import { registerTable } from './register-table.ts'

type Row = { readonly kind: 'authority' | 'authorityAt'; readonly key: PrimaryKey }

/** The rows under which an authority's entry is found: by its name and, where its place is known, by that. */
const rowsOf = (authority: Named): readonly Row[] => {
  const { country, name } = authority
  const seat = seatOf(authority)
  return [
    { kind: 'authority', key: keyOf('authority', { country, foldedName: foldedAuthorityName(name) }) },
    ...(seat ? [{ kind: 'authorityAt' as const, key: keyOf('authorityAt', seat) }] : []),
  ]
}

const itemOf = ({ kind, key }: Row, entryId: string): Record<string, unknown> => ({
  ...key,
  kind,
  v: 1,
  entryId,
})

/** The rows of an entry's authority as items. */
export const authorityItems = (entry: Entry): readonly Record<string, unknown>[] =>
  rowsOf(entry.authority).map((row) => itemOf(row, entry.entryId))

/** Whose entry each row names, strongly consistent. */
const ownersOf = ({ client, main }: Tables, rows: readonly Row[]) =>
  Promise.all(
    rows.map(async (row) => {
      const { Item } = await client.send(
        new GetCommand({ TableName: main, Key: row.key, ConsistentRead: true }),
      )
      return { row, owner: fieldsOf<{ entryId: string }>(row.kind, Item)?.entryId }
    }),
  )

/**
 * The entry that a row names, while it is this authority's: a row by place may be left over from before the entry's place
 * was corrected, and one by name may be another place's.
 */
const entryBehind = async (
  tables: Tables,
  { row, owner }: { readonly row: Row; readonly owner: string | undefined },
  authority: Named,
): Promise<Entry | undefined> => {
  if (owner === undefined) return undefined
  const entry = await registerTable(tables).entryById(owner)
  // Whoever erases an entry erases its authority's rows with it; deciding anew would never end.
  if (!entry && row.kind === 'authority') throw new Failure('poison', 'unexpected')
  return entry && isSameAuthority(authority, entry.authority) ? entry : undefined
}

/** An authority's entry and who stands behind it, strongly consistent; undefined when it has none. */
export const entryOfAuthority =
  (tables: Tables) =>
  async (authority: Named): Promise<ExistingEntry | undefined> => {
    for (const owned of await ownersOf(tables, rowsOf(authority))) {
      const entry = await entryBehind(tables, owned, authority)
      if (entry) return { entry, contactIds: await contactIdsOfEntry(tables)(entry.entryId) }
    }
    return undefined
  }

/**
 * The writes after which an entry is found by its authority: the rows that are not there yet. A name that another place's
 * authority has stays with that one.
 *
 * @returns undefined where the authority turns out to have an entry of another id: decide anew
 */
export const authorityWrites = async (tables: Tables, entry: Entry): Promise<Write[] | undefined> => {
  const { main } = tables
  const writes: Write[] = []
  for (const { row, owner } of await ownersOf(tables, rowsOf(entry.authority))) {
    if (owner === entry.entryId) continue
    if (await entryBehind(tables, { row, owner }, entry.authority)) return undefined
    if (owner !== undefined && row.kind === 'authority') continue
    writes.push({
      Put: {
        TableName: main,
        Item: itemOf(row, entry.entryId),
        ...(owner === undefined
          ? { ConditionExpression: 'attribute_not_exists(pk)' }
          : { ConditionExpression: 'entryId = :was', ExpressionAttributeValues: { ':was': owner } }),
      },
    })
  }
  return writes
}

/** The writes after which nothing leads from an authority to an entry any more. */
export const authorityDeletions = async (tables: Tables, entry: Entry): Promise<Write[]> =>
  (await ownersOf(tables, rowsOf(entry.authority)))
    .filter(({ owner }) => owner === entry.entryId)
    .map(({ row }) => ({
      Delete: {
        TableName: tables.main,
        Key: row.key,
        ConditionExpression: 'entryId = :own',
        ExpressionAttributeValues: { ':own': entry.entryId },
      },
    }))
