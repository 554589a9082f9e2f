import type { Links } from '../http/links.ts'
import type { Call } from '../matchmaking/calls/call.ts'
import type { Messages } from '../messages/messages.ts'
import type { SiteSettings } from '../pages/site-settings.ts'
import type { Block, FooterLine, Letter } from './letter.tsx'
import type { NoticeFacts, NoticeTemplate } from './notice.ts'
import type { PairAsRead } from './notice-store.ts'

/** What every template is given. */
export type Writing<T extends NoticeTemplate> = {
  readonly site: SiteSettings
  readonly t: Messages
  /** An address of the site in the letter's language. */
  readonly to: Links['to']
  readonly facts: NoticeFacts[T]
  readonly token: string | undefined
  /** The two, for mails about an introduction. */
  readonly pair: PairAsRead | undefined
  /** The call, for mails about one. */
  readonly call: Call | undefined
}
export type Written = Pick<Letter, 'subject' | 'title' | 'preview' | 'blocks'> & {
  readonly why: readonly FooterLine[]
}

/** Where somebody sees their own entry: in the register or, where it has no page for everybody, once signed in. */
export const pathOfOwn = ({ entryId, shown = true }: { entryId: string; shown?: boolean }): string =>
  shown ? `/register/${encodeURIComponent(entryId)}` : '/my'

/** Somebody's own words, a paragraph each. */
export const paragraphs = (words: string): readonly Extract<Block, { kind: 'text' }>[] =>
  words
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '')
    .map((text) => ({ kind: 'text', text }))
