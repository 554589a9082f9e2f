import { Failure } from '../failures.ts'
import { type ItemKind, indexes } from './access-patterns.ts'

/** What every item has for the table's sake, and not for the domain's. */
const ofTheTable: ReadonlySet<string> = new Set([
  'pk',
  'sk',
  ...Object.values(indexes).flatMap(({ pk, sk }) => [pk, sk]),
  'kind',
  'v',
  'ttl',
])

/** The version of every kind that this code writes and reads. */
const knownVersion = 1

/** An item that another program wrote, or a newer one of ours. Its code is what may be logged of it. */
class UnreadableItem extends Error {
  override readonly name = 'UnreadableItem'
  readonly code: string

  constructor(expected: ItemKind, kind: unknown, version: unknown) {
    const code = `${kind} v${version}`
    super(`an item is '${code}' where '${expected} v${knownVersion}' should be`)
    this.code = code
  }
}

/**
 * The fields of the domain in an item, without its keys, `kind`, `v` and `ttl`: `fieldsOf<Entry>('entry', Item)`.
 * `T` is what the kind's writer puts in; nothing of it is checked. Undefined for no item.
 *
 * @throws Failure `poison`, its cause naming kind and version, for an item of another kind or of a version that
 *   this code does not know
 */
export function fieldsOf<T extends object>(kind: ItemKind, item: Readonly<Record<string, unknown>>): T
export function fieldsOf<T extends object>(
  kind: ItemKind,
  item: Readonly<Record<string, unknown>> | undefined,
): T | undefined
export function fieldsOf<T extends object>(
  kind: ItemKind,
  item: Readonly<Record<string, unknown>> | undefined,
): T | undefined {
  if (item === undefined) return undefined
  if (item.kind !== kind || item.v !== knownVersion)
    throw new Failure('poison', 'unexpected', { cause: new UnreadableItem(kind, item.kind, item.v) })
  return Object.fromEntries(Object.entries(item).filter(([name]) => !ofTheTable.has(name))) as T
}
