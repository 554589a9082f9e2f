import { Failure } from '../failures.ts'
import type { Entry } from './entry.ts'
import { type Layer, layerOf } from './layer.ts'
import type { RegisterIndex, RegisterReader, SearchIndex, SearchReader } from './register-index.ts'
import type { Heads, Manifest, RegisterChange, RegisterIndexStore } from './register-index-store.ts'
import { registerIndexOf } from './search-index.ts'
import { numberOf } from './segment/dictionary.ts'
import { inOrderOfId, type Segment, segmentInMemory } from './segment/segment.ts'
import { openSnapshot } from './snapshot-bytes.ts'
import { MissingBytes } from './snapshot-pieces.ts'

/** Where a process begins to count: a snapshot, or what stands in for one. */
type Base = {
  /** The manifest's version; `none` before the first build. */
  readonly version: string
  readonly heads: Heads
  readonly segment: Segment
  /** Its entries, read when first asked for. */
  entries(): Promise<readonly Entry[]>
}

/** What a warm process keeps. Never changed, only replaced: two calls at once cannot disturb each other. */
type Seen = {
  readonly base: Base
  /** For each list, the changes after the base's head, in order. */
  readonly rows: readonly (readonly RegisterChange[])[]
  readonly index: SearchIndex
  /** All entries; read when first asked for. */
  whole(): Promise<RegisterIndex>
}

/** Told once by each process that finds a snapshot damaged; must not fail. */
export type OnDamage = (version: string) => void | Promise<void>

/** Rebuilds that overtake a reader are a day apart; more than one in a row means that something is wrong. */
const openTries = 6

/** How many earlier versions a process keeps open for people who page through them. */
const versionsKept = 4

/**
 * Opens the register: one strongly consistent read of the manifest and the eight heads, then only what this
 * process has not seen: the columns of the snapshot when it is another one, and the delta rows past the last.
 * The entries of a page are read when they are shown.
 *
 * Nothing confirmed before the call is missing: its row was counted by a head in its own transaction.
 *
 * A version is named by the snapshot and the eight heads, and any process can go back to it as long as the
 * snapshot is current, because rows never change. So a cursor continues on exactly the version it was made on
 * until the next rebuild; after that it is answered with `gone`.
 *
 * A snapshot that is damaged or gone (and no newer one took its place) is replaced by all entries as the work
 * index lists them, with every delta row that is still there put over them; `onDamage` is told, and a rebuild heals it.
 *
 * @throws Failure `unavailable` when the snapshot changed under the reader again and again
 */
export const openSearch = (store: RegisterIndexStore, onDamage?: OnDamage): SearchReader => {
  const register = keptOpen(store, onDamage)
  return { open: () => register(async (now) => searching(now, register)) }
}

/** The same with all entries in memory, as `openSearch` reads and keeps it. */
export const openRegister = (store: RegisterIndexStore, onDamage?: OnDamage): RegisterReader => {
  const register = keptOpen(store, onDamage)
  // One object a version: who compares entries keeps what it learned by it.
  const opened = new WeakMap<Seen, RegisterIndex>()
  return {
    open: () =>
      register(async (now) => {
        const index = opened.get(now) ?? { ...(await now.whole()), ...searching(now, register) }
        opened.set(now, index)
        return index
      }),
  }
}

/** Asks the current version something; when bytes of it are missing, the one that has taken its place. */
type AskCurrent = <T>(ask: (now: Seen) => Promise<T>) => Promise<T>

/** The answer of the version that was opened; of the current one if a rebuild has deleted that meanwhile. */
const searching = ({ index }: Seen, current: AskCurrent): SearchIndex => ({
  version: index.version,
  search: async (query, viewer) =>
    (await unlessMissing(index.search(query, viewer)))?.given ??
    current((now) => now.index.search(query, viewer)),
  all: async (query, viewer) =>
    (await unlessMissing(index.all(query, viewer)))?.given ?? current((now) => now.index.all(query, viewer)),
})

const keptOpen = (store: RegisterIndexStore, onDamage: OnDamage = () => {}): AskCurrent => {
  let seen: Seen | undefined

  return async (ask) => {
    let failed: string | undefined
    for (let tries = 0; tries < openTries; tries++) {
      const { manifest, heads } = await store.currentSnapshot()
      const version = manifest?.version ?? 'none'
      const before = seen?.base.version === version ? seen : undefined
      const next = await advanced(store, before, manifest, heads)
      if (next) {
        seen = next
        const answer = await unlessMissing(ask(next))
        if (answer) return answer.given
      }
      // Either a rebuild has just deleted what we were reading, and the manifest names another version now,
      // or the same version fails twice: then it is damaged.
      if (failed === version) {
        const [base] = await Promise.all([baseFromEntries(store, version, heads), onDamage(version)])
        seen = seenOf(base, noRows(heads))
        return ask(seen)
      }
      failed = version
      seen = undefined
    }
    throw new Failure('unavailable', 'try-again')
  }
}

/** What a promise gives; undefined when bytes of the snapshot are missing. */
const unlessMissing = async <T>(asked: Promise<T>): Promise<{ readonly given: T } | undefined> => {
  try {
    return { given: await asked }
  } catch (error) {
    if (error instanceof MissingBytes) return undefined
    throw error
  }
}

