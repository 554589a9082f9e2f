import { setTimeout } from 'node:timers/promises'
import { digestsOperations as operations } from '../../shared/digests/digests-operations.ts'
import { siteFromEnvironment } from '../../shared/lambda/environment.ts'
import { httpFunction } from '../../shared/lambda/http-function.ts'
import { tablesFromEnvironment } from '../../shared/lambda/tables-from-environment.ts'
import { subscriptionTable } from '../../shared/table/digest-table.ts'
import type { DigestsParts } from './open-unsubscribe.ts'
import { showUnsubscribe } from './show-unsubscribe.ts'
import { unsubscribe } from './unsubscribe.ts'

const parts: DigestsParts = {
  site: siteFromEnvironment(),
  store: subscriptionTable(tablesFromEnvironment()),
  now: () => new Date().toISOString(),
  pause: (most) => setTimeout(Math.random() * most),
}

/** The digests' HTTP function. */
export const handler = httpFunction(parts.site, [
  [operations.showUnsubscribe, showUnsubscribe(parts)],
  [operations.unsubscribe, unsubscribe(parts)],
])
