import { siteFromEnvironment } from '../../shared/lambda/environment.ts'
import { httpFunction } from '../../shared/lambda/http-function.ts'
import { log } from '../../shared/lambda/log.ts'
import { tablesFromEnvironment } from '../../shared/lambda/tables-from-environment.ts'
import { registerOperations as operations } from '../../shared/register/register-operations.ts'
import { registerReader } from '../../shared/table/register-index-table.ts'
import { registerTable } from '../../shared/table/register-table.ts'
import { searchRegister } from './search-register.ts'
import { showEntry } from './show-entry.ts'

const site = siteFromEnvironment()
const tables = tablesFromEnvironment()
const register = registerReader(tables, (version) => log.error('register-snapshot-damaged', { version }))
const store = registerTable(tables)

/** The register's HTTP function. */
export const handler = httpFunction(site, [
  [operations.searchRegister, searchRegister({ site, register })],
  [operations.showEntry, showEntry({ site, store })],
])
