import type * as z from 'zod/mini'
import type { Links } from '../http/links.ts'
import type { Messages } from '../messages/messages.ts'
import { countryLabel } from '../places/countries.ts'
import type { Entry } from '../register/entry.ts'
import type { ActingView } from '../survey/acting-view.ts'
import type { Claim } from '../survey/claim.ts'
import type { Contact } from '../survey/contact.ts'
import { labelOf } from '../themes/theme-words.ts'
import type { Waiting } from './desk-store.ts'
import type { DeskRole } from './desk-user.ts'
import type { deskEntrySchema, waitingSchema } from './secretariat-operations.ts'

/** What waits at the desk, for its reader. */
export type WaitingView = z.output<ReturnType<typeof waitingSchema>>

/** An entry as the desk sees it. */
export type DeskEntryView = z.output<ReturnType<typeof deskEntrySchema>>

/** An open claim with the entry that it is on. */
export type WaitingClaim = { readonly claim: Claim; readonly entry: Entry }

/** What waits, with labels in the language of `t`. What was decided a moment ago is left out. */
export const waitingView = (
  role: DeskRole,
  { entries, total }: Waiting,
  claims: { readonly open: readonly WaitingClaim[]; readonly total: number },
  t: Messages,
  links: Links,
): WaitingView => {
  const named = ({ entryId, authority }: Entry) => ({
    entryId,
    authority: authority.name,
    country: authority.country,
    countryLabel: countryLabel(authority.country, t.language),
  })
  return {
    role,
    total,
    entries: entries
      .filter(({ state }) => state === 'awaiting-review')
      .map((entry) => ({
        ...named(entry),
        since: entry.updatedAt,
        items: entry.items.length,
        objected: entry.objectedAt !== undefined,
        url: links.to(`/secretariat/entries/${encodeURIComponent(entry.entryId)}`),
      })),
    claims: {
      total: claims.total,
      open: claims.open.map(({ claim, entry }) => ({
        ...named(entry),
        claimId: claim.claimId,
        since: claim.openedAt,
        until: claim.expiresAt,
        url: links.to(
          `/secretariat/entries/${encodeURIComponent(entry.entryId)}/claims/${encodeURIComponent(claim.claimId)}`,
        ),
      })),
    },
  }
}

/** Everything of an entry, whoever may see it elsewhere, and the people behind it. */
export const deskEntryView = (
  { entryId, state, revision, authority, role, updatedAt, items }: Entry,
  contacts: readonly Contact[],
  actings: readonly ActingView[],
  t: Messages,
): DeskEntryView => ({
  entryId,
  state,
  revision,
  authority: { name: authority.name, countryLabel: countryLabel(authority.country, t.language) },
  role,
  since: updatedAt,
  items: items.map(({ itemId, direction, theme, description, language, visibility }) => ({
    itemId,
    direction,
    themeLabel: labelOf(theme, t.language),
    description,
    language,
    visibility,
  })),
  contacts: contacts.map(({ address, language }) => ({ address, language })),
  actings: [...actings],
})
