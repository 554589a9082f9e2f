import { contactPointsFromEnvironment } from '../../shared/lambda/contact-points.ts'
import { siteFromEnvironment } from '../../shared/lambda/environment.ts'
import { httpFunction } from '../../shared/lambda/http-function.ts'
import { tablesFromEnvironment } from '../../shared/lambda/tables-from-environment.ts'
import { programmesOperations as operations } from '../../shared/programmes/programmes-operations.ts'
import { programmesReader } from '../../shared/programmes/programmes-reader.ts'
import { programmeTable } from '../../shared/table/programme-table.ts'
import { listProgrammes } from './list-programmes.ts'
import type { ProgrammesParts } from './programmes-parts.ts'
import { showProgramme } from './show-programme.ts'

const now = () => new Date().toISOString()

const parts: ProgrammesParts = {
  site: siteFromEnvironment(),
  programmes: programmesReader(programmeTable(tablesFromEnvironment()), now),
  contactPoints: contactPointsFromEnvironment(),
  now,
}

/** The programmes' HTTP function. */
export const handler = httpFunction(parts.site, [
  [operations.listProgrammes, listProgrammes(parts)],
  [operations.showProgramme, showProgramme(parts)],
])
