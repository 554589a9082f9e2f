import type * as z from 'zod/mini'
import type { Links } from '../http/links.ts'
import { arrowFor } from '../matchmaking/introductions/arrows.ts'
import { helpersIn, type Introduction } from '../matchmaking/introductions/introduction.ts'
import type { Spent } from '../matchmaking/introductions/introduction-store.ts'
import { type Shelf, shelfOf } from '../matchmaking/introductions/shelf.ts'
import type { Messages } from '../messages/messages.ts'
import { countryLabel } from '../places/countries.ts'
import type { Entry } from '../register/entry.ts'
import type { Contact } from '../survey/contact.ts'
import { labelOf } from '../themes/theme-words.ts'
import type { deskIntroductionSchema, deskIntroductionsSchema } from './desk-introductions-operations.ts'
import type { DeskRole } from './desk-user.ts'

/** An introduction as the desk sees it. */
export type DeskIntroductionView = z.output<ReturnType<typeof deskIntroductionSchema>>
/** The introductions on a shelf. */
export type DeskIntroductionsView = z.output<ReturnType<typeof deskIntroductionsSchema>>

/**
 * Everything of an introduction, with labels in the language of `t`. An entry that is gone is left out of the sides.
 *
 * @param given.spent of the year in which they would be introduced, or were
 */
export const deskIntroductionView = (
  introduction: Introduction,
  given: {
    readonly entries: readonly Entry[]
    /** Who wanted it, as far as they are still there. */
    readonly contacts: readonly Contact[]
    readonly spent: Spent
  },
  t: Messages,
): DeskIntroductionView => {
  const { introductionId, state, revision, since, wishes, outcomes, declined, history } = introduction
  const helpers = helpersIn(introduction)
  const items = given.entries.flatMap((entry) => entry.items.map((item) => ({ entry, item })))
  const of = (id: string) => items.find(({ item }) => item.itemId === id)
  return {
    introductionId,
    state,
    shelf: shelfOf(introduction),
    revision,
    since,
    sides: given.entries.map(({ entryId, authority, capacity }) => {
      const wish = wishes[entryId]
      const contact = given.contacts.find(({ contactId }) => contactId === wish?.contactId)
      const outcome = outcomes[entryId]
      return {
        entryId,
        authority: authority.name,
        country: authority.country,
        countryLabel: countryLabel(authority.country, t.language),
        wants: wish !== undefined,
        ...(wish?.hope !== undefined && { hope: wish.hope }),
        ...(contact && { address: contact.address }),
        ...(capacity !== undefined && { capacity }),
        spent: given.spent.get(entryId) ?? 0,
        helps: helpers.includes(entryId),
        ...(outcome && { outcome }),
      }
    }),
    about: introduction.about.flatMap(({ request, offer }) => {
      const [asked, offered] = [of(request), of(offer)]
      return asked && offered
        ? [
            {
              request,
              offer,
              themeLabel: labelOf(asked.item.theme, t.language),
              asks: asked.entry.authority.name,
              requestWords: asked.item.description,
              offerWords: offered.item.description,
            },
          ]
        : []
    }),
    ...(declined && { declined }),
    history: history.map(({ at, deed, by, to, reason }) => ({
      at,
      deed,
      as: by.as,
      by: nameOf(by, given.entries),
      to,
      ...(reason && { reason }),
    })),
    may: [
      ...(arrowFor(introduction, 'introduce', { as: 'officer', userId: '' }) ? (['introduce'] as const) : []),
      ...(arrowFor(introduction, 'lapse', { as: 'officer', userId: '' }) ? (['close'] as const) : []),
    ],
  }
}

/** Which authority did it, or which desk user by id; nothing for the clock. */
const nameOf = (by: Introduction['history'][number]['by'], entries: readonly Entry[]): string => {
  switch (by.as) {
    case 'side':
    case 'erasure':
      return entries.find(({ entryId }) => entryId === by.entryId)?.authority.name ?? by.entryId
    case 'officer':
      return by.userId
    case 'round':
      return by.roundId
    case 'clock':
      return ''
  }
}

/** The introductions on a shelf; those that left it at this moment are left out. */
export const deskIntroductionsView = (
  role: DeskRole,
  shelf: Shelf,
  { introductions, total }: { readonly introductions: readonly Introduction[]; readonly total: number },
  entries: readonly Entry[],
  links: Links,
): DeskIntroductionsView => ({
  role,
  shelf,
  total,
  introductions: introductions
    .filter((introduction) => shelfOf(introduction) === shelf)
    .map(({ introductionId, entryIds, since }) => {
      const both = entryIds.flatMap((id) => entries.find(({ entryId }) => entryId === id) ?? [])
      return {
        introductionId,
        authorities: both.map(({ authority }) => authority.name),
        countries: both.map(({ authority }) => authority.country),
        since,
        url: links.to(`/secretariat/introductions/${encodeURIComponent(introductionId)}`),
      }
    }),
})
