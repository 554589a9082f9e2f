import { type ItemKind, indexes, items, lists } from './access-patterns.ts'

/** The names between braces in a key template. */
type NamesIn<T extends string> = T extends `${string}{${infer Name}}${infer Rest}`
  ? Name | NamesIn<Rest>
  : never
type Filled<T extends string> = Readonly<Record<NamesIn<T>, string>>

type Items = typeof items
export type PrimaryKey = { readonly pk: string; readonly sk: string }

const fill = (template: string, values: Readonly<Record<string, string>>): string =>
  template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name]
    if (value === undefined || value === '') throw new Error(`key '${template}' needs ${name}`)
    return value
  })

/** The primary key of an item: `keyOf('entry', {entryId})`. Throws when a value is missing or empty. */
export const keyOf = <K extends ItemKind>(
  kind: K,
  values: Filled<Items[K]['pk']> & Filled<Items[K]['sk']>,
): PrimaryKey => ({ pk: fill(items[kind].pk, values), sk: fill(items[kind].sk, values) })

/** The partition key alone, to query all of it or, with a `sk` prefix, a part. */
export const partitionOf = <K extends ItemKind>(kind: K, values: Filled<Items[K]['pk']>): string =>
  fill(items[kind].pk, values)

/** How the sort keys of an item's kind begin, to query the items of one kind in a partition. */
export const sortPrefixOf = (kind: ItemKind): string => items[kind].sk.replace(/\{.*$/, '')

type WithLookup = { [K in ItemKind]: Items[K] extends { lookup: object } ? K : never }[ItemKind]
type WithWork = { [K in ItemKind]: Items[K] extends { work: object } ? K : never }[ItemKind]

/** The attributes that put an item into the `lookup` index. */
export const lookupKeyOf = <K extends WithLookup>(
  kind: K,
  values: Filled<Items[K]['lookup']['pk']> & Filled<Items[K]['lookup']['sk']>,
): Record<string, string> => ({
  [indexes.lookup.pk]: fill(items[kind].lookup.pk, values),
  [indexes.lookup.sk]: fill(items[kind].lookup.sk, values),
})

/** The attributes that put an item into the `work` index. */
export const workKeyOf = <K extends WithWork>(
  kind: K,
  values: Filled<Items[K]['work']['pk']> & Filled<Items[K]['work']['sk']>,
): Record<string, string> => ({
  [indexes.work.pk]: fill(items[kind].work.pk, values),
  [indexes.work.sk]: fill(items[kind].work.sk, values),
})

/** The partition of the `lookup` index under which an item's kind is found. */
export const lookupPartitionOf = <K extends WithLookup>(
  kind: K,
  values: Filled<Items[K]['lookup']['pk']>,
): string => fill(items[kind].lookup.pk, values)

/** The partition of the `work` index that a job works through. */
export const workPartitionOf = <K extends WithWork>(
  kind: K,
  values: Filled<Items[K]['work']['pk']>,
): string => fill(items[kind].work.pk, values)

/** The list (`0` to `7`) that an id belongs to: FNV-1a, so the same everywhere and for good. */
export const listOf = (id: string): string => {
  let hash = 0x811c9dc5
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193) >>> 0
  return String(hash % lists)
}

/** All list names, for jobs that work through every one. */
export const listNames: readonly string[] = Array.from({ length: lists }, (_, n) => String(n))

/** A row or revision number as a sort key: 10 digits, so that text order is number order. */
export const numberKey = (n: number): string => String(n).padStart(10, '0')
