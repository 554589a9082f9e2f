import { Failure } from '../failures.ts'
import { type Notice, newNotice } from '../notices/notice.ts'
import type { Entry } from '../register/entry.ts'
import type { Audit } from '../secretariat/audit.ts'
import type { Acting } from './acting.ts'
import type { Contact } from './contact.ts'

/** All that an objection changes, to be written together. */
export type Objected = {
  readonly acting: Acting
  readonly after: Acting
  readonly entry: Entry
  readonly entryAfter: Entry
  readonly notices: readonly Notice[]
  readonly audit: Audit
}

/**
 * What comes of the objection of somebody in whose name an entry was answered: nobody finds the entry any more, and it
 * waits at the desk, with their words. One that was returned stays with its people. Those behind it are told.
 *
 * @param given.words to the secretariat, as they are; may be empty
 * @param given.people who stands behind the entry
 * @throws Failure `gone`: somebody objected already, or the entry is no more
 */
export const object = (given: {
  readonly acting: Acting
  readonly entry: Entry
  readonly people: readonly Contact[]
  readonly words: string
  readonly now: string
}): Objected => {
  const { acting, entry, people, words, now } = given
  if (acting.state === 'objected') throw new Failure('gone', 'used-objection-link')
  if (entry.state === 'erased') throw new Failure('gone', 'no-entry-to-object-to')
  const { entryId, authority } = entry
  const event = `objection:${acting.actingId}`
  const { state: stateBefore } = entry
  const state = stateBefore === 'returned' ? 'returned' : 'awaiting-review'
  return {
    acting,
    after: { ...acting, state: 'objected', objectedAt: now, words },
    entry,
    entryAfter: {
      ...entry,
      state,
      ...((stateBefore === 'paused' || stateBefore === 'hidden') && { stateBefore }),
      objectedAt: now,
      // The next decision of the desk is another one than the last, and nobody's answers under way go past it.
      revision: entry.revision + 1,
      updatedAt: now,
    },
    notices: people.map(({ contactId, language }) =>
      newNotice({
        event,
        contactId,
        template: 'acting-objected',
        language,
        facts: { entryId, authority: authority.name },
        now,
      }),
    ),
    audit: {
      auditId: event,
      at: now,
      who: 'named',
      what: 'object-to-acting',
      subject: entryId,
      outcome: state,
    },
  }
}
