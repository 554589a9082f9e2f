import { setTimeout as wait } from 'node:timers/promises'
import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb'
import { Failure } from '../failures.ts'
import type { ImportedEntry, ImportStore } from '../survey/import-store.ts'
import { actingItems } from './acting-table.ts'
import { authorityItems } from './authority-table.ts'
import { claimItem, endOfClaim } from './claim-items.ts'
import { batchGet, cancellationsOf, type Tables, type Write } from './client.ts'
import { contactItem } from './contact-item.ts'
import { isContention } from './contention.ts'
import { entryContactItem, revisionItem } from './entry-items.ts'
import { entryItem } from './entry-writes.ts'
import { introductionWrites } from './introduction-table.ts'
import { keyOf } from './keys.ts'
import { batchDeltaWrites, headsOfLists } from './register-delta.ts'
import { submissionItem } from './submission-item.ts'

/** The most that one transaction takes. */
const mostWrites = 100
/** The heads of the search's lists that a transaction may move besides. */
const reservedForHeads = 8
/** How often a transaction is put together anew when others write at the same moment. */
const tries = 8

/** What an import asks of storage, answered by the tables. */
export const importTable = (tables: Tables): ImportStore => ({
  async importEntries(batch) {
    let written = 0
    for (const part of parts(tables, batch)) written += await writePart(tables, part)
    return { written, there: batch.length - written }
  },

  async importIntroductions(introductions) {
    // A step from nowhere: on condition that there is none yet, as the first wish is written.
    for (const after of introductions)
      await introductionWrites(tables).change({ before: undefined, after, notices: [] })
  },
})

/** As many entries at a time as one transaction can hold. */
function* parts(tables: Tables, batch: readonly ImportedEntry[]): Generator<ImportedEntry[]> {
  let part: ImportedEntry[] = []
  let writes = 0
  for (const imported of batch) {
    // One more for its row in the search's list.
    const needs = entryWrites(tables, imported).length + 1
    if (writes + needs > mostWrites - reservedForHeads && part.length > 0) {
      yield part
      part = []
      writes = 0
    }
    part.push(imported)
    writes += needs
  }
  if (part.length > 0) yield part
}

/** How many of these were written; the others are there already. */
const writePart = async (tables: Tables, part: readonly ImportedEntry[]): Promise<number> => {
  let left = part
  for (let attempt = 0; attempt < tries; attempt++) {
    if (attempt > 0) await wait(10 * 2 ** attempt)
    if (left.length === 0) return 0
    const shown = left.flatMap(({ entry }) =>
      entry.state === 'public' ? [{ entryId: entry.entryId, entry }] : [],
    )
    try {
      await tables.client.send(
        new TransactWriteCommand({
          TransactItems: [
            ...left.flatMap((imported) => entryWrites(tables, imported)),
            ...batchDeltaWrites(tables, shown, await headsOfLists(tables)),
          ],
        }),
      )
      return left.length
    } catch (error) {
      const reasons = cancellationsOf(error)
      if (!reasons || !isContention(reasons)) throw error
      left = await notThere(tables, left)
    }
  }
  throw new Failure('unavailable', 'try-again')
}

const entryWrites = (
  { main }: Tables,
  { entry, earlier, contact, claimed, acting }: ImportedEntry,
): Write[] => {
  const fresh = [
    entryItem(entry),
    ...authorityItems(entry),
    contactItem(contact),
    ...[...earlier, entry].map((revision) => revisionItem(revision)),
    entryContactItem(entry.entryId, contact.contactId, entry.role),
    ...(claimed ? claimItems(claimed) : []),
    ...(acting ? actingItems(acting) : []),
  ]
  return fresh.map((Item) => ({
    Put: { TableName: main, Item, ConditionExpression: 'attribute_not_exists(pk)' },
  }))
}

/** An open claim with the answers and the address that it is about: they stay for as long as it. */
const claimItems = ({
  claim,
  submission,
  contact,
}: NonNullable<ImportedEntry['claimed']>): Record<string, unknown>[] => {
  const ttl = endOfClaim(claim)
  return [claimItem(claim), submissionItem(submission, ttl), { ...contactItem(contact), ttl }]
}

/** Those of whom neither the entry nor the authority nor the contact is there. */
const notThere = async (tables: Tables, part: readonly ImportedEntry[]): Promise<ImportedEntry[]> => {
  const keysOf = ({ entry, contact }: ImportedEntry) => [
    keyOf('entry', entry),
    ...authorityItems(entry).map(({ pk, sk }) => ({ pk: String(pk), sk: String(sk) })),
    keyOf('contact', contact),
  ]
  const found = await batchGet(tables, tables.main, part.flatMap(keysOf))
  const there = new Set(found.map(({ pk, sk }) => `${pk} ${sk}`))
  return part.filter((imported) => keysOf(imported).every(({ pk, sk }) => !there.has(`${pk} ${sk}`)))
}