/** What was seen before plus what is new; undefined when the snapshot or a row is missing. */
const advanced = async (
  store: RegisterIndexStore,
  before: Seen | undefined,
  manifest: Manifest | undefined,
  heads: Heads,
): Promise<Seen | undefined> => {
  // The columns and the rows past the snapshot are asked for together: a cold process waits once.
  const heldBase = before?.base
  const baseHeads = heldBase?.heads ?? manifest?.heads ?? heads.map(() => 0)
  const rowsBefore = before?.rows ?? noRows(heads)
  const [base, fresh] = await Promise.all([
    heldBase ?? baseOf(store, manifest, heads),
    Promise.all(
      heads.map(async (head, list) => {
        const after = (baseHeads[list] ?? 0) + (rowsBefore[list]?.length ?? 0)
        // A head below what was seen: the batch read it just before a rebuild's manifest. Nothing is missing.
        if (head <= after) return []
        const rows = await store.deltaAfter(list, after, head)
        const complete = rows.length === head - after && rows.every(({ row }, n) => row === after + 1 + n)
        return complete ? rows.map(({ change }) => change) : undefined
      }),
    ),
  ])
  if (!base || fresh.some((rows) => rows === undefined)) return undefined
  if (before && fresh.every((rows) => rows?.length === 0)) return before
  return seenOf(
    base,
    rowsBefore.map((rows, list) => [...rows, ...(fresh[list] ?? [])]),
  )
}

const noRows = (heads: Heads): RegisterChange[][] => heads.map(() => [])

const baseOf = async (
  store: RegisterIndexStore,
  manifest: Manifest | undefined,
  heads: Heads,
): Promise<Base | undefined> => {
  if (!manifest)
    return baseWith(
      'none',
      heads.map(() => 0),
      segmentInMemory([]),
    )
  const segment = await segmentOfSnapshot(store, manifest)
  return segment && baseWith(manifest.version, manifest.heads, segment)
}

const baseWith = (version: string, heads: Heads, segment: Segment): Base => {
  let entries: Promise<readonly Entry[]> | undefined
  return {
    version,
    heads,
    segment,
    entries() {
      entries ??= segment.allEntries()
      return entries
    },
  }
}

/** A snapshot with its columns in memory; undefined when a chunk of them is missing or damaged. */
export const segmentOfSnapshot = async (
  store: Pick<RegisterIndexStore, 'chunksOfSnapshot'>,
  { version, columns }: Manifest,
): Promise<Segment | undefined> => {
  const read = (numbers: readonly number[]) => store.chunksOfSnapshot(version, numbers)
  return openSnapshot(await read(Array.from({ length: columns }, (_, number) => number)), read)
}

/** The register without a snapshot: entries as the work index lists them, changes that are still there on top. */
const baseFromEntries = async (store: RegisterIndexStore, version: string, heads: Heads): Promise<Base> => {
  const entries = publicOf(await store.allEntries())
  for (const [list, head] of heads.entries())
    if (head > 0) for (const { change } of await store.deltaAfter(list, 0, head)) apply(entries, change)
  return baseWith(version, heads, segmentInMemory(entries.values()))
}

const seenOf = (base: Base, rows: Seen['rows']): Seen => {
  const kept = new Map<string, SearchIndex>()
  const nameOf = (counts: readonly number[]): string => `${base.version}.${counts.join('-')}`
  const countsNow = rows.map((list, n) => (base.heads[n] ?? 0) + list.length)

  /** What the rows up to these counts make of the base: the entries that are not as it says, as they are now. */
  const changesAt = (counts: readonly number[]): Map<string, RegisterChange> =>
    new Map(
      rows.flatMap((list, n) =>
        list
          .slice(0, (counts[n] ?? 0) - (base.heads[n] ?? 0))
          .map((change) => [change.entryId, change] as const),
      ),
    )
  const layersAt = (counts: readonly number[]): readonly Layer[] => {
    const changes = changesAt(counts)
    if (changes.size === 0) return [layerOf(base.segment)]
    const { entryIds } = base.segment.columns
    const dead = [...changes.keys()].flatMap((entryId) => numberOf(entryIds, entryId) ?? [])
    const entries = publicOf([...changes.values()].flatMap(({ entry }) => entry ?? []))
    return [layerOf(base.segment, dead), layerOf(segmentInMemory(entries.values()))]
  }
  const earlier = (version: string): SearchIndex | undefined => {
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
    const index = registerIndexOf({ version, layers: layersAt(counts), earlier: () => undefined })
    kept.set(version, index)
    const oldest = kept.size > versionsKept ? kept.keys().next().value : undefined
    if (oldest !== undefined) kept.delete(oldest)
    return index
  }
  const index = registerIndexOf({ version: nameOf(countsNow), layers: layersAt(countsNow), earlier })
  let whole: Promise<RegisterIndex> | undefined
  return {
    base,
    rows,
    index,
    whole() {
      whole ??= base.entries().then((entries) => {
        const now = publicOf(entries)
        for (const change of changesAt(countsNow).values()) apply(now, change)
        return wholeOf(index, now)
      })
      return whole
    },
  }
}

/** An index together with its entries. */
const wholeOf = (index: SearchIndex, entries: ReadonlyMap<string, Entry>): RegisterIndex => {
  const ordered = inOrderOfId(entries.values())
  return { ...index, entries: () => ordered, entry: (entryId) => entries.get(entryId) }
}

/** A register of these entries alone, in memory. */
export const registerInMemory = (entries: Iterable<Entry>): RegisterIndex => {
  const now = publicOf(entries)
  const layers = [layerOf(segmentInMemory(now.values()))]
  return wholeOf(registerIndexOf({ version: 'memory.0', layers, earlier: () => undefined }), now)
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
