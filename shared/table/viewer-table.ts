import type { ViewerReads } from '../sessions/viewer.ts'
import type { Tables } from './client.ts'
import { contactById } from './contact-reads.ts'
import { entriesOf } from './entry-reads.ts'
import { sessionReads } from './session-table.ts'

/** What telling who is looking asks of storage, answered by the table; needs `GetItem` and `BatchGetItem` alone. */
export const viewerTable = (tables: Tables): ViewerReads => ({
  ...sessionReads(tables),
  contactById: contactById(tables),
  entriesOf: entriesOf(tables),
})
