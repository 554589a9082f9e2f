import { siteFromEnvironment } from '../../shared/lambda/environment.ts'
import { searchOf } from '../../shared/lambda/register-reader.ts'
import { streamingFunction } from '../../shared/lambda/streaming-function.ts'
import { tablesFromEnvironment } from '../../shared/lambda/tables-from-environment.ts'
import { exportOperations as operations } from '../../shared/register/register-operations.ts'
import { viewerFrom } from '../../shared/sessions/viewer.ts'
import { viewerTable } from '../../shared/table/viewer-table.ts'
import { exportSearch } from './export-search.ts'

const site = siteFromEnvironment()
const tables = tablesFromEnvironment()
const register = searchOf(tables)
const viewer = viewerFrom(viewerTable(tables), () => new Date().toISOString())

/** The register's files, streamed. */
export const handler = streamingFunction(site, [
  [operations.exportSearch, exportSearch({ site, register, viewer })],
])
