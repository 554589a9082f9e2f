import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import type { ImportStore } from '../../../shared/survey/import-store.ts'
import { importTable } from '../../../shared/table/import-table.ts'
import type { Secrets } from '../data/secrets.ts'
import type { Wiring } from '../templates/wiring.ts'

export type OpenImport = {
  readonly store: ImportStore
  /** The key of `addressHash`, as the functions know it. */
  readonly addressKey: string
  close(): void
}

/**
 * Opens the run's tables for an import: as their owner, past the functions' own rights.
 *
 * @throws Error if the stacks have no function that takes surveys
 */
export const openImport = (wiring: Wiring, endpoint: string, secrets: Secrets): OpenImport => {
  const environment = wiring.functions.find(({ title }) => title === 'serve-survey')?.environment
  const { TABLE_NAME: main, INDEX_TABLE_NAME: index, ADDRESS_KEY_SECRET_ID: SecretId } = environment ?? {}
  if (!main || !index || !SecretId) throw new Error('no function takes surveys into the tables')
  const addressKey = secrets.textOf(SecretId)
  const raw = new DynamoDBClient({
    endpoint,
    region: wiring.region,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  })
  return {
    addressKey,
    store: importTable({
      client: DynamoDBDocumentClient.from(raw, { marshallOptions: { removeUndefinedValues: true } }),
      main,
      index,
    }),
    close: () => raw.destroy(),
  }
}
