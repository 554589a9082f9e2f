import { siteFromEnvironment } from '../../shared/lambda/environment.ts'
import { httpFunction } from '../../shared/lambda/http-function.ts'
import { programmesOperations as operations } from '../../shared/programmes/programmes-operations.ts'
import { listProgrammes } from './list-programmes.ts'
import { type ProgrammesParts, showProgramme } from './show-programme.ts'

const parts: ProgrammesParts = {
  site: siteFromEnvironment(),
  now: () => new Date().toISOString(),
}

/** The programmes' HTTP function. */
export const handler = httpFunction(parts.site, [
  [operations.listProgrammes, listProgrammes(parts)],
  [operations.showProgramme, showProgramme(parts)],
])
