import { type PeersReader, peersReader } from '../matchmaking/peers-index.ts'
import type { OnDamage } from '../register/open-register.ts'
import type { RegisterReader, SearchReader } from '../register/register-index.ts'
import type { Tables } from '../table/client.ts'
import { noteDamage, registerReader, searchReader } from '../table/register-index-table.ts'
import { errorFields, log } from './log.ts'

/** Logs that a snapshot is damaged and notes it where the job that builds it looks; the request goes on in any case. */
const telling =
  (tables: Tables): OnDamage =>
  async (version) => {
    log.error('register-snapshot-damaged', { version })
    try {
      await noteDamage(tables, version)
    } catch (error) {
      log.error('register-damage-not-noted', errorFields(error))
    }
  }

/** The register with all entries for a function, once at its cold start; a damaged snapshot is logged as an error. */
export const registerOf = (tables: Tables): RegisterReader => registerReader(tables, telling(tables))

/** The register for a function that suggests peers; otherwise as `registerOf`. */
export const peersOf = (tables: Tables): PeersReader => peersReader(registerOf(tables))

/** The register for a function that only searches it; otherwise as `registerOf`. */
export const searchOf = (tables: Tables): SearchReader => searchReader(tables, telling(tables))
