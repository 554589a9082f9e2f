import { Failure } from '../failures.ts'
import type { Entry } from './entry.ts'
import type { RegisterIndex, RegisterReader } from './register-index.ts'
import type { Heads, Manifest, RegisterChange, RegisterIndexStore } from './register-index-store.ts'
import { registerIndexOf } from './search-index.ts'
import { entriesOfSnapshot } from './snapshot-bytes.ts'

/** Where a process begins to count: a snapshot, or what stands in for one. */
type Base = {
  /** The manifest's version; `none` before the first build. */
  readonly version: string
  readonly heads: Heads
  readonly entries: ReadonlyMap<string, Entry>
}

/** What a warm process keeps. Never changed, only replaced: two calls at once cannot disturb each other. */
type Seen = {
  readonly base: Base
  /** For each list, the changes after the base's head, in order. */
  readonly rows: readonly (readonly RegisterChange[])[]
  readonly index: RegisterIndex
}

/** Rebuilds that overtake a reader are a day apart; more than one in a row means that something is wrong. */
const openTries = 6

/** How many earlier versions a process keeps open for people who page through them. */
const versionsKept = 4

/**
 * Opens the register: one strongly consistent read of the manifest and the eight heads, then only what this
 * process has not seen: the snapshot's chunks when it is another one, and the delta rows past the last.
 *
 * Nothing confirmed before the call is missing: its row was counted by a head in its own transaction.
 *
 * A version is named by the snapshot and the eight heads, and any process can go back to it as long as the
 * snapshot is current, because rows never change. So a cursor continues on exactly the version it was made on
 * until the next rebuild; after that it is answered with `gone`.
 *
 * A snapshot that is damaged or gone (and no newer one took its place) is replaced by all entries as the work
 * index lists them, with every delta row that is still there put over them; `onDamage` is told, and the next
 * rebuild heals it.
 *
 * @throws Failure `unavailable` when the snapshot changed under the reader again and again
 */
export const openRegister = (
  store: RegisterIndexStore,
  onDamage: (version: string) => void = () => {},
): RegisterReader => {
  let seen: Seen | undefined

  return {
    async open() {
      let damaged: string | undefined
      for (let tries = 0; tries < openTries; tries++) {
        const { manifest, heads } = await store.currentSnapshot()
        const version = manifest?.version ?? 'none'
        const before = seen?.base.version === version ? seen : undefined
        const next = await advanced(store, before, manifest, heads)
        if (next) {
          seen = next
          return next.index
        }
        // Either a rebuild has just deleted what we were reading, and the manifest names another version now,
        // or the same version fails twice: then it is damaged.
        if (damaged === version) {
          onDamage(version)
          seen = seenOf(await baseFromEntries(store, version, heads), noRows(heads))
          return seen.index
        }
        damaged = version
        seen = undefined
      }
      throw new Failure('unavailable', 'try-again')
    },
  }
}

/** What was seen before plus what is new; undefined when the snapshot or a row is missing. */
const advanced = async (
  store: RegisterIndexStore,
  before: Seen | undefined,
  manifest: Manifest | undefined,
  heads: Heads,
): Promise<Seen | undefined> => {
  const base = before?.base ?? (await baseOf(store, manifest, heads))
  if (!base) return undefined
  const rowsBefore = before?.rows ?? noRows(heads)
  const fresh = await Promise.all(
    heads.map(async (head, list) => {
      const after = (base.heads[list] ?? 0) + (rowsBefore[list]?.length ?? 0)
      // A head below what was seen: the batch read it just before a rebuild's manifest. Nothing is missing.
      if (head <= after) return []
      const rows = await store.deltaAfter(list, after, head)
      const complete = rows.length === head - after && rows.every(({ row }, n) => row === after + 1 + n)
      return complete ? rows.map(({ change }) => change) : undefined
    }),
  )
  if (fresh.some((rows) => rows === undefined)) return undefined
  if (before && fresh.every((rows) => rows?.length === 0)) return before
  return seenOf(
    base,
    rowsBefore.map((rows, list) => [...rows, ...(fresh[list] ?? [])]),
    before && { entries: before.index.entries(), changes: fresh.flatMap((rows) => rows ?? []) },
  )
}

const noRows = (heads: Heads): RegisterChange[][] => heads.map(() => [])

const baseOf = async (
  store: RegisterIndexStore,
  manifest: Manifest | undefined,
  heads: Heads,
): Promise<Base | undefined> => {
  if (!manifest) return { version: 'none', heads: heads.map(() => 0), entries: new Map() }
  const entries = entriesOfSnapshot(await store.chunksOfSnapshot(manifest))
  return entries && { version: manifest.version, heads: manifest.heads, entries: publicOf(entries) }
}

/** The register without a snapshot: entries as the work index lists them, changes that are still there on top. */
const baseFromEntries = async (store: RegisterIndexStore, version: string, heads: Heads): Promise<Base> => {
  const entries = publicOf(await store.allEntries())
  for (const [list, head] of heads.entries())
    if (head > 0) for (const { change } of await store.deltaAfter(list, 0, head)) apply(entries, change)
  return { version, heads, entries }
}

const seenOf = (
  base: Base,
  rows: Seen['rows'],
  from?: { readonly entries: Iterable<Entry>; readonly changes: readonly RegisterChange[] },
): Seen => {
  const kept = new Map<string, RegisterIndex>()
  const nameOf = (counts: readonly number[]): string => `${base.version}.${counts.join('-')}`
  const countsNow = rows.map((list, n) => (base.heads[n] ?? 0) + list.length)

  const entriesAt = (counts: readonly number[]): Map<string, Entry> => {
    const entries = new Map(base.entries)
    for (const [n, list] of rows.entries())
      for (const change of list.slice(0, (counts[n] ?? 0) - (base.heads[n] ?? 0))) apply(entries, change)
    return entries
  }
  const earlier = (version: string): RegisterIndex | undefined => {
    const known = kept.get(version)
    if (known) return known
    const counts = version
      .slice(version.lastIndexOf('.') + 1)
      .split('-')
      .map(Number)
    const reachable =
      version === nameOf(counts) &&
      counts.length === rows.length &&
      counts.every((count, n) => count >= (base.heads[n] ?? 0) && count <= (countsNow[n] ?? 0))
    if (!reachable) return undefined
    const index = registerIndexOf({ version, entries: entriesAt(counts), earlier: () => undefined })
    kept.set(version, index)
    const oldest = kept.size > versionsKept ? kept.keys().next().value : undefined
    if (oldest !== undefined) kept.delete(oldest)
    return index
  }

  let entries: Map<string, Entry>
  if (from) {
    entries = new Map()
    for (const entry of from.entries) entries.set(entry.entryId, entry)
    for (const change of from.changes) apply(entries, change)
  } else entries = entriesAt(countsNow)
  return { base, rows, index: registerIndexOf({ version: nameOf(countsNow), entries, earlier }) }
}

/** Puts one change over the entries. What is not public never reaches those who search. */
export const apply = (entries: Map<string, Entry>, { entryId, entry }: RegisterChange): void => {
  if (entry?.state === 'public') entries.set(entryId, entry)
  else entries.delete(entryId)
}

/** The public ones by id. */
export const publicOf = (entries: Iterable<Entry>): Map<string, Entry> => {
  const found = new Map<string, Entry>()
  for (const entry of entries) apply(found, { entryId: entry.entryId, entry })
  return found
}
