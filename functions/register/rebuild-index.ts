import { randomUUID } from 'node:crypto'
import { jobFunction } from '../../shared/lambda/job-function.ts'
import { tablesFromEnvironment } from '../../shared/lambda/tables-from-environment.ts'
import { rebuildRegister } from '../../shared/register/rebuild-register.ts'
import { registerBuildTable } from '../../shared/table/register-index-table.ts'

const store = registerBuildTable(tablesFromEnvironment())

/** The daily job that builds the search's snapshot; a second run at once, or with nothing new, changes nothing. */
export const handler = jobFunction('rebuild-index', () => rebuildRegister(store, randomUUID))
