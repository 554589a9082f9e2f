import * as z from 'zod/mini'
import { readEnvironment, siteFromEnvironment } from '../../shared/lambda/environment.ts'
import { httpFunction } from '../../shared/lambda/http-function.ts'
import { searchOf } from '../../shared/lambda/register-reader.ts'
import { tablesFromEnvironment } from '../../shared/lambda/tables-from-environment.ts'
import { siteOperations as operations } from '../../shared/site/site-operations.ts'
import { checkHealth } from './check-health.ts'
import { findPlaces } from './find-places.ts'
import { showAsset } from './show-asset.ts'
import { showHome } from './show-home.ts'
import { showIcon } from './show-icon.ts'
import { showLegalText, showPrivacyNotice } from './show-legal-text.ts'
import { showOpenapi } from './show-openapi.ts'
import { showStatistics } from './show-statistics.ts'
import { showVocabulary } from './show-vocabulary.ts'
import type { SiteParts } from './site-parts.ts'

const parts: SiteParts = {
  site: siteFromEnvironment(),
  stage: readEnvironment(z.object({ STAGE: z.string() })).STAGE,
  register: searchOf(tablesFromEnvironment()),
}

/** The site's HTTP function: home, health, contract, words, legal pages, and 404 for every unknown path. */
export const handler = httpFunction(parts.site, [
  [operations.showHome, showHome(parts)],
  [operations.checkHealth, checkHealth(parts)],
  [operations.showOpenapi, showOpenapi(parts)],
  [operations.showStatistics, showStatistics(parts)],
  [operations.showVocabulary, showVocabulary(parts)],
  [operations.findPlaces, findPlaces],
  [operations.showPrivacyNotice, showPrivacyNotice(parts)],
  [operations.showAccessibility, showLegalText('accessibility', parts)],
  [operations.showContact, showLegalText('contact', parts)],
  [operations.showAsset, showAsset(parts)],
  [operations.showIcon, showIcon],
])
