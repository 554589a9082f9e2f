import { Construct } from 'constructs'
import { siteOperations } from '../../shared/site/site-operations.ts'
import type { Parts } from '../constructs/feature-function.ts'
import type { PublicApi } from '../constructs/public-api.ts'
import { RouteSet } from '../constructs/route-set.ts'

/** Home, assets, health, the contract's description, and every path that nobody else has. */
export const deploySite = (scope: Construct, parts: Parts, api: PublicApi): void => {
  const feature = new Construct(scope, 'Site')
  new RouteSet(feature, {
    parts,
    api,
    entry: 'functions/site/serve-site.ts',
    description: 'Serves home, assets, health, OpenAPI, vocabulary, and every unknown path',
    operations: siteOperations,
    furtherPaths: ['/{proxy+}'],
  })
}
