import type { MyParts } from '../../functions/my/my-parts.ts'
import { newId } from '../../shared/lambda/new-id.ts'
import { hashOfToken, randomToken } from '../../shared/notices/token.ts'
import type { Entry } from '../../shared/register/entry.ts'
import { newSession, type SessionKind, sessionKinds } from '../../shared/sessions/session.ts'
import { addressHash } from '../../shared/survey/address-hash.ts'
import type { Contact } from '../../shared/survey/contact.ts'
import { actingReads } from '../../shared/table/acting-table.ts'
import { claimTable } from '../../shared/table/claim-table.ts'
import type { Tables } from '../../shared/table/client.ts'
import { contactItem } from '../../shared/table/contact-item.ts'
import { draftTable } from '../../shared/table/draft-table.ts'
import { entryContactsTable } from '../../shared/table/entry-contacts-table.ts'
import { entryItem } from '../../shared/table/entry-writes.ts'
import { myTable } from '../../shared/table/my-table.ts'
import { anEntry } from './builders.ts'
import { aContact } from './notices.ts'
import { aSite } from './requests.ts'
import { putItem } from './table-items.ts'

const addressKey = 'test key'

/** The parts of a respondent's own pages on real tables; say only what the test is about. */
export const myPartsOn = (tables: Tables, stated: Partial<MyParts> = {}): MyParts => ({
  site: aSite,
  store: myTable(tables),
  claims: claimTable(tables),
  acting: actingReads(tables),
  entryContacts: entryContactsTable(tables),
  addressKey: async () => addressKey,
  now: () => '2026-11-23T10:00:00.000Z',
  pause: async () => {},
  drafts: draftTable(tables),
  newId,
  newToken: randomToken,
  ...stated,
})

/** A confirmed person with entries of their own, stored as a confirmation stores them. */
export const aRespondentIn = async (
  tables: Tables,
  stated: { readonly contact?: Partial<Contact>; readonly entries?: readonly Partial<Entry>[] } = {},
): Promise<{ readonly contact: Contact; readonly entries: readonly Entry[] }> => {
  const address = stated.contact?.address ?? `${newId()}@example.org`
  const contactId = addressHash(addressKey, address)
  const entries = (stated.entries ?? [{}]).map((entry) => anEntry({ entryId: newId(), ...entry }))
  const contact = aContact({
    address,
    contactId,
    addressHash: contactId,
    entryIds: entries.map(({ entryId }) => entryId),
    ...stated.contact,
  })
  await putItem(tables, 'contact', contact, contactItem(contact))
  for (const entry of entries) {
    await putItem(tables, 'entry', entry, entryItem(entry))
    const { entryId } = entry
    await putItem(tables, 'entryContact', { entryId, contactId }, { entryId, contactId })
  }
  return { contact, entries }
}

/** A link to sign in as the sender makes it: the token, of which only the hash is stored. */
export const aSignInLink = async (
  tables: Tables,
  contactId: string,
  stated: Record<string, unknown> = {},
): Promise<string> => {
  const token = randomToken()
  const tokenHash = hashOfToken(token)
  const expiresAt = '2026-11-23T10:30:00.000Z'
  await putItem(
    tables,
    'token',
    { tokenHash },
    { tokenHash, purpose: 'sign-in', contactId, expiresAt, ...stated },
  )
  return token
}

/** A session of somebody, and the headers that a browser sends with it. */
export const aSessionIn = async (
  tables: Tables,
  kind: SessionKind,
  holderId: string,
  stated: Record<string, unknown> = {},
): Promise<{
  readonly id: string
  readonly sessionHash: string
  readonly headers: Record<string, string>
}> => {
  const id = randomToken()
  const session = newSession(kind, { id, holderId, generation: 0, now: '2026-11-23T09:50:00.000Z' })
  await putItem(tables, 'session', session, { ...session, ...stated })
  return {
    id,
    sessionHash: session.sessionHash,
    headers: { cookie: `other=1; ${sessionKinds[kind].cookie}=${id}` },
  }
}
