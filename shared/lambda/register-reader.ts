import { type PeersReader, peersReader } from '../matchmaking/peers-index.ts'
import type { RegisterReader, SearchReader } from '../register/register-index.ts'
import type { Tables } from '../table/client.ts'
import { registerReader, searchReader } from '../table/register-index-table.ts'
import { log } from './log.ts'

const logDamage = (version: string) => log.error('register-snapshot-damaged', { version })

/** The register with all entries for a function, once at its cold start; a damaged snapshot is logged as an error. */
export const registerOf = (tables: Tables): RegisterReader => registerReader(tables, logDamage)

/** The register for a function that suggests peers; otherwise as `registerOf`. */
export const peersOf = (tables: Tables): PeersReader => peersReader(registerOf(tables))

/** The register for a function that only searches it; otherwise as `registerOf`. */
export const searchOf = (tables: Tables): SearchReader => searchReader(tables, logDamage)
