import { Construct } from 'constructs'
import { myOperations } from '../../shared/my/my-operations.ts'
import type { Parts } from '../constructs/feature-function.ts'
import type { PublicApi } from '../constructs/public-api.ts'
import { RouteSet } from '../constructs/route-set.ts'

/** Respondents' own pages, behind a mailed link. */
export const deployMy = (scope: Construct, parts: Parts, api: PublicApi): void => {
  const feature = new Construct(scope, 'My')
  new RouteSet(feature, {
    parts,
    api,
    entry: 'functions/my/serve-my.ts',
    description: 'Signs respondents in by a mailed link and serves what is theirs',
    operations: myOperations,
  })
}
