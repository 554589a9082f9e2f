import { Construct } from 'constructs'
import { programmesOperations } from '../../shared/programmes/programmes-operations.ts'
import type { Parts } from '../constructs/feature-function.ts'
import type { PublicApi } from '../constructs/public-api.ts'
import { RouteSet } from '../constructs/route-set.ts'

/** The rules of the cooperation schemes, in words. */
export const deployProgrammes = (scope: Construct, parts: Parts, api: PublicApi): void => {
  const feature = new Construct(scope, 'Programmes')
  new RouteSet(feature, {
    parts,
    api,
    entry: 'functions/programmes/serve-programmes.ts',
    description: 'Shows the programmes and their rules',
    operations: programmesOperations,
    environment: { CONTACT_POINTS: JSON.stringify(parts.settings.contactPoints) },
  })
}
