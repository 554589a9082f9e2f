import { Construct } from 'constructs'
import { deskMatchmakingOperations } from '../../shared/secretariat/desk-matchmaking-operations.ts'
import { deskSuggestionsOperations } from '../../shared/secretariat/desk-suggestions-operations.ts'
import { secretariatOperations } from '../../shared/secretariat/secretariat-operations.ts'
import type { Parts } from '../constructs/feature-function.ts'
import type { PublicApi } from '../constructs/public-api.ts'
import { RouteSet } from '../constructs/route-set.ts'

/** The desk: what needs a person, behind the stage's issuer. */
export const deploySecretariat = (scope: Construct, parts: Parts, api: PublicApi): void => {
  const feature = new Construct(scope, 'Secretariat')
  const { settings } = parts
  new RouteSet(feature, {
    parts,
    api,
    entry: 'functions/secretariat/serve-secretariat.ts',
    description: 'Signs the secretariat in by OpenID Connect and serves its desk',
    operations: secretariatOperations,
    environment: {
      DESK_ISSUER: settings.deskIssuer,
      DESK_CLIENT_ID: settings.deskClientId,
      FIRST_ADMINISTRATOR: settings.firstAdministrator,
    },
  })
  new RouteSet(feature, {
    parts,
    api,
    entry: 'functions/secretariat/serve-desk-matchmaking.ts',
    description: "Serves the desk's introductions, rounds and calls",
    operations: deskMatchmakingOperations,
    environment: { CONTACT_POINTS: JSON.stringify(settings.contactPoints) },
  })
  new RouteSet(feature, {
    parts,
    api,
    entry: 'functions/secretariat/serve-desk-suggestions.ts',
    description: 'Shows the desk what is worked out over the whole register',
    operations: deskSuggestionsOperations,
  })
}
