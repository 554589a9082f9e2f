import type { RegisterReader } from '../register/register-index.ts'
import type { Tables } from '../table/client.ts'
import { registerReader } from '../table/register-index-table.ts'
import { log } from './log.ts'

/** The register of these tables for a function, once at its cold start; a damaged snapshot is logged as an error. */
export const registerOf = (tables: Tables): RegisterReader =>
  registerReader(tables, (version) => log.error('register-snapshot-damaged', { version }))
