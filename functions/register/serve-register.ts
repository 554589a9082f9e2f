import { siteFromEnvironment } from '../../shared/lambda/environment.ts'
import { httpFunction } from '../../shared/lambda/http-function.ts'
import { searchOf } from '../../shared/lambda/register-reader.ts'
import { tablesFromEnvironment } from '../../shared/lambda/tables-from-environment.ts'
import { registerOperations as operations } from '../../shared/register/register-operations.ts'
import { viewerFrom } from '../../shared/sessions/viewer.ts'
import { registerTable } from '../../shared/table/register-table.ts'
import { viewerTable } from '../../shared/table/viewer-table.ts'
import { searchRegister } from './search-register.ts'
import { showEntry } from './show-entry.ts'

const site = siteFromEnvironment()
const tables = tablesFromEnvironment()
const register = searchOf(tables)
const store = registerTable(tables)
const viewer = viewerFrom(viewerTable(tables), () => new Date().toISOString())

/** The register's HTTP function. */
export const handler = httpFunction(site, [
  [operations.searchRegister, searchRegister({ site, register, viewer })],
  [operations.showEntry, showEntry({ site, store, viewer })],
])
