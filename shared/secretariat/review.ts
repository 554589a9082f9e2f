import { Failure } from '../failures.ts'
import { type Notice, newNotice, noticeIdOf } from '../notices/notice.ts'
import { type Entry, isForEverybody } from '../register/entry.ts'
import type { Contact } from '../survey/contact.ts'
import type { Audit } from './audit.ts'

export const decisions = ['publish', 'return'] as const
export type Decision = (typeof decisions)[number]

/** All that a review changes, to be written together. */
export type Reviewed = {
  readonly before: Entry
  readonly after: Entry
  readonly audit: Audit
  readonly notices: readonly Notice[]
}

const eventOf = ({ entryId, revision }: Pick<Entry, 'entryId' | 'revision'>): string =>
  `review:${entryId}:${revision}`

/** The notice that tells a contact with which words this revision of an entry was returned. */
export const returnNoticeIdOf = (entry: Pick<Entry, 'entryId' | 'revision'>, contactId: string): string =>
  noticeIdOf({ event: eventOf(entry), contactId, template: 'entry-returned' })

/**
 * What comes of a review: the entry published (back as it was, where somebody objected to one that was paused or had
 * expired) or returned, what is written down of it, and a notice to each of its
 * contacts in their language.
 *
 * @param given.revision which revision the decision is about; another one now, and it is nobody's decision yet
 * @throws Failure `conflict`: `not-waiting` when the entry does not wait (any more), `changed-meanwhile` when it
 *   was answered again
 */
export const review = (given: {
  readonly entry: Entry
  readonly decision: Decision
  /** To the contacts, as they are; with `return`. */
  readonly words: string
  readonly revision?: number | undefined
  readonly contacts: readonly Contact[]
  readonly who: string
  readonly now: string
}): Reviewed => {
  const { entry, decision, words, revision, contacts, who, now } = given
  if (entry.state !== 'awaiting-review') throw new Failure('conflict', 'not-waiting')
  if (revision !== undefined && revision !== entry.revision)
    throw new Failure('conflict', 'changed-meanwhile')
  const { entryId } = entry
  // Whatever they decide, they have seen the objection.
  const { objectedAt: _, stateBefore, hiddenFrom, ...decided } = entry
  const state = decision === 'publish' ? (stateBefore ?? 'public') : 'returned'
  const after: Entry = { ...decided, state, ...(state === 'hidden' && hiddenFrom && { hiddenFrom }) }
  const event = eventOf(entry)
  const authority = entry.authority.name
  return {
    before: entry,
    after,
    audit: { auditId: event, at: now, who, what: `${decision}-entry`, subject: entryId, outcome: state },
    notices: contacts.map(({ contactId, language }) =>
      decision === 'publish'
        ? newNotice({
            event,
            contactId,
            template: 'entry-published',
            language,
            facts: {
              entryId,
              authority,
              shown: isForEverybody(after),
              ...(state !== 'public' && { asBefore: true }),
            },
            now,
          })
        : newNotice({
            event,
            contactId,
            template: 'entry-returned',
            language,
            facts: { entryId, authority, words },
            now,
          }),
    ),
  }
}
