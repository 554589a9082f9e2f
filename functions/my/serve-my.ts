import { setTimeout } from 'node:timers/promises'
import * as z from 'zod/mini'
import { addressKeyFrom } from '../../shared/lambda/address-key.ts'
import { readEnvironment, siteFromEnvironment } from '../../shared/lambda/environment.ts'
import { httpFunction } from '../../shared/lambda/http-function.ts'
import { newId } from '../../shared/lambda/new-id.ts'
import { tablesFromEnvironment } from '../../shared/lambda/tables-from-environment.ts'
import { entryContactsOperations as contacts } from '../../shared/my/entry-contacts-operations.ts'
import { myOperations as operations } from '../../shared/my/my-operations.ts'
import { randomToken } from '../../shared/notices/token.ts'
import { actingReads } from '../../shared/table/acting-table.ts'
import { claimTable } from '../../shared/table/claim-table.ts'
import { draftTable } from '../../shared/table/draft-table.ts'
import { entryContactsTable } from '../../shared/table/entry-contacts-table.ts'
import { myTable } from '../../shared/table/my-table.ts'
import { askSignInLink, showSignIn } from './ask-sign-in-link.ts'
import { beginRevision } from './begin-revision.ts'
import { changeConsent, showConsents } from './change-consents.ts'
import { changeContact, inviteContact, showEntryContacts } from './change-contacts.ts'
import { pauseEntry, reconfirmEntry } from './change-entry.ts'
import { decideOwnClaim, showClaim, showClaims } from './decide-claim.ts'
import { endSession, showSession, showSignedOut } from './end-session.ts'
import { joinEntry, showInvitation, showJoined } from './join-entry.ts'
import type { MyParts } from './my-parts.ts'
import { renewEntry, showRenewal, showRenewed } from './renew-entry.ts'
import { setPreferences } from './set-preferences.ts'
import { showMy } from './show-my.ts'
import { showSignInLink, signIn } from './sign-in.ts'

const environment = readEnvironment(z.object({ ADDRESS_KEY_SECRET_ID: z.string() }))

const tables = tablesFromEnvironment()

const parts: MyParts = {
  site: siteFromEnvironment(),
  store: myTable(tables),
  claims: claimTable(tables),
  acting: actingReads(tables),
  entryContacts: entryContactsTable(tables),
  drafts: draftTable(tables),
  addressKey: addressKeyFrom(environment.ADDRESS_KEY_SECRET_ID),
  now: () => new Date().toISOString(),
  pause: (most) => setTimeout(Math.random() * most),
  newId,
  newToken: randomToken,
}

/** The HTTP function of a respondent's own pages. */
export const handler = httpFunction(parts.site, [
  [operations.showMy, showMy(parts)],
  [operations.showSignIn, showSignIn(parts)],
  [operations.askSignInLink, askSignInLink(parts)],
  [operations.showSignInLink, showSignInLink(parts)],
  [operations.signIn, signIn(parts)],
  [operations.showSession, showSession(parts)],
  [operations.endSession, endSession(parts)],
  [operations.showSignedOut, showSignedOut(parts)],
  [operations.setPreferences, setPreferences(parts)],
  [operations.showConsents, showConsents(parts)],
  [operations.changeConsent, changeConsent(parts)],
  [operations.pauseEntry, pauseEntry(parts)],
  [operations.beginRevision, beginRevision(parts)],
  [operations.reconfirmEntry, reconfirmEntry(parts)],
  [operations.showRenewal, showRenewal(parts)],
  [operations.renewEntry, renewEntry(parts)],
  [operations.showRenewed, showRenewed(parts)],
  [operations.showClaims, showClaims(parts)],
  [operations.showClaim, showClaim(parts)],
  [operations.decideClaim, decideOwnClaim(parts)],
  [contacts.showEntryContacts, showEntryContacts(parts)],
  [contacts.inviteContact, inviteContact(parts)],
  [contacts.changeContact, changeContact(parts)],
  [contacts.showInvitation, showInvitation(parts)],
  [contacts.joinEntry, joinEntry(parts)],
  [contacts.showJoined, showJoined(parts)],
])
