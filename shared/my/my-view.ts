import type * as z from 'zod/mini'
import type { Messages } from '../messages/messages.ts'
import type { Entry } from '../register/entry.ts'
import { type Session, sessionEndsAt } from '../sessions/session.ts'
import type { ActingView } from '../survey/acting-view.ts'
import { wordsAsked } from '../survey/consent.ts'
import type { Contact } from '../survey/contact.ts'
import { labelOf } from '../themes/theme-words.ts'
import type { mySchema } from './my-operations.ts'

/** What a respondent gets of what is theirs. */
export type MyView = z.output<ReturnType<typeof mySchema>>

/** An entry as its people see it: what is in it. */
export type OwnEntry = Omit<MyView['entries'][number], 'claims' | 'words' | 'objectedAt' | 'actings'>

/** An entry as its people see it, with labels in the language of `t`. */
export const ownEntryView = ({ entryId, authority, state, until, items }: Entry, t: Messages): OwnEntry => ({
  entryId,
  authority: authority.name,
  state,
  until,
  items: items.map(({ itemId, direction, theme, description, language, visibility }) => ({
    itemId,
    direction,
    theme,
    themeLabel: labelOf(theme, t.language),
    description,
    language,
    visibility,
  })),
})

/** Since when somebody is signed in, and when it ends if they do nothing. */
export const sessionView = (session: Session): MyView['session'] => ({
  since: session.createdAt,
  endsAt: sessionEndsAt(session),
})

/** A respondent's own page, with labels in the language of `t`. */
export const myView = (
  contact: Contact,
  entries: readonly (Entry & {
    readonly claims: number
    readonly words?: string | undefined
    readonly actings: readonly ActingView[]
  })[],
  session: Session,
  t: Messages,
): MyView => ({
  address: contact.address,
  digest: contact.digest,
  digestWords: wordsAsked(contact),
  entries: entries.map((entry) => ({
    ...ownEntryView(entry, t),
    claims: entry.claims,
    ...(entry.words !== undefined && { words: entry.words }),
    ...(entry.objectedAt !== undefined && { objectedAt: entry.objectedAt }),
    actings: [...entry.actings],
  })),
  session: sessionView(session),
})
