import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb'
import type { Entry } from '../../shared/register/entry.ts'
import { registerInMemory } from '../../shared/register/open-register.ts'
import type { RegisterIndex } from '../../shared/register/register-index.ts'
import type { Tables } from '../../shared/table/client.ts'
import { keyOf, listOf, workKeyOf } from '../../shared/table/keys.ts'
import { deltaWrites, headOfList } from '../../shared/table/register-delta.ts'

/** Writes an entry as a confirmation does: the entry and what the search must know, in one transaction. */
export const writeEntry = async (tables: Tables, entry: Entry): Promise<void> => {
  const { entryId } = entry
  await tables.client.send(
    new TransactWriteCommand({
      TransactItems: [
        {
          Put: {
            TableName: tables.main,
            Item: {
              ...keyOf('entry', { entryId }),
              ...workKeyOf('entry', { list: listOf(entryId), entryId }),
              kind: 'entry',
              v: 1,
              ...entry,
            },
          },
        },
        ...deltaWrites(tables, { entryId, entry }, await headOfList(tables, entryId)),
      ],
    }),
  )
}

/** A register of these entries in memory. */
export const registerOf = (...entries: readonly Entry[]): RegisterIndex => registerInMemory(entries)
