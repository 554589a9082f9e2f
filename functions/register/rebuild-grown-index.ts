import { randomUUID } from 'node:crypto'
import { jobFunction } from '../../shared/lambda/job-function.ts'
import { tablesFromEnvironment } from '../../shared/lambda/tables-from-environment.ts'
import { rebuildWhenDue } from '../../shared/register/rebuild-when-due.ts'
import { registerBuildTable } from '../../shared/table/register-index-table.ts'

const store = registerBuildTable(tablesFromEnvironment())

/** Looks every few minutes whether the search's snapshot has fallen behind, and builds it anew if so. */
export const handler = jobFunction('rebuild-grown-index', () => rebuildWhenDue(store, randomUUID))
