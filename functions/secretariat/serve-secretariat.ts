import { setTimeout } from 'node:timers/promises'
import * as z from 'zod/mini'
import { addressKeyFrom } from '../../shared/lambda/address-key.ts'
import { readEnvironment, siteFromEnvironment } from '../../shared/lambda/environment.ts'
import { httpFunction } from '../../shared/lambda/http-function.ts'
import { openidIssuer } from '../../shared/lambda/openid-issuer.ts'
import { secretFrom } from '../../shared/lambda/secret.ts'
import { tablesFromEnvironment } from '../../shared/lambda/tables-from-environment.ts'
import { randomToken } from '../../shared/notices/token.ts'
import { secretariatOperations as operations } from '../../shared/secretariat/secretariat-operations.ts'
import { actingReads } from '../../shared/table/acting-table.ts'
import { claimTable } from '../../shared/table/claim-table.ts'
import { deskTable } from '../../shared/table/desk-table.ts'
import { decideDeskClaim, showDeskClaim, showDeskClaims } from './decide-claim.ts'
import type { DeskParts } from './desk-parts.ts'
import { addUser, changeRole, showUsers } from './manage-users.ts'
import { reviewEntry, showDeskEntry } from './review-entry.ts'
import { showAudit, showDesk } from './show-desk.ts'
import {
  beginDeskSignIn,
  endDeskSession,
  finishDeskSignIn,
  showDeskSession,
  showDeskSignIn,
} from './sign-in.ts'

const text = z.string().check(z.minLength(1))
const environment = readEnvironment(
  z.object({
    ADDRESS_KEY_SECRET_ID: text,
    DESK_SECRET_ID: text,
    DESK_ISSUER: z.url(),
    DESK_CLIENT_ID: text,
    FIRST_ADMINISTRATOR: text,
  }),
)
const tables = tablesFromEnvironment()
const site = siteFromEnvironment()

const parts: DeskParts = {
  site,
  store: deskTable(tables),
  claims: claimTable(tables),
  acting: actingReads(tables),
  addressKey: addressKeyFrom(environment.ADDRESS_KEY_SECRET_ID),
  issuer: openidIssuer({
    issuer: environment.DESK_ISSUER,
    clientId: environment.DESK_CLIENT_ID,
    clientSecret: secretFrom(environment.DESK_SECRET_ID),
    callback: site.siteUrl + operations.finishDeskSignIn.path,
  }),
  firstAdministrator: environment.FIRST_ADMINISTRATOR,
  now: () => new Date().toISOString(),
  pause: (most) => setTimeout(Math.random() * most),
  newToken: randomToken,
}

/** The desk's HTTP function for its people, the entries and the claims; the only one that carries the OpenID Connect client. */
export const handler = httpFunction(site, [
  [operations.showDesk, showDesk(parts)],
  [operations.showDeskSignIn, showDeskSignIn(parts)],
  [operations.beginDeskSignIn, beginDeskSignIn(parts)],
  [operations.finishDeskSignIn, finishDeskSignIn(parts)],
  [operations.showDeskSession, showDeskSession(parts)],
  [operations.endDeskSession, endDeskSession(parts)],
  [operations.showDeskEntry, showDeskEntry(parts)],
  [operations.reviewEntry, reviewEntry(parts)],
  [operations.showDeskClaims, showDeskClaims(parts)],
  [operations.showDeskClaim, showDeskClaim(parts)],
  [operations.decideDeskClaim, decideDeskClaim(parts)],
  [operations.showUsers, showUsers(parts)],
  [operations.addUser, addUser(parts)],
  [operations.changeRole, changeRole(parts)],
  [operations.showAudit, showAudit(parts)],
])
